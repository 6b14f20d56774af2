"""A clock that stands still until a test moves it on."""

import datetime

from django.utils import timezone

HOUR = datetime.timedelta(hours=1)


class Clock:
    """What `timezone.now` says, from the moment of the test's start."""

    def __init__(self) -> None:
        self.now = timezone.now()

    def __call__(self) -> datetime.datetime:
        return self.now

    def move_on(self, by: datetime.timedelta = HOUR) -> None:
        self.now += by

    def after(self, hours: float) -> datetime.datetime:
        return self.now + hours * HOUR
