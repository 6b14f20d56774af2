"""Loading the content of fixtures/: whole, or not at all."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError

from clusterix.ops.content import is_empty, load_content
from partners.models import Partner
from tests.making import make_partner

pytestmark = pytest.mark.django_db


def test_a_database_with_other_content_is_refused_and_left_as_it_is() -> None:
    make_partner(short_name="Other")
    with pytest.raises(CommandError, match="holds other content: nothing was loaded"):
        call_command("load_content")
    assert [partner.short_name for partner in Partner.objects.all()] == ["Other"]


def test_a_broken_file_loads_nothing_at_all(settings, tmp_path: Path) -> None:
    """The first row is right, the second has no status."""
    rows = [
        "- {model: publishing.source, fields: {slug: a, title: A}}",
        "- {model: partners.partner, fields: {slug: b, name: B, short_name: B, status: null}}",
    ]
    (tmp_path / "broken.yaml").write_text("\n".join(rows))
    settings.FIXTURES = tmp_path
    with pytest.raises(IntegrityError):
        load_content()
    assert is_empty()
