"""For random content and random filters: what is found and counted equals counting by hand, and by SQL."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clusterix.browse.catalogue.library import library
from clusterix.browse.finding import CatalogueFinder, SqlFinder
from practices.kinds import PRACTICES, SERVICES, TRANSFERS
from practices.models import Practice, Transfer
from tests.making import make_group, make_partner, make_practice, make_service, make_transfer

pytestmark = pytest.mark.django_db
FEW_AND_QUICK = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # making an example smaller would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
COUNTRIES, TAGS, WORDS = ("AT", "SE", "HU"), ("lasers", "vouchers"), ("audit", "pool", "hub")
RECEIVERS = ("A ministry", "A chamber")
FACETS = ("theme", "country", "partner", "scope", "outcome", "tag")


@contextmanager
def collection(seed: int) -> Iterator[None]:
    """Make one for an example, and take it back."""
    with transaction.atomic():
        make_collection(seed)
        library.refresh()
        yield
        transaction.set_rollback(True)


def make_collection(seed: int) -> None:
    """Add a few practices and transfers by chance, some of them not public, and change some."""
    chance = random.Random(seed)  # noqa: S311
    groups = [make_group(status=chance.choice(("published", "draft"))) for _ in range(3)]
    partners = [make_partner(status=chance.choice(("published", "published", "draft"))) for _ in range(3)]
    for _ in range(8):
        practice = make_practice(
            title=" ".join(chance.sample(WORDS, 2)),
            country=chance.choice((*COUNTRIES, "")),
            partner=chance.choice((*partners, None)),
            scope=chance.choice((*Practice.Scope.values, "")),
            outcome=chance.choice((*Practice.Outcome.values, "")),
            start_on=chance.choice((None, "2015-03-01", "2018-01-01")),
            is_ongoing=chance.random() < 0.3,
            status=chance.choice(("published", "published", "published", "draft")),
            working_groups=chance.sample(groups, chance.randint(0, 3)),
        )
        practice.tags.set(chance.sample(TAGS, chance.randint(0, 2)))
        if chance.random() < 0.4:
            taker = make_partner()
            make_transfer(practice=practice, receiving_partner=taker, country=chance.choice(COUNTRIES))
            make_transfer(practice=practice, receiving_organisation=chance.choice(RECEIVERS))
            make_service(
                partner=chance.choice((*partners, None)),
                provider=chance.choice(RECEIVERS),
                is_open_to_others=chance.choice((True, False, None)),
                experience=chance.choice(("works", "stopped", "")),
            )
    for practice in chance.sample(list(Practice.objects.all()), 4):
        change(practice, chance, partners, groups)
    partner = chance.choice(partners)
    partner.status = chance.choice(("published", "draft"))
    partner.save()


def change(practice: Practice, chance: random.Random, partners: list[Any], groups: list[Any]) -> None:
    way = chance.choice(("delete", "move", "hide", "group"))
    if way == "delete" and not practice.transfers.exists():
        practice.delete()
    elif way == "move":
        Practice.objects.filter(pk=practice.pk).update(country="DK", partner=chance.choice(partners))
    elif way == "group":
        practice.working_groups.set(groups[:1])
    elif way == "hide":
        practice.status = "archived"
        practice.save()


def values_of(practice: Practice, facet: str) -> set[str]:
    """Return by hand what the practice has of a facet."""
    if facet == "theme":
        return {group.slug for group in practice.working_groups.all() if group.status == "published"}
    if facet == "tag":
        return {tag.slug for tag in practice.tags.all()}
    if facet == "partner":
        partner = practice.partner
        return {partner.slug} if partner and partner.status == "published" else set()
    value = str(getattr(practice, facet))
    return {value.lower() if facet == "country" else value} - {""}


def by_hand(words: str, chosen: dict[str, list[str]]) -> list[Practice]:
    wanted, _minus, unwanted = words.partition(" -")
    return [
        practice
        for practice in Practice.objects.filter(status="published")
        if wanted in practice.title
        and not (unwanted and unwanted in practice.title)
        and all(values_of(practice, name) & set(values) for name, values in chosen.items())
    ]


@FEW_AND_QUICK
@given(seed=st.integers(0, 10_000), data=st.data())
def test_results_and_counts_equal_counting_by_hand_and_by_sql(db: Any, seed: int, data: Any) -> None:
    with collection(seed):
        found_by = CatalogueFinder(PRACTICES)
        chosen: dict[str, list[str]] = {}
        for facet in data.draw(st.lists(st.sampled_from(FACETS), max_size=3, unique=True)):
            if offered := sorted(found_by.values(facet)):
                places = data.draw(st.lists(st.integers(0, 9), min_size=1, max_size=2))
                chosen[facet] = sorted({offered[place % len(offered)] for place in places})
        words = data.draw(st.sampled_from(("", *WORDS, "audit -pool")))
        for finder in (found_by, SqlFinder(PRACTICES)):
            assert len(finder.found(words, chosen, "title")) == len(by_hand(words, chosen))
            for facet in FACETS:
                others = {name: values for name, values in chosen.items() if name != facet}
                practices = by_hand(words, others)
                expected = Counter(value for practice in practices for value in values_of(practice, facet))
                assert +finder.counts(facet, words, others) == expected, (finder, facet)


@FEW_AND_QUICK
@given(seed=st.integers(0, 10_000))
def test_every_list_by_sql_is_the_list_from_memory(db: Any, seed: int) -> None:
    """Years, countries and transfers too: the two ways answer alike, value by value and sort by sort."""
    with collection(seed):
        for kind in (PRACTICES, TRANSFERS, SERVICES):
            memory, sql = CatalogueFinder(kind), SqlFinder(kind)
            usual = next(iter(kind.filterset.sorts))
            for facet in kind.facets:
                assert memory.values(facet) == sql.values(facet), facet
                assert +memory.counts(facet, "", {}) == +sql.counts(facet, "", {}), facet
                for value in memory.values(facet):
                    found = [set(finder.found("", {facet: [value]}, usual)) for finder in (memory, sql)]
                    assert found[0] == found[1], (facet, value)
            for sort in kind.filterset.sorts:
                assert list(memory.found("", {}, sort)) == list(sql.found("", {}, sort)), sort


@FEW_AND_QUICK
@given(seed=st.integers(0, 10_000))
def test_two_facets_crossed_equal_counting_by_hand_and_by_sql(db: Any, seed: int) -> None:
    with collection(seed):
        public = [one for one in Transfer.objects.all() if one.is_public]
        expected = Counter((_side(*one[:2]), _side(*one[2:])) for one in map(_sides, public))
        finders = CatalogueFinder(TRANSFERS), SqlFinder(TRANSFERS)
        for finder in finders:
            assert finder.crossed("giver", "receiver", "", {}, 99) == expected, finder
        fewer = [finder.crossed("giver", "receiver", "", {"country": ["at"]}, 2) for finder in finders]
        assert fewer[0] == fewer[1]
        assert len({giver for giver, _receiver in fewer[0]}) <= 2


def _sides(transfer: Transfer) -> tuple[Any, str, Any, str]:
    practice = transfer.practice
    return (
        practice.partner,
        practice.organisation,
        transfer.receiving_partner,
        transfer.receiving_organisation,
    )


def _side(partner: Any, words: str) -> str:
    return partner.slug if partner and partner.status == "published" else words


def bare(held: dict[str, dict[str, Any]]) -> dict[str, dict[str, set[int]]]:
    return {name: {value: set(n) for value, n in values.items() if n} for name, values in held.items()}


def test_what_is_read_on_is_what_would_be_read_anew(db) -> None:
    """A process that has followed the log knows the same as one that has just begun."""
    make_collection(1)
    library.warm_up()
    make_collection(2)
    Transfer.objects.first().delete()
    library.refresh()
    shelf = library.shelf(PRACTICES)
    followed = bare(shelf.holders)
    orders = {sort: list(shelf.order(sort).numbers) for sort in PRACTICES.filterset.sorts}
    library.forget()
    library.refresh()
    anew = library.shelf(PRACTICES)
    assert anew is not shelf
    assert bare(anew.holders) == followed
    assert {sort: list(anew.order(sort).numbers) for sort in PRACTICES.filterset.sorts} == orders


def test_lists_by_sql_look_the_same(client, settings) -> None:
    make_collection(3)
    for address in ("/practices/", "/practices/?country=at&q=audit", "/practices/?sort=newest&page=1"):
        from_memory = client.get(address).content
        settings.FACETS_BY_SQL = True
        assert client.get(address).content == from_memory
        settings.FACETS_BY_SQL = False
