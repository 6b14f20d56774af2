"""Parts of the portal's own pages, and cards, shown with samples."""

import copy
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from clusterix.browse.cards import Card
from clusterix.browse.kinds import Kind
from clusterix.browse.related import Section
from clusterix.glossary.linking import Linking, Spelling
from practices.comparison import columns, groups
from practices.kinds import PRACTICES, SERVICES, TRANSFERS
from practices.models import Link
from recommendations import brief
from recommendations.counting import Answers, Row
from recommendations.kinds import RECOMMENDATIONS
from recommendations.models import Answer
from recommendations.offering import Offered
from recommendations.telling import told
from workgroups.kinds import GROUPS, MEETINGS

from . import finding
from .making import GERMAN, LONG, REGION, ROMANIAN, Three, made
from .samples import SAMPLES

ERRORS = ("400", "403", "404", "410", "500")
# The part of a page that is shown.
LIST = re.compile(r'<form method="get".*</form>', re.DOTALL)
RECORD = re.compile(r"<article.*</article>", re.DOTALL)
COMPARISON = re.compile(r'<p class="compare-more".*</section>', re.DOTALL)
CHOSEN = re.compile(r'<p class="compare-one.*?</p>', re.DOTALL)
BRIEF = re.compile(r'<nav class="brief-contents".*(?=</article>)', re.DOTALL)
CHOICE = re.compile(r'<form class="brief-form".*?</form>', re.DOTALL)
ERROR = re.compile(r'<div class="prose">.*?</div>', re.DOTALL)


def part(request: HttpRequest, template: str, place: re.Pattern[str], context: dict[str, Any]) -> SafeString:
    """Return a part of a page as visitors get it, its title one level lower: a page has but one h1."""
    found = place.search(render_to_string(template, {"glossary": a_glossary(), **context}, request))
    if found is None:
        raise LookupError(f"{template} has no {place.pattern}")
    return mark_safe(re.sub(r"(</?)h1", r"\1h2", found[0]))  # noqa: S308 - made by our own templates


def a_glossary() -> Linking:
    """Return terms for one page, none of which the database is asked for."""
    return Linking(lambda: [Spelling("paragraph", "#record"), Spelling("figure", "#record")])


def card(kind: Kind, record: Any, variant: str = "", note: str = "") -> Card:
    """Return the card of a sample. A variant's id is one of its own: the page shows the usual card too."""
    shown = copy.copy(record)
    if variant:
        shown.slug = f"{record.slug}-{variant}"
    template = {"": kind.card, **kind.cards}[variant]
    html = mark_safe(render_to_string(template, {"record": shown, "level": "h3"}))  # noqa: S308
    return Card(1, kind.label, str(record), record.get_absolute_url(), html, note=note)


def cards_of(kind: Kind) -> dict[str, Any]:
    """Return the name of a kind and its cards, in each variant: usual, long, bare."""
    three = SAMPLES[kind.model]()
    return {
        "name": kind.name,
        "variants": {name: Three(*(card(kind, one, name) for one in three)) for name in ("", *kind.cards)},
    }


def a_list(request: HttpRequest) -> SafeString:
    """Return the page of a list from its search to its end."""
    cards = [card(PRACTICES, record) for record in SAMPLES[PRACTICES.model]()]
    snippet = mark_safe(f"… <mark>innovation vouchers</mark> of the {GERMAN} for small firms …")  # noqa: S308
    cards[0] = replace(cards[0], snippet=snippet)
    return part(request, "practices/practice_list.html", LIST, finding.a_list(cards))


def a_record(request: HttpRequest) -> SafeString:
    """Return the page of a practice: its head, facts and story, and what is related."""
    record = SAMPLES[PRACTICES.model]().usual
    record._prefetched_objects_cache |= _files()
    context = {"record": record, "kind": record._meta.verbose_name, "related": _related()}
    context["entry"] = SimpleNamespace(facets={"tag": {"voucher": "voucher", "long": GERMAN}})
    return part(request, "practices/practice_detail.html", RECORD, context)


def comparisons(request: HttpRequest) -> list[SafeString]:
    """Return the page that puts practices side by side, and what it shows of a single one."""
    practices = list(SAMPLES[PRACTICES.model]())
    for one in practices:
        one.scope = "regional"  # a fact that is the same for all
        one._prefetched_objects_cache |= {name: [] for name in ("tags", "links", "attachments", "opinions")}
        for name in ("services", "presented_at", "discussed_at", "grew_from", "evidence_for", "actions"):
            setattr(one, f"public_{name}", [])
    side_by_side = columns(practices)
    shown = {"columns": side_by_side, "groups": groups(practices), "suggested": {"cards": practices[:1]}}
    return [
        part(request, "practices/compare.html", COMPARISON, shown),
        part(request, "practices/compare.html", CHOSEN, {"columns": side_by_side[:1]}),
    ]


def briefs(request: HttpRequest) -> list[SafeString]:
    """Return what a brief holds of a recommendation and a practice, and how it is put together."""
    advice, practice = SAMPLES[RECOMMENDATIONS.model]().long, SAMPLES[PRACTICES.model]().bare
    for one in (advice, practice):
        one._prefetched_objects_cache |= {"sources": []}
    items = [brief.Item(brief.RECOMMENDATION, advice.slug, str(advice)) for _ in range(2)]
    items.append(brief.Item(brief.PRACTICE, practice.slug, str(practice)))
    shown: dict[str, Any] = {"brief": brief.Brief(items, [], "", "", [])}
    shown |= {"told": told([advice], [practice])}
    offered = Offered(brief.PRACTICE, PRACTICES.name, PRACTICES.address, [card(PRACTICES, practice)])
    shown |= {"offered": [offered], "longest": brief.LONGEST}
    return [
        part(request, "recommendations/brief.html", BRIEF, shown),
        part(request, "recommendations/brief_choice.html", CHOICE, shown),
    ]


def answers() -> Answers:
    """Return what readers answered to a recommendation."""
    comment = made(Answer, applies="partly", level="local", country="RO", comment=LONG, organisation=ROMANIAN)
    rows = [Row(REGION, 7, 3, 2), Row("Austria", 1, 0, 0)]
    return Answers(Row("", 8, 3, 2), rows, rows, [comment], 2)


def errors(request: HttpRequest) -> list[SafeString]:
    return [part(request, f"{code}.html", ERROR, {}) for code in ERRORS]


def _files() -> dict[str, list[Any]]:
    file = SimpleNamespace(url=static("img/favicon.svg"), width=160, height=160)
    rights = {"credit": "The editors", "licence": "CC BY 4.0"}
    return {
        "images": [SimpleNamespace(file=file, alt_text="Three points", caption=f"{LONG}.", **rights)],
        "links": [made(Link, title="The programme’s own page", url="https://example.org/")],
        "attachments": [SimpleNamespace(file=file, title=LONG, **rights)],
    }


def _related() -> dict[str, Section]:
    taken = SAMPLES[TRANSFERS.model]().usual
    taken.slug = "taken-up"  # an id, as on the card of the same transfer among the cards
    themes = [card(GROUPS, one, "theme", one.colour) for one in SAMPLES[GROUPS.model]()]
    backs = [card(RECOMMENDATIONS, one, note="project") for one in SAMPLES[RECOMMENDATIONS.model]()[:2]]
    return {
        "themes": Section(themes),
        "backs": Section(backs),
        "came_by": Section([card(TRANSFERS, taken, "on_outcome")], 1, "#record"),
        "transfers": Section([card(TRANSFERS, taken, "on_practice")], 12, "#record"),
        "services": Section([card(SERVICES, SAMPLES[SERVICES.model]().usual)]),
        "meetings": Section([card(MEETINGS, SAMPLES[MEETINGS.model]().usual)]),
        "alike": Section([card(PRACTICES, SAMPLES[PRACTICES.model]().bare)]),
    }
