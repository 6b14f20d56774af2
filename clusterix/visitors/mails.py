"""Managers are told by mail that a message waits at the desk."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

logger = logging.getLogger(__name__)


def tell_managers(message: Any, subject: str, paragraphs: Iterable[str], reply_to: str = "") -> None:
    """Write to the managers' address where there is one; the message is kept whether or not the mail goes."""
    if not settings.MANAGERS_EMAIL:
        return
    meta = message._meta
    page = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[message.pk])
    mail = EmailMessage(
        subject,
        "\n\n".join(filter(None, (*paragraphs, settings.SITE_URL + page))),
        to=[settings.MANAGERS_EMAIL],
        reply_to=[reply_to] if reply_to else None,
    )
    try:
        mail.send()
    except (OSError, SMTPException):
        logger.exception("The mail about a visitor's message was not sent; the message is at the desk.")
