"""What is public of strengths, needs and all that may answer them, read from the database.

The number of questions depends on no number of records. Partners that have left are not matched, and what is
related to a record that is not public is not related to it here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse

from clusterix.publishing.periods import LATEST_FIRST
from clusterix.publishing.records import public_q
from partners.models import Partner, SwotEntry
from practices.models import Approach, Practice, Service, Transfer
from workgroups.models import Membership, StaffExchange, WorkingGroup

from .known import Known, Named, Passage, Said, Stay, Themes, Thing
from .models import EntryTheme

Quadrant = SwotEntry.Quadrant


def everything_known() -> Known:
    present = Partner.objects.published().exclude(role=Partner.Role.FORMER)
    partners = {slug: Named(slug, name) for slug, name in present.values_list("slug", "short_name")}
    groups = WorkingGroup.objects.published().values_list("slug", "short_name", "colour")
    said = list(_said(partners))
    needs = tuple(one for quadrant, one in said if quadrant == Quadrant.WEAKNESS)
    strengths = tuple(one for quadrant, one in said if quadrant == Quadrant.STRENGTH)
    strong = {one.partner for one in strengths}  # only who is strong in something offers its services
    return Known(
        partners=partners,
        themes={slug: Named(slug, name, hue) for slug, name, hue in groups},
        needs=needs,
        strengths=strengths,
        practices=tuple(_practices(partners)),
        approaches=tuple(_approaches(partners)),
        services=tuple(_services(strong)),
        stays=tuple(_stays(partners)),
        passages=tuple(_passages(partners)),
        members=frozenset(Membership.objects.published().values_list("partner__slug", "group__slug")),
    )


def _by_key(pairs: Iterable[tuple[int, str]]) -> Mapping[int, Themes]:
    found: dict[int, set[str]] = defaultdict(set)
    for key, theme in pairs:
        found[key].add(theme)
    return defaultdict(frozenset, {key: frozenset(themes) for key, themes in found.items()})


def _said(partners: Collection[str]) -> Iterator[tuple[str, Said]]:
    themes = _by_key(EntryTheme.objects.published().values_list("entry_id", "group__slug"))
    entries = SwotEntry.objects.published().filter(partner__slug__in=partners)
    rows = entries.order_by("partner__slug", "dimension", "statement")
    for pk, quadrant, partner, dimension, statement in rows.values_list(
        "pk", "quadrant", "partner__slug", "dimension", "statement"
    ):
        yield quadrant, Said(partner, dimension, statement, themes[pk])


def _practices(partners: Collection[str]) -> Iterator[Thing]:
    ours = Practice.objects.published().filter(partner__slug__in=partners).order_by("title", "slug")
    groups = WorkingGroup.objects.published().filter(practices__partner__slug__in=partners).order_by()
    themes = _by_key(groups.values_list("practices__pk", "slug"))
    for pk, title, slug, partner in ours.values_list("pk", "title", "slug", "partner__slug"):
        yield Thing(title, reverse("practices:practice-detail", args=[slug]), partner, themes[pk])


def _approaches(partners: Collection[str]) -> Iterator[Thing]:
    """Yield the practices of other bodies by which the editors tell how a partner does a task of a group."""
    beside = public_q("practice__") & Q(partner__slug__in=partners)
    others = Approach.objects.published().filter(beside).exclude(practice__partner=F("partner"))
    for title, slug, partner, theme in (
        others.order_by("practice__title", "practice__slug", "partner__slug", "group__slug")
        .values_list("practice__title", "practice__slug", "partner__slug", "group__slug")
        .distinct()
    ):
        yield Thing(title, reverse("practices:practice-detail", args=[slug]), partner, frozenset({theme}))


def _services(partners: Collection[str]) -> Iterator[Thing]:
    """Yield the services; they have the themes of the practices that they belong to."""
    ours = Service.objects.published().filter(partner__slug__in=partners).order_by("name", "slug")
    groups = WorkingGroup.objects.published().filter(
        public_q("practices__"), practices__services__partner__slug__in=partners
    )
    themes = _by_key(groups.order_by().values_list("practices__services__pk", "slug"))
    for pk, name, slug, partner in ours.values_list("pk", "name", "slug", "partner__slug"):
        yield Thing(name, reverse("practices:service-detail", args=[slug]), partner, themes[pk])


def _stays(partners: Collection[str]) -> Iterator[Stay]:
    between = {"sender__slug__in": partners, "host__slug__in": partners}
    theme = Case(When(public_q("working_group__"), then=F("working_group__slug")), default=Value(""))
    was_brought = Case(When(_was_about("sender") & ~_was_about("host"), then=True), default=False)
    rows = (
        StaffExchange.objects.published()
        .filter(**between)
        .annotate(theme=theme, was_brought=was_brought)
        .order_by(LATEST_FIRST, "slug")
    )
    for slug, theme_slug, day, brought, *told in rows.values_list(
        *("slug", "theme", "start_on", "was_brought"), *("title", "sender__slug", "host__slug")
    ):
        title, sender, host = told
        address = reverse("workgroups:exchange-detail", args=[slug])
        themes = frozenset(filter(None, [theme_slug]))
        yield Stay(title, address, sender, host, themes, day.year if day else None, brought)


def _was_about(side: str) -> Q:
    """Return what selects the exchanges in which a practice of this side was discussed, or passed on."""
    discussed = Practice.objects.published().filter(discussed_at=OuterRef("pk"), partner=OuterRef(side))
    passed_on = Transfer.objects.published().filter(exchange=OuterRef("pk"), practice__partner=OuterRef(side))
    return Q(Exists(discussed)) | Q(Exists(passed_on))


def _passages(partners: Collection[str]) -> Iterator[Passage]:
    ours = Transfer.objects.published().filter(receiving_partner__slug__in=partners).order_by("slug")
    groups = WorkingGroup.objects.published().filter(
        practices__transfers__receiving_partner__slug__in=partners
    )
    themes = _by_key(groups.order_by().values_list("practices__transfers__pk", "slug"))
    for pk, slug, practice, title, giver, taker, stage in ours.values_list(
        *("pk", "slug", "practice__slug", "practice__title"),
        *("practice__partner__slug", "receiving_partner__slug", "stage"),
    ):
        address = reverse("practices:practice-detail", args=[practice]) + f"#{slug}"
        yield Passage(title, address, giver if giver in partners else "", taker, stage, themes[pk])
