"""A knowledge base in which every text of every record holds what somebody else wants, and all its pages."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.urls import reverse
from django_countries.fields import CountryField

from clusterix.browse.catalogue.watching import one_writing_at_the_end
from clusterix.browse.models import Synonyms
from clusterix.desk.models import Remark, Version
from clusterix.desk.models.trail import trail_of
from clusterix.desk.snapshots import take
from clusterix.pages.models import AccessibilityReport
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import whole
from practices.models import Interest, Practice
from recommendations.models import Action, Answer, Indicator
from tests.addresses import details, lists, plain_pages
from tests.graph import Graph, make_graph
from tests.making import make_transfer
from tests.payloads import ADDRESSES, CLOSED, NULLS, OPEN
from tests.rules import OUR_APPS

RECORDS = 6  # of each kind
OTHERS = ("taggit.tag", "browse.synonyms", "pages.accessibilityreport")
Batch = tuple[str, ...]
# Each record has another part of them, and each of its texts ends with another one of those that leave
# something open, for what stands behind such a one is hidden.
BATCHES: tuple[Batch, ...] = tuple((*CLOSED, *NULLS)[number::RECORDS] for number in range(RECORDS))
HARMLESS: Batch = (
    '<p>Words <strong>a</strong> <em>b</em> <a href="https://example.org/">c</a><br>d</p>',
    "<ul><li>a</li></ul><ol><li>b</li></ol><blockquote><p>c</p></blockquote>",
)


# An action or an indicator is deleted with its plan; of what people report no versions are kept.
NOT_THERE = {one: {"delete"} for one in (Action, Indicator)}
NOT_THERE |= {one: {"history"} for one in (AccessibilityReport, Answer, Interest)}


def fill_with_payloads(user: Any) -> None:
    fill(BATCHES, OPEN, ADDRESSES, user)


def fill_with_words(user: Any) -> None:
    fill([HARMLESS], ("Words",), ["https://example.org"], user)


def texts_of(model: type[models.Model]) -> Iterator[models.Field]:
    """Yield the columns in which people write: no choices, and no addresses that the portal's routes read."""
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField)
        is_read = (
            isinstance(field, models.SlugField | CountryField) or field.choices or field.name == "ticket"
        )
        if is_text and not is_read:
            yield field


def content() -> list[type[models.Model]]:
    ours = [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]
    return [*ours, *map(apps.get_model, OTHERS)]


def make_pages() -> Graph:
    """Make as many records of each kind as there are batches, and an entry in the history of each."""
    graph = make_graph(RECORDS)
    with one_writing_at_the_end():
        Practice.objects.update(resources_amount=1, resources_currency="EUR")
        for number in range(RECORDS):
            make_transfer(practice=graph[Practice][0])
            Synonyms.objects.create(terms=f"one{number}, other{number}")
            AccessibilityReport.objects.create(what="Words", ticket=number)
    return graph


def fill(told: Sequence[Batch], last: Batch, addresses: Sequence[str], user: Any) -> None:
    """Write these words into every text of every record, past its form; an address where one belongs."""
    with one_writing_at_the_end():
        for model in content():
            for number, record in enumerate(model._base_manager.order_by("pk")):  # working copies too
                batch, link = told[number % len(told)], f"{addresses[number % len(addresses)]}//{record.pk}"
                values = {
                    field.name: _text(field, (*batch, last[place % len(last)]), link, record)
                    for place, field in enumerate(texts_of(model), number)
                }
                if kept := {name: text for name, text in values.items() if text}:
                    models.QuerySet(model).filter(pk=record.pk).update(**kept)
                _remember(record, " ".join(batch), user)


def _text(field: models.Field, words: Batch, link: str, record: Any) -> str:
    if field.name == "receiving_organisation" and record.receiving_partner_id:
        return ""
    if isinstance(field, ProseField):
        return "".join(f"<p>{one}</p>" for one in words)
    text = link if isinstance(field, models.URLField) else f"{record.pk} {' '.join(words)}"
    text = text.replace("\0", "")  # which no form takes, and PostgreSQL does not keep
    return text[: field.max_length] if connection.vendor == "postgresql" else text


def _remember(record: Any, words: str, user: Any) -> None:
    """Write a version with these words about it, and a colleague's comment."""
    if whole(record) is not record:
        return
    words = " ".join(words.replace("\0", "").split())
    about = {
        "by": user,
        "by_name": words[:150],
        "action": Version.Action.SAVED,
        "note": words,
        "data": take(record),
    }
    trail = trail_of(record)
    Version.objects.update_or_create(trail=trail, revision=1, defaults=about)
    Remark.objects.update_or_create(trail=trail, defaults={"by": user, "by_name": words[:150], "text": words})


def public_pages(graph: Graph) -> list[str]:
    """Return the address of every page that visitors may see, and of their lists of all pages."""
    pages = [reverse(name, args=[one.slug]) for model, name in details().items() for one in graph[model]]
    slugs = "&".join(f"practice={one.slug}" for one in graph[Practice][:4])
    more = ("?view=map", "?q=words", "?q=hacked", "?q=%3Cscript%3Ehacked%3D1")
    return [
        *pages,
        *(page for page in plain_pages() if page != reverse("style:page")),
        *(f"{page}{query}" for page in lists() for query in ("", *more)),
        f"{reverse('practices:compare')}?{slugs}",
        *(f"{reverse('pages:search')}?q={word}" for word in ("words", "hacked", "script", "onerror")),
    ]


def desk_pages() -> list[str]:
    """Return the desk's list of every kind, forms of its records, a history, a question before deleting."""
    pages = ["/admin/"]
    for model in content():
        if model in admin.site._registry:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            pks = list(model._default_manager.values_list("pk", flat=True))[:RECORDS]
            pages += [reverse(f"{name}_changelist"), f"{reverse(f'{name}_changelist')}?q=hacked"]
            pages += [reverse(f"{name}_change", args=[pk]) for pk in pks]
            sides = {"history", "delete"} - NOT_THERE.get(model, set())
            pages += [reverse(f"{name}_{page}", args=pks[:1]) for page in sides]
    return pages


def as_it_is(text: str) -> str:
    """Stand where a text is cleaned, for a control; without what PostgreSQL does not keep."""
    return text.replace("\0", "")
