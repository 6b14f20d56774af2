// The place that has the focus: its name, and what is wrong with how it is seen, covered and sized.
() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const labels = here.getAttribute("aria-labelledby")?.split(" ").map(id => document.getElementById(id));
    const named = labels?.map(label => label?.innerText).join(" ");
    const label = here.labels?.[0];
    const name = here.getAttribute("aria-label") || named || label?.innerText || label?.querySelector("img")?.alt
        || here.innerText || here.textContent || here.value || "";
    const words = name.replace(/\s+/g, " ").trim();
    return {name: words, faults: [isSeen(here), isFree(here), isLarge(here)].filter(Boolean)};

    // What surrounds the place shall change with the focus: a ring, a border, a stroke.
    function isSeen(part) {
        const around = [part, ...part.querySelectorAll("*")];
        for (let up = part.parentElement, n = 0; up && n < 4; up = up.parentElement, n++) around.push(up);
        const look = () => around.map(one => {
            const style = getComputedStyle(one);
            const outline = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
            return [outline < 2 ? 0 : style.outlineColor, style.boxShadow, style.borderColor,
                    style.stroke, style.strokeWidth].join();
        }).join(";");
        const focused = look();
        part.blur();
        const left = look();
        part.focus({preventScroll: true});
        return focused === left ? "its focus is not seen" : "";
    }

    // Nothing may lie over it, and it must be in the window.
    function isFree(part) {
        const point = part.closest("svg") && part.querySelector("circle"); // its frame holds its label too
        const boxes = [...(point ?? part).getClientRects()].filter(box => box.width && box.height);
        const spots = boxes.flatMap(box => {
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            const [dx, dy] = [Math.max(box.width / 2 - 3, 0), Math.max(box.height / 2 - 3, 0)];
            return point ? [[x, y]] : [[x, y], [x - dx, y], [x + dx, y], [x, y - dy], [x, y + dy]];
        }).filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
        if (!spots.length) return "it is out of sight";
        const covered = spots.some(([x, y]) => {
            const top = document.elementFromPoint(x, y);
            return !(top && (part.contains(top) || part.labels?.[0]?.contains(top)));
        });
        return covered ? "something covers it" : "";
    }

    // 24 px each way, or alone within them, or in the line of a sentence (WCAG 2.2, 2.5.8).
    function isLarge(part) {
        const box = part.getBoundingClientRect(), label = part.labels?.[0]?.getBoundingClientRect();
        const wide = [box, label].some(one => one && one.width >= 23.9 && one.height >= 23.9);
        const words = [...part.parentElement.childNodes].filter(node => node.nodeType === Node.TEXT_NODE);
        const sentence = getComputedStyle(part).display === "inline"
            && words.some(node => node.data.trim().length > 1);
        if (wide || sentence) return "";
        // A point of a drawing stands where it must; a table beneath says the same (2.5.8, "equivalent").
        if (part.closest("svg") && part.closest("figure")?.nextElementSibling?.matches("details:has(table a[href])")) return "";
        const x = box.left + box.width / 2, y = box.top + box.height / 2;
        const near = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
            .filter(other => !part.contains(other) && !other.contains(part) && other.checkVisibility())
            .flatMap(other => [...other.getClientRects()])
            .some(one => Math.hypot(
                Math.max(one.left - x, 0, x - one.right), Math.max(one.top - y, 0, y - one.bottom)) < 12);
        return near ? `it is ${Math.round(box.width)} × ${Math.round(box.height)} px large` : "";
    }
}
