"""The fact sheets of docs/facts/ and the fixtures that were written from them, as text to compare."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from clusterix.environment import ROOT

SHEETS = ROOT / "docs" / "facts"
FIXTURES = ROOT / "fixtures"
# The projects' own documents, others' copyright: beside the project on its editors' machines only.
DOCUMENTS = ROOT.parent / "shared" / "sources"
SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
MENTION = re.compile(
    r"^# Facts: (.+)\n- model: practices\.practice\n(?:.*\n)+?    slug: (\S+)$", re.MULTILINE
)
MAGNITUDES = {"": 1, "million": 1_000_000, "billion": 1_000_000_000}
AMOUNTS = ("resources_amount", "budget")
Row = dict[str, Any]


def entries() -> dict[str, str]:
    """Return what the sheets say below each heading, the two sheets' words for one heading together."""
    found: dict[str, str] = {}
    for sheet in sorted(SHEETS.glob("*.md")):
        heading = ""
        for line in sheet.read_text().splitlines():
            if line.startswith("#"):
                heading = line.lstrip("#").strip()
            found[heading] = found.get(heading, "") + line + "\n"
    return found


def mentioned(text: str) -> dict[str, list[str]]:
    """Return the headings that the comments of a file of fixtures name, by the practice's slug."""
    return {slug: headings.split(" | ") for headings, slug in MENTION.findall(text)}


def mentions() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in sorted(FIXTURES.glob("*.yaml")):
        found |= mentioned(file.read_text())
    return found


def rows() -> Iterator[Row]:
    for file in sorted(FIXTURES.glob("*.yaml")):
        yield from yaml.safe_load(file.read_text()) or []


def texts(row: Row) -> dict[str, str]:
    """Return the sentences of a row, without official names, addresses, notes and what is no sentence."""
    names = {"slug", "status", "url", "website", "name", "full_name", "nuts_code", "latitude", "longitude"}
    left_out = names | {"note", "editors_note", *AMOUNTS}
    fields = row["fields"].items()
    return {name: text for name, text in fields if isinstance(text, str) and name not in left_out}


def numbers(text: str) -> set[str]:
    """Return the numbers written in digits, without separators: "10,900.5" gives "10900.5"."""
    without_addresses = re.sub(r"https?://\S+", "", text)
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", without_addresses)
    return {number.replace(",", "").lstrip("0") for number in found} - {""}


def told_numbers(text: str) -> set[str]:
    """Return the numbers of a text, those written as words up to twenty included."""
    said = set(words(text))
    return numbers(text) | {str(value) for value, word in enumerate(SMALL) if word in said}


def amounts(text: str) -> set[float]:
    """Return the amounts that a text tells, "3.8 million" as 3800000."""
    told = re.findall(r"(\d[\d,]*(?:\.\d+)?)(?: (million|billion))?", text)
    return {float(number.replace(",", "")) * MAGNITUDES[magnitude] for number, magnitude in told}


def words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.casefold())


def runs(text: str, length: int) -> set[str]:
    """Return every run of so many words in a row."""
    said = words(text)
    return {" ".join(said[start : start + length]) for start in range(len(said) - length + 1)}


def documents() -> list[Path]:
    return sorted(DOCUMENTS.glob("*.txt"))
