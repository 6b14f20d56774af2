"""What the fixtures say stands in the fact sheets, in words of their own."""

import pytest
import yaml

from tests.facts import (
    AMOUNTS,
    amounts,
    documents,
    entries,
    mentioned,
    mentions,
    numbers,
    rows,
    runs,
    texts,
    told_numbers,
)

RUN = 10  # words in a row that count as copied


def strange_numbers(text: str, facts: str) -> set[str]:
    return numbers(text) - told_numbers(facts)


def test_every_practice_of_the_two_sheets_names_an_entry_that_exists() -> None:
    known = entries()
    assert len(mentions()) > 100
    headings = [heading for named in mentions().values() for heading in named]
    assert [heading for heading in headings if heading not in known] == []


def test_every_entry_of_the_two_sheets_has_its_practice() -> None:
    told = {heading for named in mentions().values() for heading in named}
    sought = {
        heading for heading, text in entries().items() if text.startswith("### ") and "\nsource" in text
    }
    assert len(sought) > 100
    assert sought - told == set()


def test_every_number_of_a_practice_stands_in_its_entry() -> None:
    known, named = entries(), mentions()
    strange = {}
    for row in rows():
        slug = row["fields"].get("slug")
        if row["model"] == "practices.practice" and slug in named:
            facts = "".join(known[heading] for heading in named[slug])
            text = " ".join(texts(row).values())
            strange[slug] = strange_numbers(text, facts)
    assert {slug: found for slug, found in strange.items() if found} == {}


def test_every_number_of_any_other_record_stands_in_a_fact_sheet() -> None:
    facts, named = "".join(entries().values()), mentions()
    strange = {}
    for row in rows():
        slug = row["fields"].get("slug", "")
        if row["model"] != "publishing.source" and slug not in named:
            strange[row["model"], slug] = strange_numbers(" ".join(texts(row).values()), facts)
    assert {record: found for record, found in strange.items() if found} == {}


def test_every_amount_stands_in_a_fact_sheet() -> None:
    known, named, everything = entries(), mentions(), "".join(entries().values())
    strange = []
    for row in rows():
        slug = row["fields"].get("slug")
        facts = "".join(known[heading] for heading in named[slug]) if slug in named else everything
        told = [float(row["fields"][name]) for name in AMOUNTS if row["fields"].get(name)]
        strange += [
            (slug, amount) for amount in told if not any(abs(amount - fact) < 0.01 for fact in amounts(facts))
        ]
    assert strange == []


def test_no_sentence_repeats_ten_words_of_the_projects_documents() -> None:
    if not documents():
        pytest.skip("The projects' documents are not beside this copy: nothing to compare with.")
    copied = set().union(*(runs(document.read_text(errors="ignore"), RUN) for document in documents()))
    found = {
        (row["fields"].get("slug"), name): both
        for row in rows()
        if row["model"] != "publishing.source"
        for name, text in texts(row).items()
        if (both := runs(text, RUN) & copied)
    }
    assert found == {}


def test_a_strange_number_and_a_copied_sentence_would_be_noticed() -> None:
    """The control of the tests above."""
    facts = "resources: EUR 10,900,000 in 2019; three calls"
    assert strange_numbers("EUR 10.9 million in 2019 for 3 calls", facts) == {"10.9"}
    assert strange_numbers("1946 projects in 2019", facts) == {"1946"}
    assert strange_numbers("10900000 euros and 3 calls in 2019", facts) == set()
    assert amounts("EUR 3.8 million and HUF 4,530") == {3_800_000, 4530}
    sentence = "one two three four five six seven eight nine ten eleven"
    assert len(runs(sentence, RUN) & runs(f"It said: {sentence}.", RUN)) == 2
    assert runs("too short to count", RUN) == set()


def test_the_comment_above_a_practice_is_read_with_its_slug() -> None:
    text = "# Facts: One | Two\n- model: practices.practice\n  fields:\n    title: A\n    slug: a\n"
    assert mentioned(text) == {"a": ["One", "Two"]}
    assert yaml.safe_load(text)[0]["fields"]["slug"] == "a"
