"""What samples are made of: the longest words, usual ones, and records that are never saved."""

import datetime
from typing import Any, NamedTuple

from django.db.models import Model

from clusterix.publishing.prose import clean
from clusterix.publishing.prose_field import is_prose
from clusterix.publishing.records import Status

# The longest that people write: they have to break somewhere in the narrowest window.
GERMAN = "Donaudampfschifffahrtsgesellschaftskapitänsvereinigung"
ROMANIAN = "Agenţia pentru Dezvoltare Regională Nord-Est, Direcţia internaţionalizării întreprinderilor"
REGION = "Nordoststeiermärkische Wirtschaftsförderungsgebietskörperschaft"
LONG = f"{GERMAN}: {ROMANIAN}, Rechtsschutzversicherungsgesellschaften"
USUAL = "What was tried, by whom and with what effect, in one sentence for a busy reader."
PROSE = "<p>A first paragraph says what happened.</p><p>A second one gives a figure: 34 firms by 2019.</p>"
THEMES = {
    "terracotta": "Innovation services for SMEs",
    "blue": "Digitalisation",
    "violet": "3D printing",
    "green": "Monitoring and evaluation",
    "ochre": "Public-private innovation",
    "teal": "Services for cluster managers",
}
YEARS = {
    "start_on": datetime.date(2016, 1, 1),
    "start_precision": "year",
    "end_on": datetime.date(2019, 12, 31),
    "end_precision": "year",
}
DAYS = {"start_on": datetime.date(2018, 2, 27), "end_on": datetime.date(2018, 3, 1)}


class Three(NamedTuple):
    usual: Any
    long: Any
    bare: Any


def made(model: type[Model], **given: Any) -> Any:
    """Return a published record with what its relations hold, so that showing it asks no database.

    `public_…` are the related records that the QuerySets prefetch under this name.
    """
    columns = {field.name for field in model._meta.concrete_fields}
    given |= {"status": Status.PUBLISHED} if "status" in columns else {}
    told = {name: clean(value) if is_prose(model, name) else value for name, value in given.items()}
    record: Any = model(pk=1, **{name: value for name, value in told.items() if name in columns})
    record._prefetched_objects_cache = {}
    for name in given.keys() - columns:
        model._meta.get_field(name.removeprefix("public_"))  # a relation that is gone stops here
        if name.startswith("public_"):
            setattr(record, name, given[name])
        else:
            record._prefetched_objects_cache[name] = given[name]
    return record
