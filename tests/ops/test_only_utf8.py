"""An address means one thing to all: no request says in which encoding the portal reads it."""

import pytest
from django.core.handlers.wsgi import WSGIHandler

from clusterix.ops.kept_pages import KeptPages
from practices.models import Interest
from tests.making import make_practice
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
CHARSETS = ("utf-7", "raw_unicode_escape", "rot13", "cp500", "nothing-known", "", '"', "utf-8")
FORM = "multipart/form-data; boundary=B"
BODY = b'--B\r\nContent-Disposition: form-data; name="organisation"\r\n\r\n\\ud800\r\n--B--\r\n'


@pytest.fixture(autouse=True)
def vouchers() -> None:
    make_practice(title="Vouchers", slug="vouchers")


@pytest.fixture
def unguarded() -> Visitor:
    visitor = Visitor()
    visitor.portal = KeptPages(WSGIHandler())
    return visitor


def kind_in(charset: str, kind: str = "text/plain") -> str:
    return f"{kind}; charset={charset}"


def test_no_visitor_changes_what_an_address_shows_to_the_others(visitor) -> None:
    address = "/recommendations/brief/?practice=vouchers"
    there = visitor.get(address, kind=kind_in("cp500"))
    assert "Vouchers" in there.content.decode()
    assert visitor.get(address).content == there.content


def test_without_the_guard_a_visitor_does(visitor, unguarded) -> None:
    """The control."""
    address = "/recommendations/brief/?practice=vouchers"
    assert "Vouchers" not in unguarded.get(address, kind=kind_in("cp500")).content.decode()
    assert "Vouchers" not in unguarded.get(address).content.decode()


@pytest.mark.parametrize("charset", CHARSETS)
def test_whatever_encoding_is_named_a_page_is_shown(visitor, charset) -> None:
    for page in ("/practices/", "/practices/compare/", "/recommendations/brief/", "/partners/matching/"):
        for words in ("%2B2AA-", "%5Cud800", "caf%E9"):
            for method in ("GET", "HEAD"):
                address = f"{page}?practice={words}&q={words}"
                assert visitor.get(address, method, kind_in(charset)).status_code == 200, address


def test_without_the_guard_an_encoding_breaks_a_page(unguarded) -> None:
    """The control."""
    with pytest.raises(LookupError):
        unguarded.get("/practices/?q=a", kind=kind_in("rot13"))


@pytest.mark.parametrize("charset", [*CHARSETS[:-1], "UTF-16"])
def test_a_form_in_another_encoding_is_refused_and_a_sentence_says_why(visitor, charset) -> None:
    refused = visitor.post("/practices/vouchers/interest/", BODY, kind_in(charset, FORM))
    assert refused.status_code == 400
    assert "not in UTF-8" in refused.content.decode()
    assert not Interest.objects.exists()


@pytest.mark.parametrize("kind", [FORM, kind_in("UTF-8", FORM), kind_in('"utf8"', FORM)])
def test_a_form_in_utf_8_comes_through(visitor, kind) -> None:
    told = visitor.post("/practices/vouchers/interest/", BODY, kind)
    assert told.status_code == 200
    assert "ud800" in told.content.decode(), "what was typed stands in the form again"
