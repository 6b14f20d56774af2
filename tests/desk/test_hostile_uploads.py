"""Hostile uploads at the desk: a sentence that says what is taken, the text kept, and nothing stored."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from clusterix.publishing import upload_fields, uploaded_documents, uploaded_pictures
from practices.models import Attachment, Image, Practice
from tests.desk.acting import address, at_the_desk, opened
from tests.desk.reading import words
from tests.hostile_files import DOCUMENT, HOSTILE, PICTURE, Hostile
from tests.making import make_partner, make_practice
from tests.uploads import PDF, content_of, document, office, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> Any:
    return make_partner()


@pytest.fixture
def desk(person, partner) -> Any:
    """A partner's editor at work."""
    return at_the_desk(person("Anna", "Partner editors", partner=partner))


@pytest.fixture
def practice(partner) -> Any:
    return make_practice(status="draft", partner=partner)


def upload(desk: Any, practice: Any, field: str, name: str, content: bytes, **given: str) -> Any:
    """Send the practice's form with one file more, and another title."""
    formset = field.split("-", 1)[0]
    form = opened(desk, practice) | {
        "title": "Typed meanwhile",
        f"{formset}-TOTAL_FORMS": "1",
        f"{formset}-0-order": "0",
        f"{formset}-0-title" if formset == "attachments" else f"{formset}-0-alt_text": "Told of it",
        field: SimpleUploadedFile(name, content),
        **given,
    }
    return desk.post(address(practice), form)


def stored(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_its_limit_and_leaves_nothing(desk, practice, uploads, kind) -> None:
    hostile = HOSTILE[kind]
    Attachment.objects.create(
        practice=make_practice(), file=SimpleUploadedFile("other.pdf", PDF), title="Another’s"
    )
    before = stored(uploads)
    answer = upload(desk, practice, hostile.field, hostile.name, hostile.content)
    assert answer.status_code == 200
    page = words(answer)
    assert hostile.words in page
    assert 'value="Typed meanwhile"' in page
    assert 'value="Told of it"' in page
    assert stored(uploads) == before
    assert Practice.objects.get(pk=practice.pk).title == practice.title
    assert (practice.images.count(), practice.attachments.count()) == (0, 0)


def without_guards(hostile: Hostile, monkeypatch: Any) -> None:
    """Switch off the guard that refuses the file, and the look at the content that would refuse it next."""
    for kind in ("picture", "document"):
        if hostile.rule in ("ending", "size"):
            name = f"validate_{kind}_{'type' if hostile.rule == 'ending' else 'size'}"
            monkeypatch.setattr(upload_fields, name, lambda file: None)
    monkeypatch.setattr(uploaded_documents, "look_at", lambda file: None)
    monkeypatch.setattr(uploaded_pictures, "redrawn", lambda file: file)


@pytest.mark.parametrize("kind", HOSTILE)
def test_without_its_guard_a_hostile_file_would_be_stored(practice, kind, monkeypatch) -> None:
    """The control."""
    hostile = HOSTILE[kind]
    model = Image if hostile.field == PICTURE else Attachment
    with pytest.raises(ValidationError), transaction.atomic():
        model.objects.create(practice=practice, file=SimpleUploadedFile(hostile.name, hostile.content))
    without_guards(hostile, monkeypatch)
    kept = model.objects.create(practice=practice, file=SimpleUploadedFile(hostile.name, hostile.content))
    assert content_of(kept.file) == hostile.content


NAMES = {
    "../../../etc/passwd.pdf": "passwd.pdf",
    "..\\..\\windows\\system32\\paper.pdf": "paper.pdf",
    "/etc/paper.pdf": "paper.pdf",
    "pa\0per.pdf": "paper.pdf",
    "paper.html.pdf": "paperhtml.pdf",
    "paper.PDF": "paper.pdf",
    "CON.pdf": "file.pdf",
    "lpt1.pdf": "file.pdf",
    ".pdf.pdf": "pdf.pdf",
    "-.pdf": "file.pdf",
    "‮fdp.exe.pdf": "fdpexe.pdf",
    "<script>alert(1)</script>.pdf": "script.pdf",
    "a" * 400 + ".pdf": None,
    "paper.pdf ; rm -rf": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_ends_as_a_harmless_one_or_is_refused(desk, practice, uploads, name) -> None:
    answer = upload(desk, practice, DOCUMENT, name, PDF)
    kept = NAMES[name]
    if kept is None:
        assert answer.status_code in (200, 302)
    for path in uploads.rglob("*"):
        assert path.resolve().is_relative_to(uploads)
        if path.is_file():
            assert path.relative_to(uploads).parts[:2] == ("practices", "attachment")
            assert kept in (None, path.name)
    assert answer.status_code == 302 or "Allowed extensions are" in words(answer)
    assert not any(path.suffix not in ("", ".pdf") for path in uploads.rglob("*"))


def test_a_good_file_beside_a_hostile_one_is_not_stored_either(desk, practice, uploads) -> None:
    good = {
        "images-TOTAL_FORMS": "1",
        "images-0-order": "0",
        "images-0-file": SimpleUploadedFile("photo.jpg", picture()),
    }
    answer = upload(desk, practice, DOCUMENT, "paper.pdf", b"no PDF", **good)
    assert answer.status_code == 200
    assert stored(uploads) == []


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt"])
def test_a_document_of_every_kind_is_kept_byte_for_byte(desk, practice, ending) -> None:
    content = document(ending)
    assert upload(desk, practice, DOCUMENT, f"paper.{ending}", content).status_code == 302
    kept = practice.attachments.get().file
    assert kept.name.endswith(f"/paper.{ending}")
    assert content_of(kept) == content


def test_text_that_packs_well_is_no_bomb(desk, practice) -> None:
    content = office("xlsx", **{"xl/sheet.xml": b"<row><c>1</c></row>" * 100_000})
    assert upload(desk, practice, DOCUMENT, "table.xlsx", content).status_code == 302


@pytest.mark.parametrize(("model", "name"), [(Image, "photo.jpg"), (Attachment, "paper.pdf")])
def test_no_other_way_into_a_record_leads_past_the_guards(practice, uploads, model, name) -> None:
    page = HOSTILE["HTML named .jpg"].content
    with pytest.raises(ValidationError), transaction.atomic():
        model.objects.create(practice=practice, file=SimpleUploadedFile(name, page))
    with pytest.raises(ValidationError):
        model(practice=practice).file.save(name, SimpleUploadedFile(name, page), save=False)
    with pytest.raises(ValidationError):
        model(practice=practice, file=SimpleUploadedFile(name, page)).full_clean()
    assert stored(uploads) == []
