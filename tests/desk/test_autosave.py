"""What is typed is kept at the server, is taken up or dropped, and never writes a version."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clusterix.desk import autosaves
from clusterix.desk.models import Autosave, Held, Version
from practices.models import Practice
from tests.desk.reading import words
from tests.form_reading import Form
from tests.making import make_partner, make_practice

pytestmark = pytest.mark.django_db
ADD, KEPT_OF_NEW = "/admin/practices/practice/add/", "/admin/practices/practice/add/kept/"
TYPED = "Vouchers “first” <b>&amp;</b>\r\nsecond line 🧪"
TAKE_UP = "Take up what was kept"


@pytest.fixture
def practice(db) -> Practice:
    return make_practice(partner=make_partner(), status="draft", summary="Dear prototypes.")


@pytest.fixture
def somebody(person, practice) -> Any:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(person(name, "Partner editors", partner=practice.partner))
        return client

    return signed_in


@pytest.fixture
def anna(somebody) -> Client:
    return somebody("anna")


def page(practice: Practice, name: str = "change") -> str:
    return f"/admin/practices/practice/{practice.pk}/{name}/"


def form(client: Client, address: str) -> dict[str, Any]:
    return dict(Form(client.get(address)).values)


def keep(client: Client, practice: Practice, **typed: Any) -> dict[str, Any]:
    fields = form(client, page(practice)) | typed
    response = client.post(page(practice, "kept"), fields)
    assert response.status_code == 200
    assert words(response).startswith("Kept at ")
    return fields


def test_what_is_kept_is_one_row_and_no_version(anna, practice) -> None:
    for text in ("one", "two", "three"):
        keep(anna, practice, summary=text)
    assert Autosave.objects.count() == 1
    assert not Version.objects.exists()
    practice.refresh_from_db()
    assert practice.summary == "Dear prototypes."


def test_what_was_kept_is_offered_taken_up_exactly_and_saved_only_then(anna, practice) -> None:
    keep(anna, practice, summary=TYPED)
    assert TAKE_UP in words(anna.get(page(practice)))
    shown = anna.post(page(practice, "kept"), {"_take_up": ""})
    assert shown.status_code == 200
    assert "Nothing of it is saved yet" in words(shown)
    assert "Please correct" not in words(shown)
    assert shown.context["adminform"].form["summary"].value() == TYPED
    assert not Version.objects.exists()
    assert f'action="{page(practice)}"' in shown.content.decode()
    saved = anna.post(page(practice), Form(shown).values)
    assert saved.status_code == 302
    practice.refresh_from_db()
    assert practice.summary.splitlines() == TYPED.splitlines()
    assert not Autosave.objects.exists()
    assert TAKE_UP not in words(anna.get(page(practice)))


def test_taking_up_brings_back_parts_that_were_added_changed_and_taken_away(anna, practice) -> None:
    practice.links.create(title="Stays", url="https://a.example/")
    practice.links.create(title="Goes", url="https://b.example/")
    fields = form(anna, page(practice))
    prefix = next(name for name in fields if name.endswith("links-TOTAL_FORMS")).removesuffix("-TOTAL_FORMS")
    fields |= {f"{prefix}-TOTAL_FORMS": "3", f"{prefix}-0-title": "Changed", f"{prefix}-1-DELETE": "on"}
    fields |= {
        f"{prefix}-2-title": "Added",
        f"{prefix}-2-url": "https://c.example/",
        f"{prefix}-2-order": "0",
    }
    anna.post(page(practice, "kept"), fields)
    shown = anna.post(page(practice, "kept"), {"_take_up": ""})
    assert practice.links.count() == 2, "nothing is saved"
    again = Form(shown).values
    assert again[f"{prefix}-1-DELETE"] == ["on"]
    assert anna.post(page(practice), again).status_code == 302
    assert sorted(practice.links.values_list("title", flat=True)) == ["Added", "Changed"]


def test_a_form_with_faults_is_kept_and_comes_back_with_them(anna, practice) -> None:
    keep(anna, practice, start_on="yesterday", summary="x")
    shown = anna.post(page(practice, "kept"), {"_take_up": ""})
    assert "Enter a valid date." in words(shown)
    assert Form(shown).values["start_on"] == ["yesterday"]


def test_a_new_record_is_kept_too_once_for_each_kind(anna, practice) -> None:
    fields = form(anna, ADD) | {"title": "Vouchers", "slug": "vouchers"}
    assert anna.post(KEPT_OF_NEW, fields).status_code == 200
    assert TAKE_UP in words(anna.get(ADD))
    assert TAKE_UP not in words(anna.get("/admin/practices/service/add/"))
    shown = anna.post(KEPT_OF_NEW, {"_take_up": ""})
    assert Form(shown).values["title"] == ["Vouchers"]
    assert Practice.objects.count() == 1, "nothing is saved"
    assert anna.post(ADD, Form(shown).values | {"_save": ""}).status_code == 302
    assert Practice.objects.filter(slug="vouchers").exists()
    assert not Autosave.objects.exists()


def test_dropping_takes_it_away(anna, practice) -> None:
    keep(anna, practice, summary="x")
    response = anna.post(page(practice, "kept"), {"_drop": ""}, follow=True)
    assert "What was kept is dropped." in words(response)
    assert TAKE_UP not in words(response)
    assert not Autosave.objects.exists()
    assert anna.post(page(practice, "kept"), {"_forget": "1"}).status_code == 204


def test_what_was_kept_of_an_older_revision_is_shown_beside_the_newer_one(anna, somebody, practice) -> None:
    keep(anna, practice, summary="Anna’s words")
    ben = somebody("ben")
    ben.post(page(practice), form(ben, page(practice)) | {"summary": "Ben’s words"})
    assert "you will see both versions side by side" in words(anna.get(page(practice)))
    shown = anna.post(page(practice, "kept"), {"_take_up": ""})
    assert shown.status_code == 409
    assert "Anna’s words" in words(shown)
    assert "Ben’s words" in words(shown)
    practice.refresh_from_db()
    assert practice.summary == "Ben’s words"
    held = Held.objects.get()
    answer = {"_revision": "1", "fields.summary": "yours"}
    assert anna.post(page(practice, f"resolve/{held.pk}"), answer).status_code == 302
    practice.refresh_from_db()
    assert practice.summary == "Anna’s words"
    assert not Autosave.objects.exists(), "what is merged is kept no more"


def test_nobody_sees_takes_up_or_drops_what_is_another_s(anna, somebody, practice) -> None:
    keep(anna, practice, summary="secret words")
    ben = somebody("ben")
    assert TAKE_UP not in words(ben.get(page(practice)))
    assert ben.post(page(practice, "kept"), {"_take_up": ""}).status_code == 404
    ben.post(page(practice, "kept"), {"_drop": ""})
    assert Autosave.objects.count() == 1


def test_each_address_asks_for_the_rights_of_the_record(anna, person, practice) -> None:
    fields = keep(anna, practice, summary="x")
    stranger = Client()
    stranger.force_login(person("carl", "Partner editors", partner=make_partner()))
    for sent in (fields, {"_take_up": ""}, {"_drop": ""}):
        assert stranger.post(page(practice, "kept"), sent).status_code == 404
        assert Client().post(page(practice, "kept"), sent).status_code == 302
    lead = Client()
    lead.force_login(person("dora", "Working-group leads"))
    assert lead.post(KEPT_OF_NEW, {"title": "x"}).status_code == 403
    Practice.objects.update(status="in_review")
    assert anna.post(page(practice, "kept"), fields).status_code == 403
    assert Autosave.objects.count() == 1


def test_asking_for_what_was_kept_by_its_address_leads_back_to_the_form(anna, practice) -> None:
    assert anna.get(page(practice, "kept")).url == page(practice)
    assert anna.get(KEPT_OF_NEW).url == ADD


def test_neither_token_nor_file_is_kept_and_a_form_too_long_is_refused_with_a_word(anna, practice) -> None:
    keep(anna, practice, csrfmiddlewaretoken="t" * 64)
    assert "csrfmiddlewaretoken" not in Autosave.objects.get().data
    response = anna.post(page(practice, "kept"), {"summary": "x" * (autosaves.LONGEST + 1)})
    assert response.status_code == 413
    assert words(response) == "Too long to be kept: save it."


def test_what_was_kept_30_days_ago_is_swept_away(anna, somebody, practice) -> None:
    keep(anna, practice, summary="x")
    Autosave.objects.update(saved_at=timezone.now() - timedelta(days=29))
    keep(somebody("ben"), practice, summary="y")
    assert Autosave.objects.count() == 2
    Autosave.objects.filter(user__username="anna").update(saved_at=timezone.now() - timedelta(days=31))
    keep(somebody("carla"), practice, summary="y")
    assert {kept.user.username for kept in Autosave.objects.all()} == {"ben", "carla"}


def test_a_form_shown_with_kept_text_that_is_not_held_back_would_be_saved(
    anna, practice, monkeypatch
) -> None:
    """The control: it is the holding back alone that keeps the shown text from being saved."""
    monkeypatch.setattr("clusterix.desk.opened.HeldBack.is_valid", lambda form: not form.errors)
    keep(anna, practice, summary="x")
    assert anna.post(page(practice, "kept"), {"_take_up": ""}).status_code == 302
    practice.refresh_from_db()
    assert practice.summary == "x"


def test_the_form_of_a_published_record_is_kept_under_its_own_key(anna, practice) -> None:
    """Saving makes a working copy; what is kept of that is found at the record in place."""
    Practice.objects.update(status="published")
    anna.post(page(practice), form(anna, page(practice)) | {"summary": "On the copy"})
    keep(anna, practice, summary="x")
    assert Autosave.objects.get().object_id == practice.pk
    shown = anna.post(page(practice, "kept"), {"_take_up": ""})
    assert anna.post(page(practice), Form(shown).values).status_code == 302
    assert not Autosave.objects.exists()
