"""Uploaded files are served as what our own table says, and can do nothing in a browser."""

from typing import Any

import pytest
from django.core.files.base import ContentFile

from clusterix.publishing import files
from practices.models import Attachment, Image
from tests.making import make_practice
from tests.page_reading import body
from tests.uploads import document, picture

pytestmark = pytest.mark.django_db


def served(client: Any, file: Any) -> Any:
    answer = client.get(file.url)
    assert answer.status_code == 200
    assert body(answer)
    return answer


@pytest.mark.parametrize("ending", files.DOCUMENT_TYPES)
def test_a_document_is_handed_out_to_be_kept_and_never_shown_in_place(client, ending) -> None:
    file = ContentFile(document(ending), name=f"paper.{ending}")
    made = Attachment.objects.create(practice=make_practice(), file=file, title="Paper")
    answer = served(client, made.file)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="paper.{ending}"'
    assert answer.headers["Content-Type"] == files.SERVED_AS[ending]


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_is_shown_in_place(client, kind, ending) -> None:
    file = ContentFile(picture(kind), name=f"photo.{ending}")
    answer = served(client, Image.objects.create(practice=make_practice(), file=file).file)
    assert answer.headers["Content-Disposition"] == f'inline; filename="photo.{ending}"'
    assert answer.headers["Content-Type"] == f"image/{kind.lower()}"


def test_every_file_is_shut_in(client) -> None:
    practice = make_practice()
    file = ContentFile(document("txt"), name="paper.txt")
    made = Attachment.objects.create(practice=practice, file=file, title="Paper").file
    shown = Image.objects.create(practice=practice, file=ContentFile(picture(), name="photo.jpg")).file
    for one in (made, shown):
        headers = served(client, one).headers
        assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("ending", ["svg", "html", "xhtml", "js", "gif", "exe", ""])
def test_what_was_stored_under_another_ending_is_never_shown_in_place(client, uploads, ending) -> None:
    """However it came there: the machine's own table of kinds has no say."""
    practice = make_practice()
    name = f"practices/attachment/0123456789abcdef/page.{ending}"
    (uploads / name).parent.mkdir(parents=True)
    (uploads / name).write_bytes(b"<script>alert(1)</script>")
    Attachment.objects.create(practice=practice, file=name, title="Page")
    answer = client.get(f"/media/{name}")
    assert body(answer)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Type"] == {"gif": "image/gif"}.get(ending, "application/octet-stream")
