from typing import Any

from django.contrib.auth.backends import ModelBackend


class StaffOnly(ModelBackend):
    """Who is active and has a role is somebody; every other account is nobody, from the next request on."""

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and bool(getattr(user, "is_staff", False))
