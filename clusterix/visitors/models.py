from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """What a visitor sent by a form; nothing of it is ever public, so that no public page waits for it."""

    never_public = True

    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    # Of the form it came by, which is taken once however often it is sent.
    ticket = models.CharField(max_length=32, unique=True, editable=False)

    class Meta:
        abstract = True
