from collections import Counter
from operator import attrgetter
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from clusterix.browse.facets import (
    AskedFacet,
    ChoiceFacet,
    CountryFacet,
    EitherFacet,
    OwnCountryFacet,
    RecordFacet,
    TagFacet,
    YearFacet,
    YesNoFacet,
)
from clusterix.browse.filters import BrowseFilterSet
from clusterix.browse.places import PlaceFacet
from clusterix.browse.sorts import NEWEST, Sort
from clusterix.browse.texts import Texts
from clusterix.publishing.periods import going_on_in

from .models import Practice, Service, Transfer

LIST, MAP, MATRIX = {"list": _("List")}, {"map": _("Map")}, {"matrix": _("Table")}
PUBLIC_TRANSFERS = Transfer.objects.published().filter(practice=OuterRef("pk")).order_by().values("practice")
MOST_TRANSFERRED = Sort(
    _("most transferred"),
    ("-transfers_count",),
    (Coalesce(Subquery(PUBLIC_TRANSFERS.annotate(Count("pk")).values("pk__count")), 0).desc(),),
)


class ToldFacet(AskedFacet):
    """A filter by which of these texts of its own a record tells, by their names."""

    def __init__(self, label: Any, **names: Any) -> None:
        super().__init__(*names, label=label)
        self.names = names

    def told(self, record: Any) -> list[str]:
        return [name for name in self.paths if getattr(record, name)]

    def matches(self, value: str) -> Q:
        return ~Q(**{value: ""}) if value in self.names else Q(pk=None)


class PracticeFilter(BrowseFilterSet):
    theme = RecordFacet("working_groups", label=_("Theme"))
    country = CountryFacet("country", label=_("Country"))
    partner = RecordFacet("partner", label=_("Partner"), name="short_name")
    scope = ChoiceFacet("scope", _("Scope"), Practice.Scope)
    outcome = ChoiceFacet("outcome", _("Did it work?"), Practice.Outcome)
    tells = ToldFacet(
        _("Tells of"), difficulties=_("Difficulties and lessons"), limits=_("What it did not achieve")
    )
    tag = TagFacet("tags__slug", label=_("Tag"))
    year = YearFacet(_("Active in"), going_on_in)
    place = PlaceFacet(_("Place"), name=attrgetter("spot"))

    views = LIST | MAP
    texts = Texts(
        title=("title",),
        names=("tags__name", "working_groups__name", "partner__short_name", "partner__name"),
        body=(
            *("organisation", "region", "city", "problem", "approach", "beneficiaries", "resources"),
            *("evidence", "difficulties", "transferability", "limits", "editors_note"),
            *("opinions__text", "opinions__name"),
        ),
    )
    sorts = {
        "told": Sort(_("most fully told"), ("-told", "title")),
        "newest": NEWEST,
        "title": Sort(_("title"), ("title",)),
        "start": Sort(_("latest start"), ("-start_on", "title")),
        "transferred": MOST_TRANSFERRED,
    }


class TransferFilter(BrowseFilterSet):
    theme = RecordFacet("practice__working_groups", label=_("Theme"))
    stage = ChoiceFacet("stage", _("Stage"), Transfer.Stage)
    route = ChoiceFacet("route", _("Route"), Transfer.Route)
    giver = EitherFacet("practice__partner", "practice__organisation", label=_("From"), name="short_name")
    receiver = EitherFacet("receiving_partner", "receiving_organisation", label=_("To"), name="short_name")
    giving_country = OwnCountryFacet("practice__country", "practice__partner", label=_("Giving country"))
    country = OwnCountryFacet("country", "receiving_partner", label=_("Receiving country"))
    partner = RecordFacet(
        "receiving_partner", "practice__partner", label=_("Giving or receiving partner"), name="short_name"
    )
    year = YearFacet(_("Active in"), going_on_in)

    views = LIST | MAP | MATRIX
    texts = Texts(
        title=("practice__title",),
        summary=("practice__summary",),
        names=(
            *("receiving_partner__short_name", "receiving_partner__name"),
            *("practice__partner__short_name", "practice__partner__name"),
        ),
        body=("receiving_organisation", "region", "changed", "result", "steps__note", "editors_note"),
    )
    sorts = {
        "latest": Sort(_("latest first"), ("-start_on",)),
        "title": Sort(_("practice"), ("practice__title",)),
        "newest": NEWEST,
    }


class PayerFacet(ChoiceFacet):
    """A filter by whose money pays; what two pay together is found under each of them."""

    def told(self, record: Any) -> list[str]:
        return sorted(Service.PAYING.get(record.payer_kind, ()))

    def matches(self, value: str) -> Q:
        return Q(payer_kind__in=[kind for kind, payers in Service.PAYING.items() if value in payers])

    def counts(self, qs: QuerySet) -> Counter[str]:
        found: Counter[str] = Counter()
        for kind, count in qs.order_by().values_list("payer_kind").annotate(Count("pk", distinct=True)):
            found.update(dict.fromkeys(Service.PAYING.get(kind, ()), count))
        return found


class ServiceFilter(BrowseFilterSet):
    theme = RecordFacet("working_groups", label=_("Theme"))
    status = ChoiceFacet("experience", _("Experience so far"), Service.Experience)
    stage = ChoiceFacet("stage", _("Stage of cluster"), Service.Stage)
    payer = PayerFacet("payer_kind", _("Who pays"), Service.PayerKind)
    open = YesNoFacet("is_open_to_others", label=_("Open to other regions"))
    country = CountryFacet("country", label=_("Country"))
    provider = EitherFacet("partner", "provider", label=_("Provider"), name="short_name")
    partner = RecordFacet("partner", label=_("Partner"), name="short_name")
    partner.is_offered = False  # as a provider it is; addresses from elsewhere name it so

    views = LIST | MATRIX
    texts = Texts(
        title=("name",),
        names=("partner__short_name", "partner__name"),
        body=("description", "provider", "payer", "lessons", "editors_note"),
    )
    sorts = {"title": Sort(_("name"), ("name",)), "newest": NEWEST}
