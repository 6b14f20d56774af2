"""Comments among colleagues: who sees a record at the desk reads them and adds; nobody changes one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext as _

from .addresses import address_of
from .models import Remark, Trail
from .models.trail import trail_of
from .models.version import name_of


class RemarkForm(forms.ModelForm):
    class Meta:
        model = Remark
        fields = ("text",)


def thread(record: Any) -> QuerySet:
    return Remark.objects.filter(trail__in=Trail.objects.of(record))


def add(desk: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Add a comment to the record, which itself stays as it is."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = RemarkForm(request.POST)
    if form.is_valid():
        person: Any = request.user
        form.instance.by = person
        form.instance.by_name = name_of(person)
        form.instance.trail = trail_of(record)
        form.save()
        desk.message_user(request, _("Your comment is added."), messages.SUCCESS)
    else:
        desk.message_user(request, " ".join(map(str, form.errors["text"])), messages.ERROR)
    return HttpResponseRedirect(f"{address_of(record)}#remarks")
