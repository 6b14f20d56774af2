"""The editor of long texts in a real browser: what is written, pasted and linked there, under the policy."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from practices.models import Practice
from recommendations.models import Action, ActionPlan
from tests.browser.keyboard import to_the_end
from tests.browser.test_desk import change
from tests.making import make_plan, make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = Path(__file__).with_name("word.html").read_text()
FROM_WORD = (
    "<p>What was done</p>"
    '<p><strong>Vouchers</strong> for <em>small</em> firms, see <a href="https://example.org/vouchers"'
    ' rel="noopener nofollow">the call</a>.</p>'
    "<ul><li>First a call<ul><li>in May</li></ul></li><li>Then a jury</li></ul>"
    "<ol><li>Sign</li><li>Pay</li></ol><p>Firms – 34</p><p><strong>End</strong></p>"
)
PASTE = """(editor, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


STYLE = "document.head.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))"


def editor_of(visit: Any, field: str = "problem") -> Any:
    return visit.page.locator(f".field-{field} .ProseMirror")


def tool(visit: Any, name: str, field: str = "problem") -> Any:
    return visit.page.locator(f".field-{field}").get_by_role("button", name=name, exact=True)


def use(visit: Any, name: str) -> None:
    """Press the tool; the editor takes the focus back with the next picture that the browser draws."""
    tool(visit, name).click()
    visit.page.locator(".ProseMirror:focus").wait_for()


def at_the_end(visit: Any) -> Any:
    editor_of(visit).click()
    to_the_end(visit.page)
    return visit.page.keyboard


def save(visit: Any) -> None:
    with visit.page.expect_navigation():
        visit.page.locator("[name=_continue]").first.click()
    assert visit.page.locator(".errornote:visible").count() == 0


def problem() -> str:
    return Practice.objects.get().problem


@pytest.fixture
def desk(open_desk, db) -> Any:
    """An administrator at the form of the only practice."""
    practice = make_practice(problem="One.", status="draft")
    visit = open_desk()
    visit.go(change(practice))
    editor_of(visit).wait_for()
    return visit


def test_words_lists_and_stress_are_written_with_the_tools_and_nothing_breaks_the_policy(desk) -> None:
    keys = at_the_end(desk)
    keys.press("Enter")
    use(desk, "List")
    keys.type("two")
    keys.press("Enter")
    use(desk, "Bold")
    expect(tool(desk, "Bold")).to_have_attribute("aria-pressed", "true")
    keys.type("three")
    save(desk)
    assert problem() == "<p>One.</p><ul><li>two</li><li><strong>three</strong></li></ul>"
    assert "Changed: what problem it addresses." in log_of(desk)
    assert desk.complaints == []
    assert desk.strangers == []


def log_of(visit: Any) -> str:
    visit.go(change(Practice.objects.get()).replace("change", "history"))
    return visit.page.locator("#content-main").inner_text()


def test_a_text_that_nobody_touched_is_no_change(desk) -> None:
    save(desk)
    assert "Saved" not in log_of(desk)
    assert problem() == "<p>One.</p>"


def test_an_emptied_text_is_nothing(desk) -> None:
    editor_of(desk).press("Control+a")
    desk.page.keyboard.press("Delete")
    save(desk)
    assert problem() == ""


def test_what_word_puts_on_the_clipboard_becomes_plain_prose(desk) -> None:
    editor_of(desk).press("Control+a")
    editor_of(desk).evaluate(PASTE, WORD)
    shown = editor_of(desk).inner_html()
    assert [sign for sign in ("mso", "Mso", "style=", "class=", "o:p", "font", "<!--") if sign in shown] == []
    save(desk)
    assert problem() == FROM_WORD
    assert desk.complaints == []


def test_tab_leads_on_from_a_list_too_and_the_tools_are_one_stop(desk) -> None:
    keys = at_the_end(desk)
    keys.press("Enter")
    use(desk, "List")
    keys.type("two")
    keys.press("Enter")
    keys.press("Tab")
    focused = "document.activeElement.textContent"
    assert desk.page.evaluate(focused) == "Bold"
    assert "What was done" in desk.page.evaluate("document.activeElement.parentElement.ariaLabel")
    keys.press("ArrowLeft")
    assert desk.page.evaluate(focused) == "Link"
    keys.press("ArrowRight")
    keys.press("Shift+Tab")
    expect(editor_of(desk)).to_be_focused()


def test_the_label_and_the_help_belong_to_the_editor(desk) -> None:
    box = desk.page.get_by_role("textbox", name="What problem it addresses:")
    expect(box).to_have_attribute("contenteditable", "true")
    described = box.get_attribute("aria-describedby")
    assert "missing, and for whom" in desk.page.locator(f"#{described}").inner_text()
    desk.page.locator("label[for=id_problem]").click()
    expect(box).to_be_focused()


def test_a_link_leads_to_a_page_or_a_mailbox_and_nowhere_else(desk) -> None:
    editor_of(desk).press("Control+a")
    desk.page.keyboard.press("Control+k")
    dialog = desk.page.locator(".field-problem dialog")
    dialog.get_by_role("textbox").fill("javascript:alert(1)")
    desk.page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_role("textbox").fill("example.org/a")
    dialog.get_by_role("button", name="Set the link").click()
    expect(dialog).to_be_hidden()
    save(desk)
    assert problem() == '<p><a href="https://example.org/a" rel="noopener nofollow">One.</a></p>'


def test_an_action_that_is_added_later_has_the_editor_too(open_desk, db) -> None:
    visit = open_desk(360)
    visit.go(change(make_plan(status="draft")))
    visit.page.get_by_text("Add another Action").click()
    visit.page.locator("#id_actions-0-title").fill("Start a call")
    editor = visit.page.locator("#actions-0 .ProseMirror")
    editor.click()
    visit.page.keyboard.type("By May.")
    assert visit.overflow() <= 0
    save(visit)
    assert Action.objects.get(plan=ActionPlan.objects.get()).what == "<p>By May.</p>"
    assert visit.complaints == []


def test_without_javascript_the_box_holds_the_text_and_says_how_it_is_written(open_desk, db) -> None:
    visit = open_desk(javascript=False)
    visit.go(change(make_practice(problem="One.", status="draft")))
    box = visit.page.get_by_label("What problem it addresses:")
    assert box.input_value() == "<p>One.</p>"
    expect(visit.page.locator(".field-problem").get_by_text("stands here as HTML")).to_be_visible()
    assert visit.page.locator(".field-problem button:visible").count() == 0
    box.fill("Two.\n\nThree < four.")
    save(visit)
    assert problem() == "<p>Two.</p><p>Three &lt; four.</p>"


def test_a_script_that_broke_the_policy_would_be_noticed(desk) -> None:
    """The control: what django-prose-editor's own widget would add to the page."""
    with desk.page.expect_event("console"):
        desk.page.evaluate(STYLE)
    assert any("Content Security Policy" in line for line in desk.complaints)
