"""What is written into a file and read in again is the same as before."""

import csv
import random
from typing import Any

import pytest

from clusterix.desk import snapshots
from clusterix.imports import running
from partners.models import Partner
from practices.models import Practice
from recommendations.models import Recommendation
from tests.imports.files import PRACTICES, as_csv, faults, take, upload
from tests.making import (
    make_evidence,
    make_exchange,
    make_group,
    make_idea,
    make_partner,
    make_practice,
    make_source,
)
from workgroups.models import StaffExchange

pytestmark = pytest.mark.django_db
KINDS = (
    ("practices", "practice"),
    ("practices", "transfer"),
    ("partners", "partner"),
    ("workgroups", "staffexchange"),
    ("recommendations", "recommendation"),
)
PIECES = (
    *(
        "=1+1",
        "'=1+1",
        "@home",
        "-12",
        "+43",
        "''-x",
        "a; =b",
        "a;'=b",
        '"quoted"',
        "semi;colon",
        "comma, here",
    ),
    *(
        "tab\there",
        "Ünïcödé",
        "Ђ",
        "中文",
        "😀",
        "<b>bold</b>",
        "&amp;",
        "1,5",
        "TRUE",
        "2018-05-31",
        "#REF!",
    ),
    *("'", "\\", "null", "0", "yes", "=HYPERLINK(1)"),
)


def exported(client: Any, where: str, kind: str) -> bytes:
    return b"".join(client.get(f"{where}records.{kind}").streaming_content)


@pytest.fixture
def large_files_at_once(monkeypatch) -> None:
    """Answer when the whole file is done, as for small ones."""
    monkeypatch.setattr(running, "AT_ONCE", 10_000)


def test_what_is_exported_changes_nothing_when_it_is_imported(knowledge_base, anna) -> None:
    for app, model in KINDS:
        for kind in ("xlsx", "csv"):
            where = f"/admin/{app}/{model}/import/"
            batch = upload(anna, exported(anna, where, kind), f"records.{kind}", where)
            counts = batch.counts()
            assert counts.pop("same") > 2, (
                model,
                batch.fault,
                list(batch.lines.values_list("faults", flat=True)),
            )
            assert set(counts.values()) == {0}, (model, kind, counts)


def generated(number: int, chance: random.Random) -> dict[str, str]:
    def words() -> str:
        return " ".join(chance.sample(PIECES, 3)).strip()

    def prose() -> str:
        return "".join(
            f"<p>{chance.choice(('one', 'two'))} <strong>x</strong> &lt;&amp; {n}</p>" for n in range(2)
        )

    latitude = chance.choice(("", "-12.5", "48.20817"))
    amount = chance.choice(("", "12", "0.5", "99999.99"))
    return {
        "slug": f"generated-{number}",
        "title": words()[:100].strip(),
        "summary": words()[:250].strip(),
        "organisation": words()[:200].strip(),
        "country": chance.choice(("", "AT", "BE")),
        "latitude": latitude,
        "longitude": latitude and "-16.37",
        "resources_amount": amount,
        "resources_currency": "EUR" if amount else "",
        "start_on": chance.choice(("", "2015-02-28", "1999-12-31")),
        "start_precision": chance.choice(("day", "month", "year")),
        "is_ongoing": chance.choice(("yes", "no", "")),
        "public_from": chance.choice(("", "2030-01-01 10:00", "2029-07-01T12:00:00+00:00")),
        "problem": prose(),
        "tags": chance.choice(("", "one; two", '"a;b"; c', "=tag")),
        "links": chance.choice(("", 'A title; https://example.org/?a=1;2\n"B;b";https://example.org/b')),
        "opinions": chance.choice(("", "<p>Good; really</p>;Ann;Expert;2020-01-31")).replace("; really", ""),
        "sources": chance.choice(("", "source-a; source-b")),
        "working_groups": chance.choice(("", "group-a")),
        "partner": chance.choice(("", "partner-a")),
    }


def told() -> dict[str, Any]:
    """Return what every practice says, but for the keys of parts."""
    return {one.slug: snapshots.bare(snapshots.take(one)) for one in Practice.objects.all()}


def test_a_thousand_generated_records_come_back_as_they_were(anna, large_files_at_once) -> None:
    make_partner(slug="partner-a")
    make_group(slug="group-a")
    make_source(slug="source-a")
    make_source(slug="source-b")
    chance = random.Random(7)  # noqa: S311 - the same content again is the point
    imported(anna, as_csv(*(generated(number, chance) for number in range(1000))), "records.csv")
    before = told()
    assert len(before) == 1000
    files = {kind: exported(anna, PRACTICES, kind) for kind in ("csv", "xlsx")}
    for kind, content in files.items():
        Practice.objects.all().delete()
        imported(anna, content, f"again.{kind}")
        assert told() == before, kind


def imported(client: Any, content: bytes, name: str) -> None:
    batch = upload(client, content, name)
    assert batch.counts() == {"new": 1000, "changed": 0, "same": 0, "faulty": 0}, faults(batch)[:3]
    assert take(client, batch, "write").state == "written", batch.fault


def test_a_text_too_long_for_a_cell_of_a_workbook_is_said_and_goes_into_csv(anna) -> None:
    rows = as_csv({"slug": "long", "title": "Long", "organisation": "X", "problem": "word " * 8000})
    take(anna, upload(anna, rows), "write")
    answer = anna.get(f"{PRACTICES}records.xlsx", follow=True)
    assert "longer than a cell" in answer.content.decode()
    assert len(exported(anna, PRACTICES, "csv")) > 40_000


def test_an_editor_s_file_holds_their_own_records_only(person, make_own) -> None:
    client, own, other = make_own
    content = exported(client, PRACTICES, "csv").decode()
    assert own.slug in content
    assert other.slug not in content
    assert "opinions" not in content, "experts' opinions are not theirs to write"


def test_the_context_of_a_partner_goes_out_and_comes_in_changed(anna) -> None:
    where = "/admin/partners/partner/import/"
    prose = "<p>Four clusters &amp; an agency.</p>"
    known = {"policy_since": 2001, "policy_stage": "established", "cluster_meaning": prose}
    partner = make_partner(slug="ecoplus", policy_programme="=A programme", **known)
    rows = list(csv.DictReader(exported(anna, where, "csv").decode("utf-8-sig").splitlines()))
    assert {name: rows[0][name] for name in known} == {**known, "policy_since": "2001"}
    changed = {"slug": "ecoplus", "policy_since": "", "policy_stage": "young", "policy_context": "New."}
    take(anna, upload(anna, as_csv(changed), where=where), "write")
    copy = Partner._base_manager.get(copy_of=partner)
    assert (copy.policy_since, copy.policy_stage, copy.policy_context) == (None, "young", "<p>New.</p>")
    assert (copy.policy_programme, copy.cluster_meaning) == ("=A programme", prose)
    faulty = upload(anna, as_csv({"slug": "ecoplus", "policy_since": "16"}), where=where)
    assert "Give the year in four digits, such as 2001." in str(faults(faulty))
    unknown = upload(anna, as_csv({"slug": "ecoplus", "policy_stage": "ripe"}), where=where)
    assert unknown.counts()["faulty"] == 1


def test_levels_and_evidence_stand_in_one_cell_each_and_are_changed_there(anna) -> None:
    where = "/admin/recommendations/recommendation/import/"
    evidence = make_evidence(note="It; shows", practice=make_practice(slug="vouchers"))
    advice = evidence.recommendation
    advice.levels.create(level="regional")
    rows = list(csv.DictReader(exported(anna, where, "csv").decode("utf-8-sig").splitlines()))
    assert (rows[0]["levels"], rows[0]["evidence"]) == ("regional", 'vouchers;"It; shows";editor')
    changed = {"slug": advice.slug, "levels": "national\nlocal", "evidence": "vouchers"}
    take(anna, upload(anna, as_csv(changed), where=where), "write")
    copy = Recommendation._base_manager.get(copy_of=advice)
    assert [one.level for one in copy.levels.all()] == ["national", "local"]
    assert [(one.practice.slug, one.note) for one in copy.evidence.all()] == [("vouchers", "")]


def test_the_ideas_of_an_exchange_stand_in_one_cell_and_are_changed_there(anna) -> None:
    where = "/admin/workgroups/staffexchange/import/"
    exchange = make_exchange(slug="a-stay")
    for order, title in enumerate(("A call; for all", "A scheme")):
        make_idea(exchange=exchange, title=title, text="Plain.", order=order)
    for kind in ("csv", "xlsx"):
        batch = upload(anna, exported(anna, where, kind), f"records.{kind}", where)
        assert batch.counts() == {"new": 0, "changed": 0, "same": 1, "faulty": 0}, kind
    changed = {"slug": "a-stay", "ideas": 'A scheme;<p>Told.</p>;1\n"A third; new"'}
    take(anna, upload(anna, as_csv(changed), where=where), "write")
    copy = StaffExchange._base_manager.get(copy_of=exchange)
    told = [(one.title, one.text, one.order) for one in copy.ideas.all()]
    assert told == [("A third; new", "", 0), ("A scheme", "<p>Told.</p>", 1)]
    assert exchange.ideas.count() == 2, "the record in its place stays"
