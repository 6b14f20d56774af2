from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0012_approaches'),
        ('workgroups', '0005_trash'),
    ]

    operations = [
        migrations.AddField(
            model_name='practice',
            name='discussed_at',
            field=models.ManyToManyField(blank=True, related_name='practices', to='workgroups.staffexchange', verbose_name='discussed at'),
        ),
        migrations.AddField(
            model_name='practice',
            name='grew_from',
            field=models.ManyToManyField(blank=True, help_text='Where it is the policy instrument that a staff exchange led to.', related_name='instruments', to='workgroups.staffexchange', verbose_name='grew from'),
        ),
    ]
