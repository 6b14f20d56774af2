from django.db import migrations

from clusterix.publishing.prose_migration import to_prose

FIELDS = {
    "recommendation": ("why", "what_to_do", "addressees", "editors_note"),
    "actionplan": ("description", "editors_note"),
    "action": ("what",),
}


class Migration(migrations.Migration):
    """Long texts become prose: paragraphs in HTML. Lists learn of it when `manage.py setup` writes their entries anew."""

    dependencies = [("recommendations", "0003_working_copies")]
    operations = [to_prose("recommendations", FIELDS)]
