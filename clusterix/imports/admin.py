"""The desk's pages of imports: mixed into the admin of a kind whose records come in by files."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from clusterix.desk.addresses import route_of
from clusterix.desk.models.version import name_of

from . import exporting, running
from .checking import Records
from .models import Batch
from .reading import MEGABYTES, FileFault, read
from .showing import Lines

RECENT, ON_A_PAGE = 20, 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("An Excel workbook (.xlsx) or a CSV file, of at most 20 MB and 20,000 rows."),
        max_length=None,
    )

    def __init__(self, records: Records, *args: Any) -> None:
        super().__init__(*args)
        self.records = records

    def clean_file(self) -> Any:
        """Read the file at once: what cannot be read as a table is said beside the field."""
        file = self.cleaned_data["file"]
        if file.size > MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than %(limit)d MB.") % {"limit": MEGABYTES})
        try:
            self.table = read(file.name, file.read())
            self.records.check_columns(self.table.columns)
        except FileFault as fault:
            raise forms.ValidationError(str(fault)) from None
        return file


class Imported:
    """Records of this kind can be read in from files, and written into files that can be read in again."""

    model: Any
    opts: Any
    admin_site: Any

    def get_urls(self) -> list[Any]:
        pages = (
            ("import/", self.import_view, "import"),
            ("import/template.xlsx", self.template_view, "import_template"),
            ("import/records.xlsx", self.workbook_view, "import_workbook"),
            ("import/records.csv", self.csv_view, "import_csv"),
            ("import/<int:batch>/", self.batch_view, "import_batch"),
            ("import/<int:batch>/write/", self.write_view, "import_write"),
            ("import/<int:batch>/undo/", self.undo_view, "import_undo"),
        )
        return [*(self._import_route(*page) for page in pages), *super().get_urls()]  # type: ignore[misc]

    def _import_route(self, route: str, view: Any, name: str) -> Any:
        guarded = self.admin_site.admin_view(self._for_importers(view))
        return path(route, guarded, name=route_of(self.model, name))

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) or self.has_change_permission(request)  # type: ignore[attr-defined]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        told = (
            {"import_address": self._import_address("import")} if self.has_import_permission(request) else {}
        )
        return super().changelist_view(request, {**told, **(extra_context or {})})  # type: ignore[misc]

    def _for_importers(self, view: Any) -> Any:
        def page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not self.has_import_permission(request):
                raise PermissionDenied
            return view(request, **kwargs)

        return page

    def _import_address(self, name: str, **arguments: Any) -> str:
        return reverse(f"admin:{route_of(self.model, name)}", kwargs=arguments)

    def _records(self, request: HttpRequest) -> Records:
        fields = flatten_fieldsets(self.get_fieldsets(request))  # type: ignore[attr-defined]
        return Records(self.model, request.user, fields)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file, and read it; show the imports there were."""
        is_sent = request.method == "POST"
        records = self._records(request)
        form = UploadForm(records, *((request.POST, request.FILES) if is_sent else ()))
        if is_sent and form.is_valid():
            return HttpResponseRedirect(
                self._import_address("import_batch", batch=self._read(request.user, form).pk)
            )
        context = {
            "form": form,
            "columns": records.fields.values(),
            "batches": Batch.objects.seen_by(request.user, self.model)[:RECENT],
            **{name: self._import_address(f"import_{name}") for name in ("template", "workbook", "csv")},
        }
        return self._page(request, "imports/upload.html", _("Import from a file"), context)

    def _read(self, person: Any, form: UploadForm) -> Batch:
        batch = Batch.objects.create(
            content_type=ContentType.objects.get_for_model(self.model),
            by=person,
            by_name=name_of(person),
            file_name=form.cleaned_data["file"].name[:100],
            rows=len(form.table.rows),
        )
        running.read_in(batch, form.table, person)
        return batch

    @method_decorator(require_safe)
    def batch_view(self, request: HttpRequest, batch: int) -> HttpResponse:
        """Show what a file would change, row by row, or how far it is."""
        told = self._batch(request, batch)
        title = _("Import of %(file)s") % {"file": told.file_name}
        lines = Paginator(Lines(told), ON_A_PAGE)
        context = {
            "batch": told,
            "counts": told.counts(),
            "is_under_way": told.state in running.UNDER_WAY,
            "is_silent": running.is_silent(told),
            "done": running.done(told),
            "lines": lines.get_page(request.GET.get("page")),
            "upload": self._import_address("import"),
            "write": self._import_address("import_write", batch=told.pk),
            "undo": self._import_address("import_undo", batch=told.pk),
        }
        return self._page(request, "imports/batch.html", title, context)

    @method_decorator(require_POST)
    def write_view(self, request: HttpRequest, batch: int) -> HttpResponse:
        return self._step(request, batch, running.write_out, _("This import cannot be written now."))

    @method_decorator(require_POST)
    def undo_view(self, request: HttpRequest, batch: int) -> HttpResponse:
        return self._step(request, batch, running.take_back, _("This import cannot be undone now."))

    def _step(self, request: HttpRequest, batch: int, step: Any, otherwise: str) -> HttpResponse:
        told = self._batch(request, batch)
        if not step(told, request.user):
            messages.error(request, otherwise)
        return HttpResponseRedirect(self._import_address("import_batch", batch=told.pk))

    def _batch(self, request: HttpRequest, key: int) -> Batch:
        return get_object_or_404(Batch.objects.seen_by(request.user, self.model), pk=min(key, 2**62))

    @method_decorator(require_safe)
    def template_view(self, request: HttpRequest) -> HttpResponse:
        return self._file(exporting.template(self._records(request)), "template.xlsx", XLSX)

    @method_decorator(require_safe)
    def workbook_view(self, request: HttpRequest) -> HttpResponse:
        try:
            told = exporting.as_workbook(self._records(request))
        except exporting.TooLong as fault:
            messages.error(request, str(fault))
            return HttpResponseRedirect(self._import_address("import"))
        return self._file(told, "records.xlsx", XLSX)

    @method_decorator(require_safe)
    def csv_view(self, request: HttpRequest) -> HttpResponse:
        return self._file(exporting.as_csv(self._records(request)), "records.csv", "text/csv; charset=utf-8")

    def _file(self, content: Any, name: str, content_type: str) -> Any:
        response = StreamingHttpResponse(content, content_type=content_type)
        named = f"clusterix-{self.opts.model_name}-{name}"
        response.headers["Content-Disposition"] = f'attachment; filename="{named}"'
        return response

    def _page(self, request: HttpRequest, template: str, title: str, context: Any) -> HttpResponse:
        told = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, template, {**told, **context})
