"""The page of a meeting."""

from typing import Any

import pytest

from tests.making import make_meeting
from tests.page_reading import look
from workgroups.models import Meeting

pytestmark = pytest.mark.django_db


def place_of(client: Any, meeting: Meeting) -> list[str]:
    """Return the fact “Place” of the meeting's page, its name and its words."""
    words = look(client, meeting.get_absolute_url()).words.split("\n")
    told = [line.strip() for line in words if line.strip()]
    return told[told.index("Place") :][:2] if "Place" in told else []


def test_the_place_of_a_meeting_is_not_known_but_an_online_event_has_none(client) -> None:
    somewhere, online = make_meeting(), make_meeting(kind=Meeting.Kind.ONLINE)
    assert place_of(client, somewhere) == ["Place", "Not known"], "the control"
    assert place_of(client, online) == []
    online = make_meeting(kind=Meeting.Kind.ONLINE, place="A platform")
    assert place_of(client, online) == ["Place", "A platform"]
