"""A form as a browser would send it: its fields and what stands in them."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse

NEVER_SENT = {"submit", "button", "reset", "file", "image"}


class Form(HTMLParser):
    """The values and the address of the first form of the page whose id ends with this name."""

    def __init__(self, response: HttpResponse, name: str = "_form") -> None:
        super().__init__()
        self.name, self.action = name, ""
        self.values: dict[str, list[str]] = {}
        self.is_inside, self.is_read = False, False
        self.select, self.textarea = "", ""
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post" and given.get("id", "").endswith(self.name):
            self.is_inside = not self.is_read
            self.action = self.action or given.get("action", "")
        if not self.is_inside and given.get("form") != self.name:
            return
        if tag == "input":
            self._input(given, "checked" in given)
        elif tag == "select":
            self.select = given.get("name", "")
        elif tag == "option" and "selected" in given:
            self._keep(self.select, given.get("value", ""))
        elif tag == "textarea":
            self.textarea = given.get("name", "")
            self._keep(self.textarea, "")

    def _input(self, given: dict[str, Any], is_checked: bool) -> None:
        kind = given.get("type", "text")
        if kind not in NEVER_SENT and (kind not in ("checkbox", "radio") or is_checked):
            self._keep(given.get("name", ""), given.get("value", "on" if is_checked else ""))

    def _keep(self, name: str, value: str) -> None:
        if name:
            self.values.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self.is_inside and self.textarea:
            # A browser takes away the line break that Django writes after the opening tag.
            self.values[self.textarea][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            if self.textarea:
                self.values[self.textarea][-1] = (
                    self.values[self.textarea][-1].removeprefix("\n").removeprefix("\r\n")
                )
            self.textarea = ""
        if tag == "select":
            self.select = ""
        if tag == "form" and self.is_inside:
            self.is_inside, self.is_read = False, True
