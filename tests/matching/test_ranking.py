"""Which offers meet a need, in which order, and what is said of their places: without a database."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from clusterix.matching.known import Known, Named, Passage, Said, Stay, Thing
from clusterix.matching.page import needed
from clusterix.matching.ranking import WEIGHTS, Match, match
from partners.models import SwotEntry

Dimension = SwotEntry.Dimension
POLICIES, MANAGERS = Dimension.POLICIES.value, Dimension.MANAGERS.value
PARTNERS = {slug: Named(slug, slug.title()) for slug in ("anna", "bela", "cora", "dora", "emil")}
THEMES = {slug: Named(slug, slug.title(), "blue") for slug in ("measuring", "printing")}
MEASURING, PRINTING = frozenset({"measuring"}), frozenset({"printing"})
NEED = Said("anna", POLICIES, "Wants to measure.", MEASURING)


def strength(partner: str, themes: frozenset[str] = MEASURING, dimension: str = POLICIES, n: int = 1) -> Said:
    return Said(partner, dimension, f"Strength {n} of {partner}.", themes)


def knowing(**told: Any) -> Known:
    return Known(partners=PARTNERS, themes=THEMES, needs=(NEED,), **told)


def order(found: Match) -> list[str]:
    return [offer.partner for offer in found.offers]


def reasons(known: Known, need: Said = NEED) -> list[str]:
    return [offer.reason for offer in needed([match(need, known)], known)[0].offers]


def test_a_need_meets_the_strengths_of_others_on_its_theme() -> None:
    known = knowing(strengths=(strength("bela"), strength("cora", PRINTING), strength("anna")))
    assert order(match(NEED, known)) == ["bela"]


def test_where_a_need_has_no_theme_its_dimension_decides() -> None:
    bare = replace(NEED, themes=frozenset())
    known = knowing(strengths=(strength("bela", PRINTING), strength("cora", MEASURING, MANAGERS)))
    assert order(match(bare, known)) == ["bela"]
    assert reasons(known, bare) == ["First because Bela names one strength in this dimension."]


def test_of_equals_the_alphabet_decides_and_the_sentence_says_so() -> None:
    known = knowing(strengths=(strength("cora"), strength("bela")))
    assert order(match(NEED, known)) == ["bela", "cora"]
    assert reasons(known) == [
        "First because Bela names one strength on this theme and in this dimension.",
        "Level with Bela, because Cora names one strength on this theme and in this dimension; "
        "the alphabet decides.",
    ]


def test_each_thing_that_counts_brings_a_partner_forward_and_is_named() -> None:
    """Without it Dora stands behind Bela, as the alphabet has it; with it before her."""
    two = (strength("bela"), strength("dora"))
    thing = Thing("Thing", "/thing/", "dora", MEASURING)
    stay = Stay("Stay", "/stay/", "cora", "dora", MEASURING, 2019)
    told: dict[str, tuple[dict[str, Any], str]] = {
        "strengths": ({"strengths": (*two, strength("dora", n=2))}, "names two strengths on this theme"),
        "practices": ({"practices": (thing,)}, "has one good practice on it"),
        "approaches": (
            {"approaches": (thing,)},
            "does a task of it as one good practice of another body shows",
        ),
        "services": ({"services": (thing,)}, "offers one service for cluster managers"),
        "taught": ({"stays": (stay,)}, "hosted an exchange on it with Cora in 2019"),
        "between": (
            {"stays": (replace(stay, sender="dora", host="anna", themes=frozenset()),)},
            "has exchanged staff with Anna before",
        ),
        "together": (
            {"members": frozenset({("anna", "measuring"), ("dora", "measuring")})},
            "is in the same working group as Anna",
        ),
        "in_dimension": (
            {"strengths": (strength("bela", dimension=MANAGERS), strength("dora"))},
            "on this theme and in this dimension",
        ),
    }
    assert set(told) == set(WEIGHTS)
    assert order(match(NEED, knowing(strengths=two))) == ["bela", "dora"], "the control"
    for name, (more, words) in told.items():
        known = knowing(**({"strengths": two} | more))
        assert order(match(NEED, known)) == ["dora", "bela"], name
        assert words in reasons(known)[0], name


def test_who_has_been_there_before_is_not_sent_for_the_first_time() -> None:
    known = knowing(strengths=(strength("bela"),))
    stay = Stay("Stay", "/stay/", "anna", "bela", MEASURING, None)
    before, after = (
        needed([match(NEED, one)], one)[0].offers[0].suggestion
        for one in (known, replace(known, stays=(stay,)))
    )
    assert before == (
        "Send somebody from Anna to Bela to learn on the spot about “Measuring”. "
        "Earlier exchanges lasted up to a week."
    )
    assert after == "Anna has sent staff to Bela for this before: go on from there."


def test_a_stay_for_which_the_guests_brought_the_practice_speaks_for_them_and_not_for_their_host() -> None:
    """Cora went to Anna with what Anna needs; Bela sent somebody to Anna who came to learn: the control."""
    known = knowing(strengths=(strength("bela"), strength("cora")))
    stay = Stay("Stay", "/stay/", "cora", "anna", MEASURING, 2019, was_brought=True)
    brought = replace(known, stays=(stay, replace(stay, sender="bela", was_brought=False)))
    assert order(match(NEED, known)) == ["bela", "cora"]
    assert order(match(NEED, brought)) == ["cora", "bela"]
    told = needed([match(NEED, brought)], brought)[0]
    assert told.offers[0].reason.endswith("and went to Anna to share its practice on it in 2019.")
    assert told.offers[1].reason.endswith("and has exchanged staff with Anna before.")
    assert [one.suggestion for one in told.offers] == [
        "Cora has sent staff to Anna for this before: go on from there.",
        "Send somebody from Anna to Bela to learn on the spot about “Measuring”. "
        "Earlier exchanges lasted up to a week.",
    ]
    assert [one.what for one in told.answers] == [
        "Staff of Cora came to share a practice on the same theme in 2019:"
    ]


def test_a_host_that_was_taught_has_taught_nobody_and_its_guests_have_learned_nothing() -> None:
    stay = Stay("Stay", "/stay/", "anna", "bela", MEASURING)
    for one in (stay, replace(stay, was_brought=True)):
        found = match(NEED, knowing(strengths=(strength("bela"),), stays=(one,)))
        assert bool(found.offers[0].taught) is bool(found.stays) is not one.was_brought
        assert found.offers[0].between == (one,)


def test_what_has_been_done_about_a_need_is_said() -> None:
    passages = tuple(
        Passage(f"Practice {stage}", "/p/", "bela", "anna", stage, MEASURING)
        for stage in ("running", "piloting", "dropped")
    )
    elsewhere = replace(passages[0], taker="cora"), replace(passages[0], themes=PRINTING)
    stays = tuple(Stay("Stay", "/stay/", "anna", "bela", MEASURING, year) for year in (2019, None))
    known = knowing(passages=(*passages, *elsewhere), stays=stays)
    assert [one.what for one in needed([match(NEED, known)], known)[0].answers] == [
        "A practice on the same theme already runs there:",
        "On its way there, on the same theme (piloting):",
        "Tried there on the same theme, and dropped:",
        "Staff went to Bela on the same theme in 2019:",
        "Staff went to Bela on the same theme:",
    ]


def test_services_answer_needs_of_cluster_managers_whatever_their_theme() -> None:
    service = Thing("Service", "/s/", "bela")
    known = knowing(strengths=(strength("bela"),), services=(service,))
    assert match(NEED, known).offers[0].services == ()
    assert match(replace(NEED, dimension=MANAGERS), known).offers[0].services == (service,)


partners, dimensions = st.sampled_from(sorted(PARTNERS)), st.sampled_from(Dimension.values)
themes = st.frozensets(st.sampled_from(sorted(THEMES)))
sentences = st.text("ab", min_size=1, max_size=3)
statements = st.builds(Said, partners, dimensions, sentences, themes)
things = st.builds(Thing, sentences, st.just("/thing/"), partners, themes)
years = st.none() | st.just(2019)
stays = st.builds(Stay, sentences, st.just("/stay/"), partners, partners, themes, years, st.booleans())
several = {
    name: st.lists(values, max_size=8).map(tuple)
    for name, values in {
        "strengths": statements,
        "practices": things,
        "approaches": things,
        "services": things,
        "stays": stays.filter(lambda stay: stay.sender != stay.host),
    }.items()
}
members = st.frozensets(st.tuples(partners, st.sampled_from(sorted(THEMES))))
anything = st.builds(knowing, **several, members=members)
always = settings(derandomize=True, deadline=None, max_examples=150)


@always
@given(anything, statements)
def test_nobody_is_matched_with_itself_and_every_offer_rests_on_a_strength(known, need) -> None:
    for offer in match(need, known).offers:
        assert offer.partner != need.partner
        assert offer.strengths
        assert {one.partner for one in offer.strengths} == {offer.partner}


@always
@given(anything, statements, statements)
def test_one_strength_more_never_lowers_a_place(known, need, more) -> None:
    before = match(need, known).place_of(more.partner)
    after = match(need, replace(known, strengths=(*known.strengths, more))).place_of(more.partner)
    assert after <= before if before else after >= 0


@always
@given(anything, statements, st.randoms(use_true_random=False))
def test_the_order_depends_on_no_order_in_which_things_are_known(known, need, chance) -> None:
    names = ("strengths", "practices", "approaches", "services", "stays")
    shuffled = {name: tuple(chance.sample(getattr(known, name), len(getattr(known, name)))) for name in names}
    mixed = dict(chance.sample(sorted(PARTNERS.items()), len(PARTNERS)))
    again = match(need, replace(known, **shuffled, partners=mixed))
    assert order(again) == order(match(need, known))
    assert [one.points for one in again.offers] == sorted((one.points for one in again.offers), reverse=True)


def test_a_count_that_punished_strengths_would_be_noticed(monkeypatch) -> None:
    """The control: where a strength takes points away, one more lowers a place."""
    monkeypatch.setitem(WEIGHTS, "strengths", replace(WEIGHTS["strengths"], points=-5))
    two = (strength("bela"), strength("cora"))
    assert match(NEED, knowing(strengths=two)).place_of("bela") == 1
    assert match(NEED, knowing(strengths=(*two, strength("bela", n=2)))).place_of("bela") == 2
