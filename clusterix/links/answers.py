"""What asking for a link may come to, in words."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    """How a link answered when it was asked last, or why it is not asked."""

    ANSWERS = "answers", _("answers")
    SIGN_IN = "sign_in", _("asks for a sign-in")
    NOT_FOUND = "not_found", _("not found")
    GONE = "gone", _("gone for good")
    REFUSES = "refuses", _("refuses to answer")
    BUSY = "busy", _("is asked too often")
    FAULT = "fault", _("has a fault of its own")
    NO_NAME = "no_name", _("name not known")
    NAME_LATER = "name_later", _("name cannot be looked up just now")
    NO_CONNECTION = "no_connection", _("no connection")
    CERTIFICATE = "certificate", _("certificate not valid")
    NOT_SECURE = "not_secure", _("no secure connection")
    SLOW = "slow", _("too slow")
    ODD = "odd", _("answers what no browser understands")
    REDIRECTS = "redirects", _("leads on too often")
    PRIVATE = "private", _("private address: not asked")
    NOT_WEB = "not_web", _("no address of the web: not asked")
    PORT = "port", _("neither port 80 nor 443: not asked")
    CREDENTIALS = "credentials", _("holds a user name or password: not asked")
    TOO_LONG = "too_long", _("too long: not asked")
    MALFORMED = "malformed", _("no address that can be read: not asked")


# Somebody or something is there: a page that asks who one is, or that keeps programs out, is no broken link.
FINE = (Answer.ANSWERS, Answer.SIGN_IN)
NOT_ASKED = (
    Answer.PRIVATE,
    Answer.NOT_WEB,
    Answer.PORT,
    Answer.CREDENTIALS,
    Answer.TOO_LONG,
    Answer.MALFORMED,
)
STRIKES = tuple(answer for answer in Answer if answer not in (*FINE, *NOT_ASKED))
# What says that the network here works: an answer came from the other side.
HEARD = (*FINE, Answer.NOT_FOUND, Answer.GONE, Answer.REFUSES, Answer.BUSY, Answer.FAULT)
BY_STATUS = {
    **dict.fromkeys((401, 402, 403, 407, 999), Answer.SIGN_IN),  # 999: a large network's word to programs
    404: Answer.NOT_FOUND,
    410: Answer.GONE,
    429: Answer.BUSY,
}


@dataclass(frozen=True)
class Outcome:
    """What one asking came to: the HTTP status where there was one, and where a link has moved for good."""

    answer: Answer
    status: int | None = None
    moved_to: str = ""


def of_status(status: int) -> Answer:
    if status in BY_STATUS:
        return BY_STATUS[status]
    if status >= 500:
        return Answer.FAULT
    return Answer.REFUSES if status >= 400 else Answer.ANSWERS
