"""Mail servers that do not take every mail."""

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

from django.core.mail.backends.locmem import EmailBackend


class Down(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError("Connection refused")


class Breaking(EmailBackend):
    """One that takes the connection, and is gone with the first mail."""

    def send_messages(self, messages: Any) -> int:
        raise SMTPServerDisconnected("Connection unexpectedly closed")


class Choosy(EmailBackend):
    """One that knows no mailbox of the manager."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            if message.to == ["manager@example.org"]:
                raise SMTPRecipientsRefused({"manager@example.org": (550, b"No such mailbox")})
        return super().send_messages(messages)
