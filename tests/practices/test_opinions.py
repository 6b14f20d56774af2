"""An expert's opinion: signed, dated, shown to readers wherever the practice is told; managers write it."""

import datetime
import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission

from practices.models import Opinion, Practice
from tests.form_reading import Form
from tests.making import make_partner, make_practice, make_source
from tests.page_reading import look

pytestmark = pytest.mark.django_db

WORDS = "Vouchers reached firms that no other instrument of the region had reached."
SIGNED = {"name": "Ilse Expert", "role": "University of Graz", "signed_on": datetime.date(2019, 5, 2)}


@pytest.fixture
def practice() -> Practice:
    return make_practice(partner=make_partner(), sources=[make_source()])


@pytest.fixture
def opinion(practice) -> Opinion:
    return Opinion.objects.create(practice=practice, text=WORDS, **SIGNED)


def text_of(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


def test_readers_see_it_with_its_signature_beside_the_practice(client, practice, opinion) -> None:
    page = client.get(practice.get_absolute_url()).content.decode()
    assert f"<p>{WORDS}</p>" in page
    assert 'Ilse Expert, University of Graz, <time datetime="2019-05-02">2 May 2019</time>' in page


def test_a_practice_without_one_does_not_speak_of_it(client, practice) -> None:
    assert "opinion" not in client.get(practice.get_absolute_url()).content.decode().lower()
    other = make_practice()
    assert "opinion" not in client.get(compared(practice, other)).content.decode().lower()


def compared(one: Practice, other: Practice) -> str:
    return f"/practices/compare/?practice={one.slug}&practice={other.slug}"


def test_comparisons_and_files_hold_it_and_a_search_finds_it(client, practice, opinion) -> None:
    assert WORDS in client.get(compared(practice, make_practice())).content.decode()
    rows = json.loads(text_of(client.get("/practices/export.json?q=instrument")))["results"]
    assert [row["expert_opinions"] for row in rows] == [
        f"{WORDS}\n— Ilse Expert, University of Graz, 2 May 2019"
    ]
    assert practice.get_absolute_url() in look(client, "/practices/?q=instrument").links
    opinion.delete()
    assert practice.get_absolute_url() not in look(client, "/practices/?q=instrument").links


def test_an_opinion_on_a_draft_is_nowhere_public(client, practice, opinion) -> None:
    Practice.objects.filter(pk=practice.pk).update(status="draft")
    assert client.get(practice.get_absolute_url()).status_code == 404
    assert WORDS not in text_of(client.get("/practices/export.json"))
    assert WORDS not in client.get("/search/?q=instrument").content.decode()


def sent(client: Any, person: Any, practice: Practice) -> Any:
    """Send the practice's form with an opinion added."""
    client.force_login(person)
    page = f"/admin/practices/practice/{practice.pk}/change/"
    given = {"text": WORDS, "name": "Ilse Expert", "role": "", "signed_on": "2019-05-02", "order": "0"}
    new = {f"opinions-0-{name}": value for name, value in given.items()}
    count = {"opinions-TOTAL_FORMS": "1"}
    response = client.post(page, Form(client.get(page)).values | new | count)
    assert response.status_code == 302
    return Opinion.objects.filter(practice__copy_of=practice)


def test_a_manager_adds_one_on_the_working_copy(client, practice, manager) -> None:
    assert [str(opinion) for opinion in sent(client, manager, practice)] == ["Ilse Expert, 2 May 2019"]
    assert not practice.opinions.exists()


def test_an_editor_reads_it_but_writes_none(client, person, practice) -> None:
    editor = person("Anna", "Partner editors", partner=practice.partner)
    assert not sent(client, editor, practice).exists()
    may_add = Permission.objects.get(codename="add_opinion")
    editor.user_permissions.add(may_add)  # the control
    assert sent(client, type(editor).objects.get(pk=editor.pk), practice).exists()


def test_an_editor_saves_a_practice_without_a_change_to_its_opinion(
    client, person, practice, opinion
) -> None:
    editor = person("Anna", "Partner editors", partner=practice.partner)
    client.force_login(editor)
    page = f"/admin/practices/practice/{practice.pk}/change/"
    shown = client.get(page)
    assert WORDS in shown.content.decode()
    assert 'name="opinions-0-text"' not in shown.content.decode()
    assert client.post(page, Form(shown).values | {"title": "Anew"}).status_code == 302
    copy = Practice._base_manager.get(copy_of=practice)
    assert [str(one) for one in copy.opinions.all()] == [str(opinion)]
    assert [one.text for one in copy.opinions.all()] == [f"<p>{WORDS}</p>"]
