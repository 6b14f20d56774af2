from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from clusterix.publishing.admin import PERIOD, PUBLICATION, RecordAdmin

from .models import Action, ActionPlan, Evidence, Indicator, LevelAddressed, Reading, Recommendation


class LevelAddressedInline(admin.TabularInline):
    model = LevelAddressed
    extra = 0
    max_num = len(LevelAddressed.Level)


class EvidenceInline(admin.TabularInline):
    model = Evidence
    autocomplete_fields = ("practice",)
    extra = 0


@admin.register(Recommendation)
class RecommendationAdmin(RecordAdmin):
    list_display = ("title", "status", "order", "topic", "updated_at")
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


class ActionInline(admin.StackedInline):
    model = Action
    autocomplete_fields = ("practices", "recommendations")
    extra = 0


class IndicatorInline(admin.TabularInline):
    model = Indicator
    extra = 0
    show_change_link = True


@admin.register(ActionPlan)
class ActionPlanAdmin(RecordAdmin):
    list_display = ("title", "status", "partner", "period", "updated_at")
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


class ReadingInline(admin.TabularInline):
    model = Reading
    extra = 0


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    list_display = ("name", "plan", "unit", "baseline", "target")
    list_filter = ("plan",)
    search_fields = ("name", "plan__title")
    autocomplete_fields = ("plan",)
    inlines = (ReadingInline,)
