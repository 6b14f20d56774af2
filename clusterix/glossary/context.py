from django.http import HttpRequest

from .linking import Linking


def glossary(request: HttpRequest) -> dict[str, Linking]:
    """Give every page the terms that it may link; they are read where a text asks for them."""
    return {"glossary": Linking()}
