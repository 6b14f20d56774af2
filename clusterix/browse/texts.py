from dataclasses import dataclass
from typing import Any

from .values import values_at


@dataclass(frozen=True)
class Texts:
    """The texts that a kind of record is found by, as paths from the record; the first weigh most.

    `names` are those of its tags and partners.
    """

    title: tuple[str, ...]
    summary: tuple[str, ...] = ("summary",)
    names: tuple[str, ...] = ()
    body: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        return self.title + self.summary + self.names + self.body

    def of(self, record: Any) -> tuple[str, str, str, str]:
        """Return the record's title, summary, names and body."""
        fields = (self.title, self.summary, self.names, self.body)
        title, summary, names, body = (
            "\n".join(str(value) for path in paths for value in values_at(record, path)) for paths in fields
        )
        return title, summary, names, body
