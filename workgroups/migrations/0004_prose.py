from django.db import migrations

from clusterix.publishing.prose_migration import to_prose

FIELDS = {
    "workinggroup": ("why", "aim", "how", "editors_note"),
    "meeting": ("description", "editors_note"),
    "staffexchange": ("learned", "outcome", "editors_note"),
}


class Migration(migrations.Migration):
    """Long texts become prose: paragraphs in HTML. Lists learn of it when `manage.py setup` writes their entries anew."""

    dependencies = [("workgroups", "0003_working_copies")]
    operations = [to_prose("workgroups", FIELDS)]
