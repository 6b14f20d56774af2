import clusterix.publishing.files
import clusterix.publishing.upload_fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0007_opinions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='attachment',
            name='file',
            field=clusterix.publishing.upload_fields.DocumentField(max_length=250, upload_to=clusterix.publishing.files.upload_path, verbose_name='document'),
        ),
        migrations.AlterField(
            model_name='image',
            name='file',
            field=clusterix.publishing.upload_fields.PictureField(max_length=250, upload_to=clusterix.publishing.files.upload_path, verbose_name='picture'),
        ),
    ]
