"""What every record of the knowledge base has in common: a status, sources, moments."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .moments import ThisMoment, plausible_moment
from .prose_field import ProseField
from .seeing import seen_as_public
from .signals import many_changed, many_changing
from .trash import belongs_to, leave_to_trash, out_of_trash


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class Records(models.Manager):
    """The records themselves, without working copies of published ones and what is in the trash."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(out_of_trash(self.model), copy_of__isnull=True)


def public_q(path: str = "") -> Q:
    """Return the condition that visitors see a record now: itself, or the one that `partner__` leads to."""
    begun = Q(**{f"{path}public_from__isnull": True}) | Q(**{f"{path}public_from__lte": ThisMoment()})
    not_over = Q(**{f"{path}public_until__isnull": True}) | Q(**{f"{path}public_until__gt": ThisMoment()})
    is_out = Q(**{f"{path}status": Status.PUBLISHED, f"{path}trashed_at__isnull": True})
    return is_out & begun & not_over


def public_at(model: Any, path: str = "") -> Q:
    """Return what selects the records of the model that have a public one at the end of the path.

    In a preview, and only there, the record that it shows counts as public.
    """
    return public_q(f"{path}__" if path else "") | seen_as_public(model, path)


class RecordQuerySet(models.QuerySet):
    """Selections of records. A kind whose publication hangs on another record narrows `published`."""

    def published(self) -> Self:
        """Return the records that visitors may see."""
        return self.filter(public_at(self.model))

    def for_cards(self) -> Self:
        """Return the records with all that their cards show. A kind whose card needs joins names them."""
        return self

    def for_page(self) -> Self:
        """Return the records with what their pages show beyond the cards of related ones."""
        return self.for_cards()

    def update(self, **values: Any) -> int:
        pks = list(self.order_by().values_list("pk", flat=True))
        with self._told(pks):
            return super().update(**values)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        with self._told([]) as pks:
            written = super().bulk_create(objs, *args, **kwargs)
            pks += [record.pk for record in written if record.pk]
        return written

    @contextmanager
    def _told(self, pks: list[int]) -> Iterator[list[int]]:
        """Tell those who listen, such as the catalogue of lists, of records written past their `save`."""
        with transaction.atomic(using=self.db):
            many_changing.send(self.model, pks=pks)
            yield pks
            many_changed.send(self.model, pks=pks)


class SluggedQuerySet(RecordQuerySet):
    """Selections of records that have an address of their own."""

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)


class Record(models.Model):
    """One entry of the knowledge base, public while its status is "published", within its moments.

    `parts` are the relations to what belongs to the record alone, and is copied, kept and compared with it.
    `edited_by` are the paths to the users who edit it because it is their own partner's or group's.
    `needed` are fields that may be empty in a draft, but not in a record that is handed in for review.
    `shown_on` is the relation to the record on whose page it is shown, where it has no page of its own.
    `owner` is the path to the organisation that it is counted under at the desk.
    `story` are the sections that a full record tells; a kind that has them counts them in a field `told`.
    """

    parts: tuple[str, ...] = ()
    edited_by: tuple[str, ...] = ()
    needed: tuple[str, ...] = ("sources",)
    shown_on: str = ""
    owner: str = ""
    story: tuple[str, ...] = ()

    copy_of = models.OneToOneField(
        "self",
        verbose_name=_("working copy of"),
        on_delete=models.CASCADE,
        related_name="working_copy",
        null=True,
        editable=False,
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status,
        default=Status.DRAFT,
        db_index=True,
        help_text=_("Visitors see published records only."),
    )
    public_from = models.DateTimeField(
        _("public from"),
        null=True,
        blank=True,
        validators=[plausible_moment],
        help_text=_("Visitors see the published record from this moment on. Empty: at once."),
    )
    public_until = models.DateTimeField(
        _("public until"),
        null=True,
        blank=True,
        validators=[plausible_moment],
        help_text=_("From this moment on visitors do not see it any more. Empty: it stays."),
    )
    sources = models.ManyToManyField(
        "publishing.Source",
        verbose_name=_("sources"),
        blank=True,
        related_name="+",
        help_text=_("Where the facts of this record come from."),
    )
    editors_note = ProseField(
        _("editors’ note"),
        blank=True,
        help_text=_("Shown to readers: what the editors concluded themselves and no source states."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    trashed_at = models.DateTimeField(_("in the trash since"), null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(copy_of__isnull=True) | Q(status__in=["draft", "in_review"]),
                name="%(app_label)s_%(class)s_copy_is_not_public",
                violation_error_message=_("A working copy is a draft or in review."),
            ),
            models.CheckConstraint(
                condition=Q(public_from__isnull=True)
                | Q(public_until__isnull=True)
                | Q(public_until__gt=F("public_from")),
                name="%(app_label)s_%(class)s_public_until_after_from",
                violation_error_message=_("The end of publication has to be later than its start."),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.updated_at = timezone.now()
        if self.is_published and (self.published_at is None or self.published_at > self.updated_at):
            self.published_at = max(self.updated_at, self.public_from or self.updated_at)
        with transaction.atomic():  # with what listens to the saving, such as the catalogue of lists
            super().save(*args, **kwargs)

    def clean_with(self, parts: dict[str, list[Any]], before: Any = None) -> None:
        """Check the record together with its parts, by relation, and with the record that it was before.

        `clean()` knows neither. Whatever writes records for people asks this too; raises ValidationError.
        """

    def validate_constraints(self, exclude: Any = None) -> None:
        """Check of a working copy, too, what must be unique, as if it stood in its record's place."""
        exclude = set(exclude or ()) - {"copy_of"}
        super().validate_constraints(exclude)
        in_place = copy(self)
        if self.copy_of_id:  # type: ignore[attr-defined]
            in_place.pk, in_place.copy_of_id = self.copy_of_id, None  # type: ignore[attr-defined]
        for rule in self._meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and not exclude.intersection(rule.fields):
                if self.copy_of_id:  # type: ignore[attr-defined]
                    _validate(rule, in_place, exclude)
                leave_to_trash(rule, in_place)

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def unknown_sections(self) -> list[str]:
        """Return the names of the story's sections that nothing is known for."""
        return [
            str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in self.story
            if not getattr(self, name)
        ]

    @property
    def sections_told(self) -> int:
        return len(self.story) - len(self.unknown_sections)

    @property
    def completeness(self) -> str:
        """Return how much of the story is told: "5 of 8 sections"."""
        return gettext("%(told)d of %(all)d sections") % {"told": self.sections_told, "all": len(self.story)}

    @property
    def is_public(self) -> bool:
        """Say of one record what `published()` says of many: may visitors see it?"""
        now = timezone.now()
        has_begun = self.public_from is None or self.public_from <= now
        is_over = self.public_until is not None and self.public_until <= now
        return self.is_published and self.trashed_at is None and has_begun and not is_over


def _validate(rule: models.UniqueConstraint, record: Record, exclude: set[str]) -> None:
    try:
        rule.validate(type(record), record, exclude)
    except ValidationError as fault:
        raise ValidationError({rule.fields[0]: fault.messages}) from None


def whole(record: Any) -> Any:
    """Return the record that this is a part of, where its class names one as `part_of`; else itself."""
    return getattr(record, record.part_of) if hasattr(record, "part_of") else record


def is_in_trash(record: Any) -> bool:
    """Say whether the record, or what it is a part or a working copy of or belongs to, is in the trash."""
    record = whole(record)
    record = getattr(record, "copy_of", None) or record
    if not isinstance(record, Record):
        return False
    wholes = (getattr(record, name) for name in belongs_to(type(record)))
    return record.trashed_at is not None or any(is_in_trash(one) for one in wholes)


def key_in_place(record: Any) -> int:
    """Return the key of the record; of a working copy, that of the record in whose place it is to stand."""
    return getattr(record, "copy_of_id", None) or record.pk


def public(record: Record | None) -> Any:
    """Return the record if visitors may see it, else None."""
    return record if record is not None and record.is_public else None
