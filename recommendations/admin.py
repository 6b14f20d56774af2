from typing import Any

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusterix.desk.admin import FORM_FIELDS, PERIOD, PUBLICATION, RecordAdmin
from clusterix.desk.counted import Counted
from clusterix.desk.guarded import Guarded
from clusterix.imports.admin import Imported

from . import deciding
from .models import (
    Action,
    ActionPlan,
    Answer,
    Evidence,
    Indicator,
    LevelAddressed,
    Reading,
    Recommendation,
    Uptake,
)


class LevelAddressedInline(admin.StackedInline):
    model = LevelAddressed
    formfield_overrides = FORM_FIELDS
    extra = 0
    max_num = len(LevelAddressed.Level)


class EvidenceInline(admin.TabularInline):
    model = Evidence
    autocomplete_fields = ("practice",)
    extra = 0


@admin.register(Recommendation)
class RecommendationAdmin(Imported, RecordAdmin):
    list_display = ("title", "state", "order", "topic", "updated_at")
    list_filter = ("status", "working_groups", "levels__level")
    search_fields = ("title", "topic", "summary")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("working_groups", "sources")
    inlines = (LevelAddressedInline, EvidenceInline)
    fieldsets = (
        (None, {"fields": ("title", "slug", "order", "topic", "working_groups", "summary")}),
        (_("The advice"), {"fields": ("why", "what_to_do", "addressees")}),
        PUBLICATION,
    )


@admin.register(Answer)
class AnswerAdmin(Counted):
    """Answers are accepted or refused; what a reader wrote is nobody's to change."""

    list_display = ("__str__", "recommendation", "comment", "may_be_shown", "state", "received_at")
    list_filter = ("state", "applies", "level", ("recommendation", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("recommendation",)
    search_fields = ("comment", "organisation", "recommendation__title")
    readonly_fields = (
        *("recommendation", "applies", "level", "country", "comment", "organisation", "may_be_shown"),
        "received_at",
    )
    fields = (*readonly_fields, "state")
    actions = (deciding.accept, deciding.refuse)

    def has_add_permission(self, request: Any) -> bool:
        return False

    def save_model(self, request: Any, obj: Answer, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "state" in form.changed_data:
            deciding.tell(obj, form.initial["state"], request.user)


class ActionInline(admin.StackedInline):
    model = Action
    autocomplete_fields = ("practices", "exchanges")
    extra = 0
    show_change_link = True


class IndicatorInline(admin.TabularInline):
    model = Indicator
    extra = 0
    show_change_link = True


@admin.register(ActionPlan)
class ActionPlanAdmin(RecordAdmin):
    list_display = ("title", "state", "partner", "period", "updated_at")
    list_filter = ("status", "partner")
    search_fields = ("title", "policy_instrument", "partner__short_name")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("partner", "sources")
    list_select_related = ("partner",)
    inlines = (ActionInline, IndicatorInline)
    fieldsets = (
        (None, {"fields": ("title", "slug", "partner", "policy_instrument", *PERIOD)}),
        (_("What it is about"), {"fields": ("summary", "description")}),
        PUBLICATION,
    )


class ReadingsOfDays(BaseInlineFormSet):
    """Readings are of single days: two of one day would be two answers to one question."""

    def get_unique_error_message(self, unique_check: Any) -> str:
        return gettext("An indicator has one reading a day: two of these are of the same day.")

    def get_form_error(self) -> str:
        return gettext("Another row here is of the same day: change one of the two, or delete it.")


class ReadingInline(admin.TabularInline):
    model = Reading
    formset = ReadingsOfDays
    extra = 0


class OfPlan(Guarded):
    """A part of a plan with parts of its own: they are entered here; it comes and goes on the plan's page."""

    list_filter = (("plan", admin.RelatedOnlyFieldListFilter),)  # the titles of others' drafts are no choice
    readonly_fields = ("plan",)
    change_form_template = "recommendations/part_at_the_desk.html"

    def get_queryset(self, request: Any) -> Any:
        """List no parts of working copies beside those of their plans."""
        found = super().get_queryset(request)
        is_list = request.resolver_match.url_name.endswith("_changelist")
        return found.filter(plan__copy_of__isnull=True) if is_list else found

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class UptakeInline(admin.TabularInline):
    model = Uptake
    autocomplete_fields = ("recommendation",)
    extra = 0


@admin.register(Action)
class ActionAdmin(OfPlan):
    list_display = ("title", "plan", "timeframe")
    search_fields = ("title", "plan__title")
    list_select_related = ("plan",)
    autocomplete_fields = ("practices", "exchanges")
    inlines = (UptakeInline,)


@admin.register(Indicator)
class IndicatorAdmin(OfPlan):
    list_display = ("name", "plan", "unit", "baseline", "target")
    search_fields = ("name", "plan__title")
    inlines = (ReadingInline,)
