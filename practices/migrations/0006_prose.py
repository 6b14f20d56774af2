from django.db import migrations

from clusterix.publishing.prose_migration import to_prose

FIELDS = {
    "practice": (
        "problem",
        "approach",
        "beneficiaries",
        "resources",
        "evidence",
        "difficulties",
        "transferability",
        "limits",
        "editors_note",
    ),
    "service": ("description", "lessons", "editors_note"),
    "transfer": ("changed", "result", "editors_note"),
}


class Migration(migrations.Migration):
    """Long texts become prose: paragraphs in HTML. Lists learn of it when `manage.py setup` writes their entries anew."""

    dependencies = [("practices", "0005_working_copies")]
    operations = [to_prose("practices", FIELDS)]
