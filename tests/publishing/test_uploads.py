"""What may be uploaded: pictures and documents of a fair size, kept where nobody can guess."""

from django.core.files.base import ContentFile

from clusterix.publishing import files
from practices.models import Attachment
from tests.graph import png
from tests.making import make_partner, make_practice
from tests.rules import sentences

MEGABYTE = 1024 * 1024


def attachment(name: str, size: int) -> Attachment:
    return Attachment(practice=make_practice(), title="Paper", file=ContentFile(b"x" * size, name=name))


def test_a_document_is_one_of_the_usual_kinds(db) -> None:
    for ending in files.DOCUMENT_TYPES:
        assert sentences(attachment(f"paper.{ending}", 10)) == []
    for name in ("page.html", "script.js", "picture.svg", "program.exe", "paper.pdf.html", "paper"):
        assert "not allowed" in "".join(sentences(attachment(name, 10))), name


def test_a_document_of_20_megabytes_is_taken_and_a_larger_one_refused(db) -> None:
    limit = files.DOCUMENT_MEGABYTES * MEGABYTE
    assert sentences(attachment("paper.pdf", limit)) == []
    assert sentences(attachment("paper.pdf", limit + 1)) == [
        "The file is larger than 20 MB. Choose a smaller one."
    ]


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
