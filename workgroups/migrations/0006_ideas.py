import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workgroups', '0005_trash'),
    ]

    operations = [
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('text', models.TextField(blank=True, help_text='What was meant, and for whom.', verbose_name='text')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='workgroups.staffexchange', verbose_name='staff exchange')),
            ],
            options={
                'verbose_name': 'idea that came',
                'verbose_name_plural': 'ideas that came',
                'ordering': ('order', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('exchange', 'title'), name='workgroups_idea_once', violation_error_message='This exchange has an idea of this title already.')],
            },
        ),
    ]
