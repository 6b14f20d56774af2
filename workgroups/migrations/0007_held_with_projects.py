from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0006_trash'),
        ('workgroups', '0006_ideas'),
    ]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='projects',
            field=models.ManyToManyField(blank=True, related_name='meetings', to='partners.relatedproject', verbose_name='held with related projects'),
        ),
    ]
