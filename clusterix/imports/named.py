"""What the cells of a file name: other records by their addresses, looked up once for the whole file."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from clusterix.desk.snapshots import pair_of
from clusterix.publishing import rights
from clusterix.publishing.batches import batches

AT_ONCE = 500


class Named:
    """The records of one kind that a file names, and whether the person may refer to them."""

    def __init__(self, model: Any, person: Any) -> None:
        self.model, self.person = model, person
        self.records: dict[str, Any] = {}
        self.slugs: dict[int, str] = {}
        self.offered: set[int] = set()

    def look_up(self, slugs: Iterable[str]) -> None:
        """Read the records of these addresses, a few hundred at a time."""
        wanted = sorted(set(slugs) - set(self.records))
        for some in batches(wanted, AT_ONCE):
            found = self.model._default_manager.filter(slug__in=some)
            self._keep(found)
            offered = rights.offered(self.model, self.person).filter(slug__in=some)
            self.offered |= set(offered.order_by().values_list("pk", flat=True))

    def look_up_keys(self, keys: Iterable[int]) -> None:
        for some in batches(sorted(set(keys) - set(self.slugs)), AT_ONCE):
            self._keep(self.model._default_manager.filter(pk__in=some))

    def _keep(self, records: Any) -> None:
        for record in records:
            self.records[record.slug] = record
            self.slugs[record.pk] = record.slug

    def find(self, slug: str, before: list[int]) -> dict[str, Any]:
        """Return what a snapshot says of the record; `before` are the keys that the field names now."""
        if slug not in self.records:
            self.look_up([slug])
        record = self.records.get(slug)
        if record is None or (record.pk not in self.offered and record.pk not in before):
            told = {"kind": self.model._meta.verbose_name, "slug": slug}
            raise ValueError(_("There is no %(kind)s “%(slug)s”, or it is not yours to name.") % told)
        return pair_of(record)

    def slug_of(self, key: int) -> str:
        if key not in self.slugs:
            self.look_up_keys([key])
        return self.slugs.get(key, "")

    def at(self, key: int) -> Any:
        """Return the record of this key, once it has been looked up."""
        return self.records.get(self.slug_of(key))


class Known:
    """What a file names, by kind."""

    def __init__(self, person: Any) -> None:
        self.person = person
        self._of: dict[Any, Named] = {}

    def of(self, model: Any) -> Named:
        return self._of.setdefault(model, Named(model, self.person))
