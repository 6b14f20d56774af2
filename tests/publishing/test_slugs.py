"""No record may have the address of one of the portal's own pages."""

import pytest
from django.urls import Resolver404, get_resolver, resolve

from tests import making
from tests.rules import sentences

# Kind of record, its maker, where its pages are, and the words that stand there for pages of the portal,
# those of the contract that are still to come included.
RESERVED = [
    ("partners", making.make_partner, "/partners/", ("matching", "projects")),
    ("groups", making.make_group, "/workgroups/", ("meetings", "exchanges")),
    ("practices", making.make_practice, "/practices/", ("compare", "transfers", "services")),
    ("recommendations", making.make_recommendation, "/recommendations/", ("action-plans",)),
]


@pytest.mark.parametrize(("kind", "make", "_folder", "words"), RESERVED)
def test_the_address_of_a_page_is_refused_to_a_record(db, kind, make, _folder, words) -> None:
    record = make()
    for word in words:
        record.slug = word
        assert sentences(record) == [f"“{word}” is the address of a page of the portal. Choose another word."]
        record.slug = f"{word}-2"
        assert sentences(record) == [], "the control: another word is fine"


def literal_pages(folder: str) -> set[str]:
    """Return the words below the folder that lead to another page than a record's own.

    A name with a dot, such as `export.csv`, is no word that a record could have.
    """
    branch = next(
        part for part in get_resolver().url_patterns if str(part.pattern) == folder.removeprefix("/")
    )
    routes = [str(part.pattern) for part in branch.url_patterns]
    words = {route.split("/")[0] for route in routes if route and not route.startswith("<")}
    return {word for word in words if "." not in word}


@pytest.mark.parametrize(("kind", "make", "folder", "words"), RESERVED)
def test_every_page_beside_the_records_has_its_word_reserved(db, kind, make, folder, words) -> None:
    record = make()
    assert literal_pages(folder), "the control: there are such pages"
    for word in literal_pages(folder):
        record.slug = word
        assert "is the address of a page" in "".join(sentences(record)), f"reserve “{word}” for {kind}"


@pytest.mark.parametrize("make", [making.make_partner, making.make_practice, making.make_meeting])
def test_an_address_is_given_once_and_holds_no_spaces(db, make) -> None:
    first, second = make(), make()
    second.slug = first.slug
    assert "has this address already" in "".join(sentences(second))
    second.slug = "two words"
    assert "slug" in "".join(sentences(second))
    second.slug = "two-words"
    assert sentences(second) == []


def test_every_record_with_an_address_is_found_there(db) -> None:
    for record in (making.make_practice(), making.make_service(), making.make_recommendation()):
        assert resolve(record.get_absolute_url()).kwargs == {"slug": record.slug}
    with pytest.raises(Resolver404):
        resolve("/practices/no/such/page/")
