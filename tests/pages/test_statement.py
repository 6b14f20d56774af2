"""The accessibility statement keeps to the model of Commission Implementing Decision (EU) 2018/1523."""

import re

import pytest

from clusterix.environment import ROOT

STATEMENT = "/accessibility/"
HEADINGS = [
    "Accessibility statement",
    "Compliance status",
    "Non-accessible content",
    "Preparation of this accessibility statement",
    "Feedback and contact information",
    "Enforcement procedure",
]

pytestmark = pytest.mark.django_db


def shown(client) -> str:
    return client.get(STATEMENT).content.decode()


def test_the_statement_has_the_headings_of_the_model_in_its_order(client) -> None:
    found = re.findall(r"<h[12][^>]*>\s*(.*?)\s*</h[12]>", shown(client))
    assert found[: len(HEADINGS)] == HEADINGS


def test_the_statement_says_to_what_it_applies_how_far_it_complies_and_since_when(client, settings) -> None:
    words = shown(client)
    assert f'This accessibility statement applies to the website <a href="{settings.SITE_URL}/">' in words
    assert "partially compliant with the European standard EN 301 549 V3.2.1" in words
    assert "prepared on <time" in words
    assert "last reviewed on <time" in words
    assert "self-assessment" in words


def test_the_statement_leads_to_the_form_in_the_section_on_feedback(client) -> None:
    section = shown(client).split("Feedback and contact information</h2>")[1].split("<h2>")[0]
    assert 'href="/accessibility/feedback/"' in section
    assert "not given an address" in section


def test_who_is_committed_is_named_or_said_to_be_unknown(client, settings) -> None:
    commitment = "is committed to making this website accessible in accordance with"
    assert f"which has not given its name yet, {commitment}" in shown(client)
    settings.OPERATOR = "The <agency>"
    assert f"The &lt;agency&gt; {commitment}" in shown(client)


def test_what_the_assessment_finds_unmet_is_said_in_the_statement(client) -> None:
    """A criterion that is marked as not met in the assessment has its number in the statement."""
    rows = re.findall(r"^\| (\d+(?:\.\d+)+) .*\| not met", (ROOT / "docs/accessibility.md").read_text(), re.M)
    assert rows, "the control: something is marked"
    assert [number for number in rows if number not in shown(client)] == []


def test_the_assessment_looks_at_each_criterion_once_and_names_tests_that_exist() -> None:
    told = (ROOT / "docs/accessibility.md").read_text()
    row = r"^\| ([1-4]\.\d\.\d+) .*\((?:A|AA)\) \| (?:met|not met|does not apply) \|"
    criteria = re.findall(row, told, re.M)
    assert (len(criteria), len(set(criteria))) == (55, 55)
    named = re.findall(r"`(?:tests/)?([\w/]+\.py)`", told)
    assert [name for name in named if not (ROOT / "tests" / name).exists()] == []
