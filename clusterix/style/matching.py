"""The page of needs and offers, shown with samples: one need with two offers, one unmet, and two partners."""

import re

from django.http import HttpRequest
from django.utils.safestring import SafeString

from clusterix.matching.asking import Asked
from clusterix.matching.known import Known, Named, Passage, Said, Stay, Thing
from clusterix.matching.views import shown
from partners.models import SwotEntry

from .making import LONG, USUAL
from .pages import part

TEMPLATE = "matching/needs_and_offers.html"
CHOICE_AND_NEEDS = re.compile(r'<form class="match-choice".*</section>', re.DOTALL)
PAIR = re.compile(r'<section class="match-part">.*</section>', re.DOTALL)
THEME, OTHER = frozenset({"printing"}), frozenset({"digital"})
POLICIES = SwotEntry.Dimension.POLICIES.value
KNOWN = Known(
    partners={
        slug: Named(slug, name) for slug, name in {"one": "One", "two": LONG, "three": "Three"}.items()
    },
    themes={
        "printing": Named("printing", "3D printing", "violet"),
        "digital": Named("digital", LONG, "blue"),
    },
    needs=(Said("one", POLICIES, USUAL, THEME), Said("two", POLICIES, LONG, OTHER)),
    strengths=(Said("two", POLICIES, LONG, THEME), Said("three", POLICIES, USUAL, THEME)),
    practices=tuple(Thing(f"{LONG} {n}", "#matching", "two", THEME) for n in range(5)),
    services=(Thing(USUAL, "#matching", "two", THEME),),
    stays=(
        Stay(LONG, "#matching", "one", "two", THEME, 2019),
        Stay(USUAL, "#matching", "three", "two", THEME),
    ),
    passages=(Passage(USUAL, "#matching", "two", "one", "adapting", THEME),),
    members=frozenset({("one", "printing"), ("two", "printing")}),
)


def needs_and_offers(request: HttpRequest) -> list[SafeString]:
    return [
        part(request, TEMPLATE, CHOICE_AND_NEEDS, shown(Asked(), KNOWN)),
        part(request, TEMPLATE, PAIR, shown(Asked("two", "one"), KNOWN)),
        part(request, TEMPLATE, PAIR, shown(Asked("three"), KNOWN)),
    ]
