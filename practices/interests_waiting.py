"""The line of the desk's first page that says how many interests nobody has dealt with."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from clusterix.desk import additions

from .models import Interest


def new(request: HttpRequest) -> additions.Notice | None:
    person: Any = request.user
    count = Interest.objects.new().count() if person.has_perm("practices.view_interest") else 0
    if not count:
        return None
    words = ngettext("%(count)d new interest from a region", "%(count)d new interests from regions", count)
    address = reverse("admin:practices_interest_changelist") + "?state__exact=new"
    return additions.Notice(words % {"count": count}, address)


def start() -> None:
    additions.notices.append(new)
