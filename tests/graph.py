"""A whole small knowledge base: every kind of record, every relation filled, everything published."""

import datetime
import struct
import zlib
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model

from clusterix.browse.catalogue.watching import one_writing_at_the_end
from practices.models import Attachment, Image, Link, Opinion, Step
from recommendations.models import Indicator, LevelAddressed, Reading
from tests import making

Graph = dict[type[Model], list[Any]]


def png() -> ContentFile:
    """Return a picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00\x00")) + chunk(b"IEND", b"")
    return ContentFile(b"\x89PNG\r\n\x1a\n" + parts, name="picture.png")


def make_graph(n: int = 1) -> Graph:
    """Make n records of each kind. The first of each kind is related to all n of every other kind."""
    with one_writing_at_the_end():
        return _graph(n)


def _graph(n: int) -> Graph:
    sources = [making.make_source() for _ in range(n)]
    partners = [making.make_partner(sources=sources, logo=png()) for _ in range(n)]
    groups = [making.make_group(sources=sources) for _ in range(n)]
    projects = [making.make_project(sources=sources, start_on=day(2012)) for _ in range(n)]
    home, away = partners[0], making.make_partner(short_name="Away")
    for group in groups:
        making.make_membership(partner=home, group=group)
    for partner in partners[1:]:
        making.make_membership(partner=partner, group=groups[0])
    for _ in range(n):
        making.make_swot_entry(partner=home, sources=sources, themes=groups)
    held = {"groups": groups, "projects": projects, "sources": sources, "start_on": day(2017)}
    meetings = [making.make_meeting(host=home, **held) for _ in range(n)]
    exchanges = [
        making.make_exchange(host=home, sender=away, working_group=groups[0], sources=sources)
        for _ in range(n)
    ]
    for _ in range(n):
        making.make_exchange(host=away, sender=home, working_group=groups[0], sources=sources)
    graph = {type(sources[0]): sources, type(home): partners, type(groups[0]): groups}
    graph |= {type(projects[0]): projects, type(meetings[0]): meetings, type(exchanges[0]): exchanges}
    graph |= _what_works(n, away, graph)
    graph |= _what_follows(n, home, graph)
    graph |= _what_is_meant(n, sources)
    return _with_parts(graph)


def _what_is_meant(n: int, sources: list[Any]) -> Graph:
    """Make terms, of which the first has a meaning of its own in n regions."""
    terms = [making.make_term(sources=sources) for _ in range(n)]
    for number in range(n):
        making.make_meaning(term=terms[0], region=f"Region {number}")
    return {type(terms[0]): terms}


def _what_works(n: int, away: Any, graph: Graph) -> Graph:
    sources, partners, groups, projects, meetings, exchanges = graph.values()
    practices = [
        making.make_practice(
            partner=partners[0],
            working_groups=groups,
            related_project=projects[0],
            presented_at=meetings,
            discussed_at=exchanges,
            grew_from=exchanges,
            sources=sources,
            start_on=day(2015),
        )
        for _ in range(n)
    ]
    for practice in practices:
        practice.tags.set([f"tag {number}" for number in range(n)])
    services = [
        making.make_service(
            partner=partners[0],
            practices=practices,
            working_groups=groups,
            sources=sources,
            payer_kind="public",
            payer="A ministry",
        )
        for _ in range(n)
    ]
    by_meeting = {"route": "meeting", "meeting": meetings[0], "sources": sources, "start_on": day(2016)}
    by_meeting |= {"came_from": projects[0]}
    by_exchange = {"route": "exchange", "exchange": exchanges[0], "sources": sources}
    by_exchange |= {"went_to": projects[0]}
    for number, practice in enumerate(practices):
        told = {"task": f"Task {number}", "practice": practice, "sources": sources}
        making.make_approach(group=groups[0], partner=partners[0], **told)
    outside = making.make_practice(title="From outside")
    transfers = [making.make_transfer(practice=practices[0], **by_meeting) for _ in range(n)]
    for _ in range(n):
        making.make_transfer(practice=practices[0], receiving_partner=away, **by_exchange)
        making.make_transfer(
            practice=outside, receiving_partner=partners[0], became=practices[0], **by_exchange
        )
    return {type(practices[0]): practices, type(services[0]): services, type(transfers[0]): transfers}


def _what_follows(n: int, home: Any, graph: Graph) -> Graph:
    named = ("Practice", "WorkingGroup", "Source", "StaffExchange")
    practices, groups, sources, exchanges = (_of(graph, name) for name in named)
    behind: dict[str, Any] = {"practices": practices, "exchanges": exchanges}
    recommendations = [making.make_recommendation(working_groups=groups, sources=sources) for _ in range(n)]
    for practice in practices:
        making.make_evidence(recommendation=recommendations[0], practice=practice)
    for recommendation in recommendations[1:]:
        making.make_evidence(recommendation=recommendation, practice=practices[0])
    plans = [making.make_plan(partner=home, sources=sources, start_on=day(2019)) for _ in range(n)]
    for plan in plans:
        making.make_action(plan=plan, recommendations=recommendations, **behind)
    for _ in range(n - 1):
        making.make_action(plan=plans[0], recommendations=recommendations, **behind)
    return {type(recommendations[0]): recommendations, type(plans[0]): plans}


def _with_parts(graph: Graph) -> Graph:
    """Add the parts that one record of a kind has many of."""
    n = len(_of(graph, "Practice"))
    practice, transfer, recommendation, plan = (
        _of(graph, name)[0] for name in ("Practice", "Transfer", "Recommendation", "ActionPlan")
    )
    for number in range(n):
        making.make_idea(exchange=_of(graph, "StaffExchange")[0])
        Link.objects.create(practice=practice, title="Link", url="https://example.org/")
        rights = {"credit": "Somebody", "licence": "CC0"}
        Image.objects.create(practice=practice, file=png(), alt_text="A pixel", **rights)
        document = ContentFile(b"text", name="paper.txt")
        Attachment.objects.create(practice=practice, file=document, title="Paper", **rights)
        Opinion.objects.create(practice=practice, text="It works.", name="An expert", signed_on=day(2020))
        Step.objects.create(transfer=transfer, stage="piloting", reached_on=day(2016 + number), note="Seen.")
        indicator = Indicator.objects.create(plan=plan, name=f"Indicator {number}")
        Reading.objects.create(indicator=indicator, read_on=day(2020), value=number)
        making.make_answer(recommendation=recommendation, comment="It would.", may_be_shown=True)
        making.make_interest(practice=practice)
    for level in LevelAddressed.Level.values[: 1 if n == 1 else None]:
        LevelAddressed.objects.create(recommendation=recommendation, level=level)
    return graph


def _of(graph: Graph, name: str) -> list[Any]:
    return next(records for model, records in graph.items() if model.__name__ == name)


def day(year: int) -> datetime.date:
    return datetime.date(year, 6, 15)
