import argparse
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from clusterix.accounts import second_factor


class Command(BaseCommand):
    help = "Take the second factors off an account whose owner has lost them; its sessions end."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username", help="the name with which the person signs in")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        person = User.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is no account “{username}”.")
        if second_factor.take_away(person):
            self.stdout.write(f"“{username}” has no second factor any more.")
        else:
            self.stdout.write(f"“{username}” had no second factor.")
