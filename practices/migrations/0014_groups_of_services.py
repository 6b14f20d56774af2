from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0013_exchanges_of_practices'),
        ('workgroups', '0005_trash'),
    ]

    operations = [
        migrations.AddField(
            model_name='service',
            name='working_groups',
            field=models.ManyToManyField(blank=True, related_name='services', to='workgroups.workinggroup', verbose_name='working groups'),
        ),
    ]
