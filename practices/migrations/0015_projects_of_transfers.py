import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0006_trash'),
        ('practices', '0014_groups_of_services'),
    ]

    operations = [
        migrations.AddField(
            model_name='transfer',
            name='came_from',
            field=models.ForeignKey(blank=True, help_text='Where it reached a region of this partnership through another project.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers_from', to='partners.relatedproject', verbose_name='related project it came from'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='went_to',
            field=models.ForeignKey(blank=True, help_text='Where a region of this partnership gave the practice to another project.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers_to', to='partners.relatedproject', verbose_name='related project it went to'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('came_from__isnull', True), ('went_to__isnull', True), _connector='OR'), name='practices_transfer_one_project', violation_error_message='It came from a related project or went to one, not both.'),
        ),
    ]
