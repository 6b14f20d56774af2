import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .words.analysis import words_of
from .words.query import Phrase, phrase_of


class Entry(models.Model):
    """What lists and search know of one public record; made anew whenever the record changes.

    `facets` are its values by facet, `keys` what each sort of its list goes by, `cards` its card as HTML by
    language and variant, `words` its texts as the analyser writes them. The database keeps a full-text index
    of `words` itself: a table with triggers on SQLite, a column on PostgreSQL (migration 0002). A later
    migration that rebuilds this table on SQLite has to make the triggers again.
    """

    kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    address = models.CharField(max_length=300)
    facets = models.JSONField(default=dict)
    keys = models.JSONField(default=dict)
    cards = models.JSONField(default=dict)
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("kind", "record_id"), name="browse_entry_once")]

    def __str__(self) -> str:
        return self.title


def _token() -> str:
    return secrets.token_hex(8)


class Change(models.Model):
    """One line of the log that tells every process which entries are not what they were.

    Without an entry, everything of the kind has changed. The token tells a line from one that took its number
    after a rollback or a restored backup.
    """

    kind = models.CharField(max_length=60)
    entry_id = models.BigIntegerField(null=True)
    token = models.CharField(max_length=16, default=_token)

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id or ''}"


class Edition(models.Model):
    """The edition of the program that wrote the entries."""

    fingerprint = models.CharField(max_length=20, primary_key=True)

    def __str__(self) -> str:
        return self.fingerprint


class Carried(models.Model):
    """The moment up to which entries say what editors have scheduled; one row, none before the first time."""

    ONLY = 1  # its primary key

    until = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.until)


class KnownWord(models.Model):
    """A word that occurs, or once occurred, in a public text: for suggestions and mended typing errors."""

    word = models.CharField(primary_key=True, max_length=64)
    shown = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.shown


class SynonymQuerySet(models.QuerySet):
    def get_by_natural_key(self, terms: str) -> Any:
        return self.get(terms=terms)


class Synonyms(models.Model):
    """Words and phrases of the field that mean the same to those who search."""

    MOST = 12

    terms = models.CharField(
        _("words that mean the same"),
        max_length=400,
        unique=True,
        help_text=_("Words or phrases, separated by commas: additive manufacturing, 3D printing."),
    )

    objects = SynonymQuerySet.as_manager()

    class Meta:
        ordering = ("terms",)
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self) -> str:
        return self.terms

    def natural_key(self) -> tuple[str]:
        return (self.terms,)

    def clean(self) -> None:
        if not 2 <= len(self.phrases) <= self.MOST:
            message = _("Give two to %(most)d words or phrases, separated by commas.")
            raise ValidationError({"terms": ValidationError(message, params={"most": self.MOST})})

    @property
    def phrases(self) -> list[Phrase]:
        return [phrase_of(term) for term in self.terms.split(",") if words_of(term)]
