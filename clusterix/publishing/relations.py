"""Related records that visitors may see, fetched once for a whole list."""

from typing import Any

from django.db import models


def model_at(model: type[models.Model], path: str) -> Any:
    """Return the model at the end of a path of relations, such as `practice__partner`."""
    related: Any = model
    for step in path.split("__"):
        related = related._meta.get_field(step).related_model
    return related


def published_related(model: type[models.Model], relation: str, *joins: str) -> models.Prefetch:
    """Return the prefetch of the published records behind a relation, kept as `public_<relation>`.

    It goes by the relation's name, so that a lower floor needs no import from a higher one. The records come
    ready for their cards where their kind has cards.
    """
    related, name = model_at(model, relation), relation.rpartition("__")[2]
    published = related.objects.published()
    if joins:
        published = published.select_related(*joins)
    elif hasattr(published, "for_cards"):
        published = published.for_cards()
    return models.Prefetch(relation, published, to_attr=f"public_{name}")
