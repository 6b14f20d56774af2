"""What comes back from the trash is what went there: every column, link, tag, file and page."""

from itertools import chain
from typing import Any

import pytest
from django.test import Client

from clusterix.desk import trash
from tests.desk.acting import again, at_the_desk
from tests.desk.trashing import delete, files, kinds, pages, restore, rows
from tests.graph import make_graph
from tests.making import make_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(manager) -> Client:
    return at_the_desk(manager)


def everything() -> tuple[Any, ...]:
    return rows(), files(), pages(Client())


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]


def test_a_whole_knowledge_base_comes_back_as_it_was(desk) -> None:
    make_graph(2)
    before = everything()
    gone = {model: list(model._default_manager.order_by("pk")) for model in kinds()}
    for record in chain(*gone.values()):
        answer = delete(desk, record)
        assert answer.status_code == 302, answer.content.decode()[-1500:]
    assert [model for model in kinds() if model._default_manager.exists()] == []
    assert rows()["entries"] == []
    # Of records that are alike in a list's order, the one that came into it last stands first.
    for record in chain(*reversed(gone.values())):
        assert restore(desk, record).status_code == 302, record
    for was, now in zip(before, everything(), strict=True):
        assert differences(was, now) == []


def test_each_kind_of_the_real_content_comes_back_as_it_was(desk, knowledge_base) -> None:
    before, tried = everything(), 0
    for model in kinds():
        for record in model._default_manager.order_by("pk"):
            if b"cannot be deleted" in desk.get(f"{_form(record)}delete/").content:
                continue
            assert delete(desk, record).status_code == 302
            assert differences(before[0], rows()) != []
            assert restore(desk, record).status_code == 302
            tried += 1
            break
    assert tried >= 6
    for was, now in zip(before, everything(), strict=True):
        assert differences(was, now) == []


def test_a_restoring_that_loses_one_field_is_seen(desk, monkeypatch) -> None:
    """The control: by the record's own `save` it would be changed today."""
    practice = make_practice()

    def saved(record: Any, at: Any) -> None:
        record.trashed_at = at
        record.save()

    monkeypatch.setattr(trash, "_mark", saved)
    before = rows()
    delete(desk, practice)
    restore(desk, practice)
    assert again(practice).trashed_at is None
    assert "practices.Practice" in differences(before, rows())


def _form(record: Any) -> str:
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/"
