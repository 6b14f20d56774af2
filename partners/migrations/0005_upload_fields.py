import clusterix.publishing.files
import clusterix.publishing.upload_fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0004_prose'),
    ]

    operations = [
        migrations.AlterField(
            model_name='partner',
            name='logo',
            field=clusterix.publishing.upload_fields.PictureField(blank=True, max_length=250, upload_to=clusterix.publishing.files.upload_path, verbose_name='logo'),
        ),
    ]
