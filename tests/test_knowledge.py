"""The tests' own way to the real content: what is written again is what the product loaded."""

from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command

from clusterix.browse.models import Change
from tests import knowledge
from tests.page_reading import body

MOMENTS = {"created_at", "updated_at", "token"}


def everything() -> list[Any]:
    models = [model for model in knowledge.filled() if model is not Change]
    rows = [row for model in models for row in model._base_manager.order_by("pk")]
    told = serializers.serialize("python", rows)
    return [{**row, "fields": {k: v for k, v in row["fields"].items() if k not in MOMENTS}} for row in told]


@pytest.mark.django_db(transaction=True)
def test_what_is_written_again_is_what_was_loaded_and_is_found(client, monkeypatch) -> None:
    monkeypatch.setattr(knowledge, "kept", [])
    knowledge.fill()
    loaded, page = everything(), body(client.get("/practices/?q=voucher"))
    call_command("flush", interactive=False, verbosity=0)
    assert everything() == [], "the control"
    knowledge.fill()
    assert everything() == loaded
    assert body(client.get("/practices/?q=voucher")) == page
