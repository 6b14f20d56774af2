"""The pages of accounts and of the audit log in a real browser: no barrier, and none too wide for a phone."""

import pytest

from clusterix.desk import audit
from clusterix.desk.models import AuditEntry
from tests.browser.barriers import WINDOWS, findings, unfolded
from tests.browser.test_desk import LOW, SMALL_PRINT
from tests.making import make_partner

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages(person) -> dict[str, str]:
    editor = person("anna", "Partner editors", partner=make_partner())
    entry = audit.record(
        AuditEntry.Action.ACCOUNT_CHANGED, editor, "anna", roles=audit.change([], ["Partner editors"])
    )
    return {
        "accounts": "/admin/auth/user/",
        "new account": "/admin/auth/user/add/",
        "account": f"/admin/auth/user/{editor.pk}/change/",
        "password": f"/admin/auth/user/{editor.pk}/password/",
        "audit log": "/admin/desk/auditentry/?action__exact=account-changed",
        "entry": f"/admin/desk/auditentry/{entry.pk}/change/",
    }


@pytest.mark.axe
@pytest.mark.parametrize(("width", "text"), WINDOWS)
def test_no_page_of_accounts_holds_a_barrier_that_axe_knows(open_desk, pages, width, text) -> None:
    visit = open_desk(width)
    faults = {}
    for name, address in pages.items():
        assert visit.go(address).status == 200, name
        faults |= unfolded(visit, name, text)
    assert faults == {}


@pytest.mark.axe
def test_a_role_without_a_name_would_be_noticed(open_desk, pages) -> None:
    """The control."""
    visit = open_desk(1280)
    visit.go(pages["account"])
    visit.page.evaluate(
        "document.querySelectorAll('#id_groups label').forEach(one => one.replaceWith(...one.children))"
    )
    assert any("label" in fault for fault in findings(visit.page))


@pytest.mark.parametrize("width", [320, 360])
def test_every_page_of_accounts_fits_a_phone(open_desk, pages, width) -> None:
    visit = open_desk(width)
    for name, address in pages.items():
        visit.go(address)
        assert visit.overflow() <= 0, f"{name} is wider than {width} px"
        assert visit.page.evaluate(SMALL_PRINT) == [], name
        assert visit.page.evaluate(LOW) == [], name
    assert visit.complaints == []
