"""One database measured from inside: reads a request per line of JSON, answers with milliseconds.

A request names what it asks for, of ANSWERS, and its arguments: {"ask": "page", "address": "/practices/"}.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from clusterix.browse.catalogue import watching  # noqa: E402
from clusterix.browse.catalogue.library import library  # noqa: E402
from clusterix.browse.finding import CatalogueFinder, SqlFinder  # noqa: E402
from clusterix.browse.words import fulltext  # noqa: E402
from practices.kinds import PRACTICES  # noqa: E402
from practices.models import Practice  # noqa: E402
from tests.form_reading import Form  # noqa: E402

SHARES = {"rare": 0.005, "medium": 0.04, "common": 0.36}
client = Client(HTTP_HOST="127.0.0.1")


def words() -> dict[str, str]:
    """Return a word for each share of the practices, the nearest of a few hundred."""
    total = len(library.shelf(PRACTICES).all)
    known = sorted(library.vocabulary())
    tried = random.Random(1).sample(known, min(400, len(known))) + frequent()  # noqa: S311
    shares = {word: len(fulltext.find(library.parse(f'"{word}"')).all) / total for word in tried}
    return {name: min(shares, key=lambda word: abs(shares[word] - share)) for name, share in SHARES.items()}


def frequent() -> list[str]:
    texts = " ".join(Practice.objects.values_list("summary", flat=True)[:50]).casefold().split()
    return sorted({word for word in texts if texts.count(word) > 3 and len(word) > 3})


def page(address: str, is_new: bool = False) -> float:
    """Return the milliseconds of a page; of a search asked for the first time where it is new."""
    if is_new:
        library.found.clear()
        library.ranked.clear()
        library.almost_right.clear()
    return timed(lambda: _get(address))


def _get(address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")


def facets(by: str, chosen: dict[str, list[str]]) -> float:
    """Return the milliseconds of counting every value of every facet."""
    finder = (CatalogueFinder if by == "memory" else SqlFinder)(PRACTICES)
    return timed(lambda: [finder.counts(name, "", chosen) for name in PRACTICES.facets])


def save(with_catalogue: bool, by_form: bool) -> float:
    """Return the milliseconds of publishing a practice, bare or by the desk's form; it is taken back."""
    practice = Practice.objects.order_by("pk")[7]
    address = f"/admin/practices/practice/{practice.pk}/change/"
    context: Any = nullcontext() if with_catalogue else watching.asleep()
    with transaction.atomic(), context:
        practice.status = "draft"
        practice.save()
        practice.status = "published"
        if by_form:
            editor = desk()
            form = Form(editor.get(address)).values | {"status": "published"}
            milliseconds = timed(lambda: editor.post(address, form))
            practice.refresh_from_db()
            if not practice.is_published:
                raise SystemExit("The desk did not publish the practice.")
        else:
            milliseconds = timed(practice.save)
        transaction.set_rollback(True)
    return milliseconds


def desk() -> Client:
    """Return an editor's browser, signed in within the transaction that is taken back."""
    editor = Client(HTTP_HOST="127.0.0.1")
    editor.force_login(User.objects.create_superuser("benchmark"))
    return editor


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


ANSWERS: dict[str, Callable[..., Any]] = {"words": words, "page": page, "facets": facets, "save": save}

if __name__ == "__main__":
    library.warm_up()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        library.refresh()
        print(json.dumps(ANSWERS[request.pop("ask")](**request)), flush=True)
