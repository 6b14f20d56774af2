"""Related records that visitors may see, fetched once for a whole list."""

from typing import Any

from django.db import models


def published_related(model: type[models.Model], relation: str, *joins: str) -> models.Prefetch:
    """Return the prefetch of the published records behind a relation, kept as `public_<relation>`.

    It goes by the relation's name, so that a lower floor needs no import from a higher one. The records come
    ready for their cards where their kind has cards.
    """
    *way, name = relation.split("__")
    related: Any = model
    for step in (*way, name):
        related = related._meta.get_field(step).related_model
    published = related.objects.published()
    if joins:
        published = published.select_related(*joins)
    elif hasattr(published, "for_cards"):
        published = published.for_cards()
    return models.Prefetch(relation, published, to_attr=f"public_{name}")
