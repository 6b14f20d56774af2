"""What may be uploaded: pictures and documents of a fair size, kept where nobody can guess."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from clusterix.publishing import files
from partners.models import Partner
from practices.models import Attachment
from tests.graph import png
from tests.making import make_partner, make_practice
from tests.rules import sentences
from tests.uploads import document, exif, picture

MEGABYTE = 1024 * 1024


def attachment(name: str, content: bytes) -> Attachment:
    return Attachment(practice=make_practice(), title="Paper", file=ContentFile(content, name=name))


def test_a_document_is_one_of_the_usual_kinds(db) -> None:
    for ending in files.DOCUMENT_TYPES:
        assert sentences(attachment(f"paper.{ending}", document(ending))) == []
    for name in ("page.html", "script.js", "picture.svg", "program.exe", "paper.pdf.html", "paper"):
        assert "not allowed" in "".join(sentences(attachment(name, b"x"))), name


def test_a_document_of_20_megabytes_is_taken_and_a_larger_one_refused(db) -> None:
    limit = files.DOCUMENT_MEGABYTES * MEGABYTE
    assert sentences(attachment("paper.txt", b"x" * limit)) == []
    assert sentences(attachment("paper.txt", b"x" * (limit + 1))) == [
        "The file is larger than 20 MB. Choose a smaller one."
    ]


def broken(content: bytes, chance: random.Random) -> bytes:
    """Return the file with some bytes changed, or its end cut off."""
    changed = bytearray(content)
    for _change in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.choice((len(changed), chance.randint(1, len(changed))))])


@pytest.mark.parametrize("ending", ["jpg", "png", "gif", "webp", "docx", "xlsx", "odt", "pdf", "csv"])
def test_a_broken_file_is_taken_or_refused_with_a_sentence_and_never_a_fault(ending) -> None:
    chance = random.Random(ending)  # noqa: S311
    kind = {"jpg": "JPEG"}.get(ending, ending.upper())
    is_picture = ending in files.PICTURE_TYPES
    content = picture(kind, exif=exif()) if is_picture else document(ending)
    field = (Partner if is_picture else Attachment)._meta.get_field("logo" if is_picture else "file")
    sentences_told = []
    for _try in range(200):
        file = ContentFile(broken(content, chance), name=f"file.{ending}")
        try:
            field.accepted(file, file.name)
        except ValidationError as fault:
            sentences_told += fault.messages
    assert sentences_told
    assert all(len(sentence) > 20 for sentence in sentences_told)


def test_a_logo_larger_than_5_megabytes_is_refused(db) -> None:
    partner = make_partner(logo=png())
    assert sentences(partner) == []
    partner.logo = ContentFile(b"x" * (5 * MEGABYTE + 1), name="logo.png")
    assert "The file is larger than 5 MB. Choose a smaller one." in sentences(partner)


def test_a_picture_has_one_of_the_endings_that_browsers_show(db) -> None:
    partner = make_partner(logo=png())
    for name in ("logo.svg", "logo.pdf", "logo.eps", "logo.tif"):
        partner.logo = ContentFile(png().read(), name=name)
        assert "not allowed" in "".join(sentences(partner)), name


def test_the_path_of_a_file_names_its_owners_kind_and_cannot_be_guessed(db) -> None:
    first, second = (make_partner(logo=png()).logo.name.split("/") for _ in range(2))
    assert first[:2] == ["partners", "partner"]
    assert first[3] == "picture.png"
    assert len(first[2]) == 16
    assert first[2] != second[2]


def test_a_file_name_cannot_leave_its_folder() -> None:
    path = files.upload_path(Attachment(), "../../etc/passwd paper.pdf")
    assert path.startswith("practices/attachment/")
    assert ".." not in path.split("/")
    assert path.count("/") == 3


def test_a_long_or_foreign_file_name_is_cut_down_to_what_every_file_system_takes() -> None:
    named = {
        name: files.upload_path(Attachment(), name).rsplit("/", 1)[1]
        for name in ("漢" * 200 + ".txt", "Ünï paper.PDF")
    }
    assert list(named.values()) == ["file.txt", "uni-paper.pdf"]
    assert len(files.upload_path(Attachment(), "a" * 300 + ".pdf")) <= 100
