from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Give every template the portal's own address and who runs it."""
    return {
        "site_url": settings.SITE_URL,
        "operator": settings.OPERATOR,
        "contact_email": settings.CONTACT_EMAIL,
    }
