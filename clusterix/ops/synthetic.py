"""Synthetic content for load tests and benchmarks: the same for the same seed, in the shape of the real one.

Words follow Zipf's law over a vocabulary of 20,000, two to four kilobytes of them per practice.
"""

import datetime
import itertools
import random

from django.db import transaction
from django.utils import timezone
from taggit.models import Tag

from clusterix.browse.catalogue.watching import one_writing_at_the_end
from clusterix.publishing.batches import batches
from clusterix.publishing.prose import from_plain
from clusterix.publishing.records import Status
from partners.models import Partner
from practices.models import Practice, TaggedPractice, Transfer
from workgroups.models import WorkingGroup

from . import statistics

VOCABULARY, AT_ONCE = 20_000, 1_000
PARTNERS, GROUPS, TAGS = 40, 6, 640
COUNTRIES = (
    *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV"),
    *("LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "NO", "CH"),
)
ENDINGS = ("a", "e", "i", "o", "u", "an", "er", "ion", "is", "or")
SYLLABLES = [consonant + ending for consonant in "bcdfgklmnprstv" for ending in ENDINGS]
TEXTS = (
    *("problem", "approach", "beneficiaries", "resources"),
    *("evidence", "difficulties", "transferability"),
)


class Generator:
    """Makes records out of one source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same content again is the point
        self.mark = f"{seed}"
        combined = ("".join(word) for word in itertools.product(SYLLABLES, repeat=3))
        self.words = self.chance.sample(list(itertools.islice(combined, 400_000)), VOCABULARY)
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def text(self, words: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=words))

    def sentence(self, words: int, letters: int) -> str:
        return self.text(words)[:letters].capitalize()

    def partners(self) -> list[Partner]:
        return [
            Partner(
                short_name=f"Partner {self.mark}-{number}",
                name=self.sentence(4, 200),
                slug=f"synthetic-{self.mark}-{number}",
                kind=self.chance.choice(Partner.Kind.values),
                country=self.chance.choice(COUNTRIES),
                summary=self.sentence(12, 250),
                status=Status.PUBLISHED,
                published_at=timezone.now(),
            )
            for number in range(PARTNERS)
        ]

    def groups(self) -> list[WorkingGroup]:
        return [
            WorkingGroup(
                name=self.sentence(3, 100),
                short_name=f"Group {self.mark}-{number}",
                slug=f"synthetic-{self.mark}-{number}",
                colour=WorkingGroup.Colour.values[number],
                summary=self.sentence(12, 250),
                status=Status.PUBLISHED,
                published_at=timezone.now(),
            )
            for number in range(GROUPS)
        ]

    def practice(self, number: int, partners: list[Partner]) -> Practice:
        start = datetime.date(self.chance.randint(1995, 2025), self.chance.randint(1, 12), 1)
        is_ongoing = self.chance.random() < 0.4
        end = None if is_ongoing else start + datetime.timedelta(days=self.chance.randint(100, 2500))
        told = self.chance.sample(TEXTS, self.chance.randint(3, len(TEXTS)))
        length = self.chance.randint(250, 460) // len(told)
        return Practice(
            title=self.sentence(6, 100),
            slug=f"synthetic-{self.mark}-{number}",
            summary=self.sentence(16, 250),
            partner=self.chance.choice(partners),
            country=self.chance.choice(COUNTRIES),
            scope=self.chance.choice(Practice.Scope.values),
            outcome=self.chance.choice([*Practice.Outcome.values, ""]),
            start_on=start,
            end_on=end,
            is_ongoing=is_ongoing,
            status=Status.PUBLISHED,
            published_at=timezone.now() - datetime.timedelta(minutes=number),
            **{name: from_plain(self.text(length)) for name in told},
        )


def generate(practices: int, seed: int) -> None:
    """Add so many practices, with partners, groups, tags and transfers, and write the catalogue once."""
    generator = Generator(seed)
    with transaction.atomic(), one_writing_at_the_end():
        partners = Partner.objects.bulk_create(generator.partners())
        groups = WorkingGroup.objects.bulk_create(generator.groups())
        tags = Tag.objects.bulk_create(
            Tag(name=f"tag {seed}-{number}", slug=f"tag-{seed}-{number}") for number in range(TAGS)
        )
        for numbers in batches(range(practices), AT_ONCE):
            batch = Practice.objects.bulk_create(generator.practice(number, partners) for number in numbers)
            _relate(generator.chance, batch, partners, groups, tags)
        statistics.gather()


def _relate(
    chance: random.Random,
    batch: list[Practice],
    partners: list[Partner],
    groups: list[WorkingGroup],
    tags: list[Tag],
) -> None:
    themes = Practice.working_groups.through
    themes.objects.bulk_create(
        themes(practice_id=practice.pk, workinggroup_id=group.pk)
        for practice in batch
        for group in chance.sample(groups, chance.choice((1, 1, 2)))
    )
    TaggedPractice.objects.bulk_create(
        TaggedPractice(content_object_id=practice.pk, tag_id=tag.pk)
        for practice in batch
        for tag in chance.sample(tags, chance.randint(1, 4))
    )
    Transfer.objects.bulk_create(
        Transfer(
            slug=f"{practice.slug}-transfer",
            practice=practice,
            receiving_partner=chance.choice([partner for partner in partners if partner != practice.partner]),
            stage=chance.choice(Transfer.Stage.values),
            status=Status.PUBLISHED,
            published_at=practice.published_at,
        )
        for practice in batch
        if chance.random() < 0.1
    )
