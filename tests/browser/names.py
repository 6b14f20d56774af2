"""What people see on a control, beside the name that the browser tells their programs."""

import re
from typing import Any

CONTROLS = "a[href], button, input:not([type=hidden]), textarea, summary"
# Each control gets a number, by which the browser's tree of names knows it again.
SEEN = """controls => [...document.querySelectorAll(controls)].map((part, number) => {
    part.dataset.number = number;
    const words = node => {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        if (node.nodeType !== Node.ELEMENT_NODE || ["title", "desc"].includes(node.tagName)) return "";
        if (node.matches(".visually-hidden") || getComputedStyle(node).display === "none") return "";
        return ` ${[...node.childNodes].map(words).join("")} `;
    };
    return (part.labels?.length ? [...part.labels] : [part]).map(words).join(" ");
})"""


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def told(page: Any) -> dict[int, str]:
    """Return the name of each numbered control as Chromium's accessibility tree has it."""
    session = page.context.new_cdp_session(page)
    numbers = {}
    parts = [session.send("DOM.getDocument", {"depth": -1})["root"]]
    while parts:
        part = parts.pop()
        given = part.get("attributes", [])
        given = dict(zip(given[::2], given[1::2], strict=True))
        if "data-number" in given:
            numbers[part["backendNodeId"]] = int(given["data-number"])
        parts += part.get("children", [])
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return {
        numbers[node["backendDOMNodeId"]]: node.get("name", {}).get("value", "")
        for node in tree
        if node.get("backendDOMNodeId") in numbers and not node["ignored"]
    }


def misnamed(page: Any) -> list[str]:
    """Return the controls without a name, and those whose name does not hold what is seen on them."""
    seen = page.evaluate(SEEN, CONTROLS)
    return [
        f"“{' '.join(seen[number].split())}” is told as “{name}”"
        for number, name in told(page).items()
        if not name or plain(seen[number]) not in plain(name)
    ]
