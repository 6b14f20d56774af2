"""A draft may leave a picture without words; a review asks for them, and the first page says where."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterix.desk import workflow
from clusterix.desk.working_copies import make_working_copy
from practices.models import Attachment, Image
from tests.desk.acting import again, at_the_desk, opened, save, step, working_copy
from tests.desk.reading import words
from tests.making import make_partner, make_practice, make_source
from tests.uploads import PDF, picture

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/practices/practice/"


@pytest.fixture
def partner() -> Any:
    return make_partner()


@pytest.fixture
def desk(person, partner) -> Any:
    return at_the_desk(person("Anna", "Partner editors", partner=partner))


def make_picture(practice: Any, name: str = "photo.jpg", **given: Any) -> Image:
    rights = {"credit": "Somebody", "licence": "CC0"}
    file = SimpleUploadedFile(name, picture())
    return Image.objects.create(practice=practice, file=file, **(rights | given))


def make_document(practice: Any, **given: Any) -> Attachment:
    file = SimpleUploadedFile("paper.pdf", PDF)
    return Attachment.objects.create(practice=practice, file=file, title="Paper", **given)


def draft(partner: Any, **given: Any) -> Any:
    return make_practice(**{"status": "draft", "partner": partner, "sources": [make_source()], **given})


def test_a_draft_keeps_a_picture_of_which_nothing_is_said_yet(desk, partner) -> None:
    practice = draft(partner)
    given = {"images-TOTAL_FORMS": "1", "images-0-order": "0"}
    file = SimpleUploadedFile("photo.jpg", picture())
    assert save(desk, practice, **given, **{"images-0-file": file}).status_code == 302
    assert str(practice.images.get()) == "photo.jpg"
    page = words(desk.get(f"{ADDRESS}{practice.pk}/change/"))
    assert "Alternative text (needed for review)" in page
    assert "alternative text of the picture “photo.jpg”" in page


def test_handing_in_asks_for_what_is_missing_of_each_picture_and_document(desk, partner) -> None:
    practice = draft(partner)
    make_picture(practice, credit="", order=1)
    make_picture(practice, "map.png", is_decorative=True, licence=" ", order=2)
    make_picture(practice, alt_text="A hall", order=3)
    make_document(practice, credit="Somebody")
    save(desk, practice, _submit="")
    told = words(desk.get(f"{ADDRESS}{practice.pk}/change/"))
    assert again(practice).status == "draft"
    missing = (
        "alternative text of the picture “photo.jpg”, credit of the picture “photo.jpg”, "
        "licence of the picture “map.jpg” and licence of the document “Paper”."
    )
    assert f"Still missing: {missing}" in told


def test_what_is_described_or_decorative_credited_and_licensed_is_handed_in(desk, partner) -> None:
    practice = draft(partner)
    make_picture(practice, alt_text="A hall")
    make_picture(practice, is_decorative=True)
    make_document(practice, credit="Somebody", licence="CC0")
    assert workflow.missing(practice) == []
    assert save(desk, practice, _submit="").status_code == 302
    assert again(practice).status == "in_review"


def test_without_asking_the_parts_a_picture_without_words_would_be_published(
    manager, partner, monkeypatch
) -> None:
    """The control."""
    practice = draft(partner)
    make_picture(practice)
    step(at_the_desk(manager), practice, "publish")
    assert again(practice).status == "draft"
    monkeypatch.setattr(workflow, "_missing_of_parts", lambda record: [])
    step(at_the_desk(manager), practice, "publish")
    assert again(practice).status == "published"


def test_what_is_public_stays_so_until_its_working_copy_is_to_be_published(
    client, desk, manager, partner
) -> None:
    practice = draft(partner, status="published")
    make_picture(practice)
    assert client.get(practice.get_absolute_url()).status_code == 200
    assert save(desk, practice, title="Mended").status_code == 302
    step(at_the_desk(manager), practice, "publish")
    assert client.get(practice.get_absolute_url()).status_code == 200
    assert working_copy(practice) is not None
    working_copy(practice).images.update(alt_text="A hall")
    step(at_the_desk(manager), practice, "publish")
    assert (again(practice).title, again(practice).images.get().alt_text) == ("Mended", "A hall")


def test_a_form_that_calls_a_described_picture_decorative_is_told_to_choose(desk, partner) -> None:
    practice = draft(partner)
    make_picture(practice, alt_text="A hall")
    answer = desk.post(
        f"{ADDRESS}{practice.pk}/change/", opened(desk, practice) | {"images-0-is_decorative": "on"}
    )
    assert "Describe the picture, or mark it as decorative and leave the text empty." in words(answer)
    assert 'value="A hall"' in words(answer)


def test_a_preview_shows_a_picture_that_nobody_is_credited_for_yet(manager, partner) -> None:
    practice = draft(partner)
    make_picture(practice, credit="", licence="")
    page = words(at_the_desk(manager).get(f"{ADDRESS}{practice.pk}/preview/"))
    assert "photo.jpg" in page
    assert "Picture: ," not in page


def undescribed(desk: Any) -> list[str] | None:
    """Return what the first page names as having pictures without words; None without such a section."""
    shown = {one.section.name: one for one in desk.get("/admin/").context["sections"]}
    return [str(line.record) for line in shown["undescribed"].lines] if "undescribed" in shown else None


def test_the_first_page_names_what_has_pictures_without_words_to_those_who_edit_it(
    desk, manager, partner
) -> None:
    lacking, published = draft(partner, title="Lacking"), draft(partner, title="Public", status="published")
    for practice in (lacking, published, draft(None, title="Another’s")):
        make_picture(practice)
    make_picture(lacking)
    described = draft(partner, title="Described")
    make_picture(described, alt_text="A hall")
    make_picture(described, is_decorative=True)
    make_picture(draft(partner, title="Old", status="archived"))
    assert sorted(undescribed(desk)) == ["Lacking", "Public"]
    assert sorted(undescribed(at_the_desk(manager))) == ["Another’s", "Lacking", "Public"]
    page = words(desk.get("/admin/"))
    assert "Pictures without alternative text" in page
    listed = desk.get(f"{ADDRESS}?waiting=undescribed").context["cl"].result_list
    assert sorted(str(practice) for practice in listed) == ["Lacking", "Public"]


def test_the_working_copy_stands_for_its_record(desk, partner) -> None:
    practice = draft(partner, title="Public", status="published")
    make_picture(practice)
    copy, _keys = make_working_copy(practice)
    copy.images.update(alt_text="A hall")
    assert undescribed(desk) == []
    copy.images.update(alt_text="")
    assert undescribed(desk) == ["Public"]


def test_where_every_picture_is_described_the_first_page_says_nothing_of_them(desk, person, partner) -> None:
    make_picture(draft(partner), alt_text="A hall")
    assert undescribed(desk) == []
    assert "Pictures without alternative text" not in words(desk.get("/admin/"))
    assert undescribed(at_the_desk(person("Béla", "Working-group leads"))) is None


def test_pictures_without_words_cost_the_first_page_the_same_number_of_queries(desk, partner) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get("/admin/")
        return len(captured)

    make_picture(draft(partner))
    queries()
    few = queries()
    for _number in range(10):
        make_picture(draft(partner))
    assert queries() == few
