from pathlib import PurePath

from django.db import migrations, models


def describe_by_name(apps, schema_editor):
    """Give pictures without a description, which the older rule does not know, the name of their file."""
    pictures = apps.get_model('practices', 'Image')
    for picture in pictures.objects.filter(alt_text='', is_decorative=False):
        pictures.objects.filter(pk=picture.pk).update(alt_text=PurePath(picture.file.name).name[:250])


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0008_upload_fields'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='image',
            name='practices_image_described_or_decorative',
        ),
        migrations.RunPython(migrations.RunPython.noop, describe_by_name),
        migrations.AlterField(
            model_name='image',
            name='credit',
            field=models.CharField(blank=True, max_length=200, verbose_name='credit'),
        ),
        migrations.AlterField(
            model_name='image',
            name='licence',
            field=models.CharField(blank=True, max_length=100, verbose_name='licence'),
        ),
        migrations.AddConstraint(
            model_name='image',
            constraint=models.CheckConstraint(condition=models.Q(('is_decorative', False), ('alt_text', ''), _connector='OR'), name='practices_image_decorative_without_text', violation_error_message='Describe the picture, or mark it as decorative and leave the text empty.'),
        ),
    ]
