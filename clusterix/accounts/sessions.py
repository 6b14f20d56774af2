"""Sessions in the database that know whose they are. Django calls this module its session engine."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from .models import Session


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session: Any = super().create_model_instance(data)
        session.person_id = data.get(SESSION_KEY)
        return session


def end(person: Any, but: str | None = None) -> None:
    """End the person's visits at once, all but the one with this key."""
    Session.objects.filter(person=person.pk).exclude(session_key=but or "").delete()
