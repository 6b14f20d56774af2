from django.db import migrations

from clusterix.publishing.prose_migration import to_prose

FIELDS = {
    "partner": ("description", "editors_note"),
    "swotentry": ("editors_note",),
    "relatedproject": ("description", "exchange", "editors_note"),
}


class Migration(migrations.Migration):
    """Long texts become prose: paragraphs in HTML. Lists learn of it when `manage.py setup` writes their entries anew."""

    dependencies = [("partners", "0003_working_copies")]
    operations = [to_prose("partners", FIELDS)]
