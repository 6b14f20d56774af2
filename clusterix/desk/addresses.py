"""The addresses of the desk's pages of a record; a working copy has those of its record."""

from typing import Any

from django.urls import reverse

from clusterix.publishing.records import key_in_place


def route_of(model: Any, page: str) -> str:
    """Return the name of the route of the model's page, without the namespace."""
    return f"{model._meta.app_label}_{model._meta.model_name}_{page}"


def address_of(record: Any, page: str = "change", **arguments: Any) -> str:
    return reverse(f"admin:{route_of(record, page)}", kwargs={"object_id": key_in_place(record), **arguments})
