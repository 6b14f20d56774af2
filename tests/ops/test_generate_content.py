"""Synthetic content: the same for the same seed, found like any other, and never in production."""

import pytest
from django.core.management import CommandError, call_command

from clusterix.browse.models import Entry
from practices.models import Practice, Transfer
from tests.page_reading import look

pytestmark = pytest.mark.django_db


def generate(**options: int) -> None:
    call_command("generate_content", **options)


def test_as_many_practices_as_asked_for_are_there_to_be_found(client, capsys) -> None:
    generate(practices=30, seed=7)
    assert Practice.objects.published().count() == 30
    assert Entry.objects.filter(kind="practices.practice").count() == 30
    page = look(client, "/practices/")
    assert "30 good practices" in page.words
    assert len(page.cards) == 20
    word = Practice.objects.first().title.split()[1]
    assert look(client, f"/practices/?q={word}").cards


def test_the_same_seed_makes_the_same_texts_and_another_seed_others() -> None:
    generate(practices=3, seed=1)
    first = list(Practice.objects.order_by("pk").values_list("title", "summary", "problem"))
    Transfer.objects.all().delete()
    Practice.objects.all().delete()
    with pytest.raises(CommandError, match="seed 1 is there already"):
        generate(practices=3, seed=1)  # its partners still are
    generate(practices=3, seed=2)
    assert list(Practice.objects.order_by("pk").values_list("title", "summary", "problem")) != first


def test_practices_have_two_to_four_kilobytes_of_text() -> None:
    generate(practices=20, seed=3)
    for practice in Practice.objects.all():
        texts = (practice.problem, practice.approach, practice.beneficiaries, practice.resources)
        texts += (practice.evidence, practice.difficulties, practice.transferability)
        assert 1_500 < sum(map(len, texts)) < 4_500


def test_in_production_nothing_is_written(settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="no place in production"):
        generate(practices=3)
    assert not Practice.objects.exists()


@pytest.mark.parametrize(("practices", "seed"), [(0, 1), (9_000_000, 1), (3, -1)])
def test_numbers_out_of_range_are_refused(practices, seed) -> None:
    with pytest.raises(CommandError, match="Give 1 to"):
        generate(practices=practices, seed=seed)
