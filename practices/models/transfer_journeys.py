"""Transfers as maps show them: from place to place, by what is public and no more."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Case, F, FilteredRelation, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django_countries import countries

from clusterix.maps.middles import MIDDLES
from clusterix.maps.sites import Journey, Site, Topic
from clusterix.publishing.places import PositionPrecision
from clusterix.publishing.records import SluggedQuerySet, public_q
from clusterix.publishing.seeing import seen_now
from partners.models import Partner

from .practice import Practice

GIVER, TAKER, THEME = "practice__partner", "receiving_partner", "practice__working_groups"
PLACE = ("latitude", "longitude", "region", "city", "country")
MOST_JOURNEYS = 200  # more than a picture bears
PARTNER = ("slug", "short_name", *PLACE)


class Travelling(SluggedQuerySet):
    """Selections of transfers that can say where they went."""

    def journeys(self) -> list[Journey]:
        """Return the journeys of these transfers, the latest ones, in one query.

        A practice starts at its own place, or at its partner's. It ends at the receiving partner's; where the
        receiver is none of the partners, at what the database has for the region of that name. Where no place
        is known but a country is, its middle stands for it; where the map has no middle of it, its name.
        """
        latest = self.model._default_manager.filter(pk__in=self.values("pk")[:MOST_JOURNEYS])
        rows = latest.annotate(
            about=FilteredRelation(THEME, condition=public_q(f"{THEME}__")),
            region_latitude=_of_region("latitude"),
            region_longitude=_of_region("longitude"),
            **{f"giver_{name}": _if_public(GIVER, name) for name in PARTNER},
            **{f"taker_{name}": _if_public(TAKER, name) for name in PARTNER},
        ).values(
            *("slug", "stage", "region", "country", "receiving_organisation"),
            *(f"about__{name}" for name in ("order", "pk", "short_name", "colour")),
            *(f"practice__{name}" for name in ("title", "slug", "organisation", *PLACE)),
            *("region_latitude", "region_longitude"),
            *(f"{side}_{name}" for side in ("giver", "taker") for name in PARTNER),
        )
        stage: Any = self.model._meta.get_field("stage")
        stages = dict(stage.flatchoices)
        found = [list(one) for _slug, one in groupby(rows, key=itemgetter("slug"))]  # a row for each theme
        return [_journey(one[0], str(stages[one[0]["stage"]]), _themes_of(one)) for one in found]


def _if_public(partner: str, name: str) -> Case:
    """Return what the partner's column holds; of a partner that is previewed, what it would hold."""
    column: Any = Partner._meta.get_field(name)
    seen = seen_now()
    whens = [When(public_q(f"{partner}__"), then=F(f"{partner}__{name}"))]
    if seen and seen.is_model(Partner):
        told = Value(column.value_from_object(seen.edited), output_field=column)
        whens.insert(0, When(**{f"{partner}__pk": seen.place.pk}, then=told))
    return Case(*whens)


def _of_region(name: str) -> Coalesce:
    """Return the coordinate of the receiving region: its partner's, or that of a practice of all of it."""
    there = {"region": OuterRef("region"), "country": OuterRef("country"), "latitude__isnull": False}
    partners = Partner.objects.published().filter(**there).exclude(region="").order_by("pk")
    practices = Practice.objects.published().filter(**there, position_precision=PositionPrecision.REGION)
    practices = practices.exclude(region="").order_by("pk")
    return Coalesce(Subquery(partners.values(name)[:1]), Subquery(practices.values(name)[:1]))


def _themes_of(rows: Iterable[dict[str, Any]]) -> tuple[Topic, ...]:
    """Return the themes of one transfer's rows, in the order of the working groups."""
    told = sorted((row["about__order"], row["about__pk"], row) for row in rows if row["about__pk"])
    return tuple(Topic(row["about__short_name"], row["about__colour"]) for _order, _pk, row in told)


def _journey(row: dict[str, Any], stage: str, themes: tuple[Topic, ...]) -> Journey:
    address = reverse("practices:practice-detail", args=[row["practice__slug"]]) + f"#{row['slug']}"
    own = {name: row[f"practice__{name}"] for name in PLACE}
    giver = {name: row[f"giver_{name}"] for name in PARTNER}
    taker = {name: row[f"taker_{name}"] for name in PARTNER}
    there = {name: row[name] for name in ("region", "country")}
    there |= {name: row[f"region_{name}"] for name in ("latitude", "longitude")}
    return Journey(
        name=row["practice__title"],
        address=address,
        giver=giver["short_name"] or row["practice__organisation"] or _named(own),
        taker=taker["short_name"] or row["receiving_organisation"] or _named(there),
        start=_site(own, giver, address) or _site(giver, giver, address) or _middle(own, giver, address),
        end=_site(taker, taker, address) or _site(there, {}, address) or _middle(there, taker, address),
        state=stage,
        themes=themes,
        from_country=_country_name(_country(own, giver)),
        to_country=_country_name(_country(there, taker)),
    )


def _named(place: dict[str, Any]) -> str:
    country = _country_name(place["country"])
    return ", ".join(part for part in (place["region"] or place.get("city"), country) if part)


def _country(place: dict[str, Any], partner: dict[str, Any]) -> str:
    """Return the code of the country, the place's own or its partner's."""
    return str(place["country"] or partner["country"] or "")


def _country_name(code: Any) -> str:
    return str(countries.name(code)) if code else ""


def _site(place: dict[str, Any], partner: dict[str, Any], address: str) -> Site | None:
    """Return the place where it has a position; a partner's own page speaks for it where there is one."""
    if place["latitude"] is None:
        return None
    slug = partner.get("slug")
    return Site(
        name=_named(place),
        label=place["region"] or place.get("city") or "",
        latitude=float(place["latitude"]),
        longitude=float(place["longitude"]),
        address=reverse("partners:partner-detail", args=[slug]) if slug else address,
        rank=1 if slug else 2,
    )


def _middle(place: dict[str, Any], partner: dict[str, Any], address: str) -> Site | None:
    """Return the middle of the country, the place's own or its partner's, where the map knows it."""
    code = _country(place, partner)
    if code not in MIDDLES:
        return None
    name = _country_name(code)
    return Site(name, name, *MIDDLES[code], address, rank=3, is_middle=True)
