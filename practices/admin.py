from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from taggit import admin as taggit_admin  # noqa: F401  (registers what we replace)
from taggit.models import Tag

from clusterix.desk.admin import FORM_FIELDS, IN_USE, PERIOD, PLACE, PUBLICATION, RecordAdmin
from clusterix.desk.forms import DeskForm, PartForm, RecordForm
from clusterix.desk.guarded import Guarded
from clusterix.desk.together import PartsTogether
from clusterix.imports.admin import Imported

from .interest_admin import InterestAdmin
from .models import Approach, Attachment, Image, Interest, Link, Opinion, Practice, Service, Step, Transfer

# taggit's own desk page does not know how practices are tagged: its merge would leave them as they were.
admin.site.unregister(Tag)
admin.site.register(Interest, InterestAdmin)


class TagForm(DeskForm):
    class Meta:
        labels = {"slug": _("Address")}


@admin.register(Tag)
class TagAdmin(Guarded):
    form = TagForm
    list_display = ("name", "address")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    formfield_overrides = FORM_FIELDS

    @admin.display(description=_("address"), ordering="slug")
    def address(self, tag: Tag) -> str:
        return tag.slug


class LinkInline(admin.TabularInline):
    model = Link
    formfield_overrides = FORM_FIELDS
    extra = 0


class ImageInline(admin.StackedInline):
    model = Image
    form = PartForm
    extra = 0
    fields = ("file", ("alt_text", "is_decorative"), "caption", ("credit", "licence"), "order")


class AttachmentInline(admin.TabularInline):
    model = Attachment
    form = PartForm
    extra = 0
    fields = ("title", "file", "credit", "licence", "order")


class OpinionInline(admin.StackedInline):
    """What experts say: the roles let managers write it and a partner's editors read it."""

    model = Opinion
    formfield_overrides = FORM_FIELDS
    extra = 0
    fields = ("text", ("name", "role"), "signed_on", "order")


class PracticeForm(RecordForm):
    def clean_tags(self) -> list[str]:
        tags = self.cleaned_data["tags"]
        limit = Tag._meta.get_field("name").max_length
        if any(len(tag) > limit for tag in tags):
            message = _("A tag has at most %(limit)s characters. Are the commas between the tags missing?")
            raise forms.ValidationError(message, code="max_length", params={"limit": limit})
        return tags


@admin.register(Practice)
class PracticeAdmin(Imported, RecordAdmin):
    """Good practices, their sections in the order of the Interreg Europe template."""

    form = PracticeForm
    list_display = ("title", "state", "partner", "country", "outcome", "updated_at")
    list_filter = ("status", "working_groups", "outcome", "scope", "partner", IN_USE)
    search_fields = ("title", "summary", "organisation", "partner__short_name", "tags__name")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = (
        *("partner", "working_groups", "related_project", "presented_at", "discussed_at", "grew_from"),
        "sources",
    )
    list_select_related = ("partner",)
    inlines = (LinkInline, ImageInline, AttachmentInline, OpinionInline)
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary")}),
        (_("Who is in charge"), {"fields": ("partner", "organisation", "contact_role", "related_project")}),
        (_("Theme"), {"fields": ("working_groups", "tags")}),
        (_("Where and when"), {"fields": ("scope", *PLACE, *PERIOD, "is_ongoing")}),
        (_("Where it was learned from"), {"fields": ("presented_at", "discussed_at", "grew_from")}),
        (_("The story"), {"fields": ("problem", "approach", "beneficiaries")}),
        (_("Resources"), {"fields": ("resources", ("resources_amount", "resources_currency"))}),
        (
            _("What came of it"),
            {"fields": ("outcome", "evidence", "difficulties", "limits", "transferability")},
        ),
        PUBLICATION,
    )


class StepInline(admin.TabularInline):
    """How far a transfer came and when; the last step by date is the stage that it is at."""

    model = Step
    formset = PartsTogether
    formfield_overrides = FORM_FIELDS
    extra = 0


@admin.register(Transfer)
class TransferAdmin(Imported, RecordAdmin):
    list_display = ("practice", "receiver", "state", "stage", "updated_at")
    list_filter = ("status", "stage", "route", "receiving_partner", IN_USE)
    search_fields = ("practice__title", "receiving_organisation", "receiving_partner__short_name", "region")
    autocomplete_fields = (
        *("practice", "receiving_partner", "meeting", "exchange", "came_from", "went_to"),
        *("became", "sources"),
    )
    list_select_related = ("practice", "receiving_partner")
    inlines = (StepInline,)
    fieldsets = (
        (None, {"fields": ("practice", "slug", "stage")}),
        (_("Who took it"), {"fields": ("receiving_partner", "receiving_organisation", "country", "region")}),
        (
            _("How and when"),
            {"fields": ("route", "meeting", "exchange", ("came_from", "went_to"), *PERIOD, "is_ongoing")},
        ),
        (_("What came of it"), {"fields": ("changed", "result", "became")}),
        PUBLICATION,
    )


@admin.register(Service)
class ServiceAdmin(RecordAdmin):
    list_display = ("name", "state", "partner", "provider", "stage", "experience")
    list_filter = ("status", "experience", "stage", "payer_kind", "partner", IN_USE)
    search_fields = ("name", "summary", "provider", "partner__short_name")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("partner", "practices", "working_groups", "sources")
    list_select_related = ("partner",)
    fieldsets = (
        (None, {"fields": ("name", "slug", "summary", "description")}),
        (
            _("Who provides it, who pays"),
            {"fields": ("partner", "provider", "country", "payer_kind", "payer")},
        ),
        (_("For whom"), {"fields": ("stage", "is_open_to_others", "working_groups")}),
        (_("What came of it"), {"fields": ("experience", "lessons", "practices")}),
        PUBLICATION,
    )


@admin.register(Approach)
class ApproachAdmin(RecordAdmin):
    list_display = ("task", "state", "group", "partner", "practice", "updated_at")
    list_filter = ("status", "group", "partner")
    search_fields = ("task", "summary", "partner__short_name")
    autocomplete_fields = ("group", "partner", "practice", "sources")
    list_select_related = ("group", "partner", "practice")
    fieldsets = ((None, {"fields": ("group", "task", "partner", "summary", "practice")}), PUBLICATION)
