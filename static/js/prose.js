/* The editor of long texts at the desk: Tiptap in place of each box that holds prose, with what prose allows. */
const LINK = /^(https?:\/\/\S+|mailto:\S+@\S+)$/i;
const MAIL = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/;
const BARE = /^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/;
const LIST_STYLE = /mso-list:\s*l\d+\s+level(\d+)/i;
const NUMBER = /^\(?([0-9]+|[a-z]{1,4})[.)]/i;

const addressOf = (typed) => {
  const words = typed.trim();
  if (MAIL.test(words)) return `mailto:${words}`;
  return BARE.test(words) ? `https://${words}` : words;
};

/* Pasted text: what Word and other programs put around it is taken away, their lists become lists. */
const rename = (element, name) => {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
};

const markerOf = (paragraph) =>
  [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.dataset.style ?? ""));

const makeLists = (page) => {
  let lists = [];
  for (const paragraph of page.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    const level = Number(LIST_STYLE.exec(paragraph.dataset.style ?? "")?.[1] ?? 0);
    const before = paragraph.previousElementSibling;
    if (before !== lists[0]) lists = [];
    if (!level) continue;
    const marker = markerOf(paragraph);
    const name = NUMBER.test(marker?.textContent.trim() ?? "") ? "ol" : "ul";
    marker?.remove();
    lists.length = Math.min(lists.length, level);
    if (level === 1 && lists[0]?.localName !== name) lists = [];
    if (!lists.length) {
      lists = [page.createElement(name)];
      paragraph.before(lists[0]);
    }
    while (lists.length < level && lists.at(-1).lastElementChild) {
      const inner = page.createElement(name);
      lists.at(-1).lastElementChild.append(inner);
      lists.push(inner);
    }
    lists.at(-1).append(rename(paragraph, "li"));
  }
};

const tell = (page) => {
  for (const span of page.querySelectorAll("[data-style]")) {
    const style = span.dataset.style.toLowerCase();
    const isPlain = /font-weight:\s*(normal|400)/.test(style);
    if (span.matches("b, strong") && isPlain) rename(span, "span");
    else if (span.matches("span") && /font-weight:\s*(bold|[6-9]00)/.test(style)) rename(span, "strong");
    else if (span.matches("span") && /font-style:\s*italic/.test(style)) rename(span, "em");
  }
};

const makeParagraphs = (page) => {
  for (const table of [...page.querySelectorAll("table")].reverse()) {
    for (const row of table.rows) {
      const words = [...row.cells].map((cell) => cell.textContent.trim()).filter(Boolean);
      table.before(Object.assign(page.createElement("p"), { textContent: words.join(" – ") }));
    }
    table.remove();
  }
};

/* A style is read but never applied: the page's policy would complain of each. */
const withoutStyle = (html) =>
  html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));

const cleaned = (html) => {
  const page = new DOMParser().parseFromString(withoutStyle(html), "text/html");
  for (const part of page.querySelectorAll("script, link, meta, title, xml, img")) part.remove();
  makeLists(page);
  tell(page);
  makeParagraphs(page);
  for (const part of page.querySelectorAll("p, div, li")) {
    if (!part.textContent.replaceAll("\u00a0", " ").trim()) part.remove();
  }
  return page.body.innerHTML.replace(/<!--[\s\S]*?-->/g, "");
};

const extensions = (tiptap, askForLink) => {
  const { Blockquote, Bold, BulletList, Document, HardBreak, History, Italic, Link } = tiptap;
  const { ListItem, OrderedList, Paragraph, Text } = tiptap;
  // Tab leads on to the next field, in a list too.
  const item = ListItem.extend({
    addKeyboardShortcuts() {
      return { Enter: () => this.editor.commands.splitListItem(this.name) };
    },
  });
  const numbered = OrderedList.extend({ addAttributes: () => ({}), addNodeView: null }); // it would set a style
  const link = Link.extend({
    addKeyboardShortcuts() {
      return { "Mod-k": askForLink };
    },
  }).configure({ autolink: false, openOnClick: false, isAllowedUri: (address) => LINK.test(address) });
  return [
    ...[Document, Paragraph, Text, HardBreak, History, Bold, Italic, Blockquote, BulletList, numbered],
    ...[item, link],
  ];
};

const named = (source) => {
  const label = source.labels[0];
  if (label) label.id ||= `${source.id}-name`;
  const given = {
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label?.id,
    "aria-describedby": source.getAttribute("aria-describedby"),
    "aria-invalid": source.getAttribute("aria-invalid"),
    "aria-required": label?.matches(".required") ? "true" : null,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
};

/* One stop for Tab; arrows lead from tool to tool. */
const walkTools = (tools) => {
  const buttons = [...tools.children];
  const go = (to) => {
    for (const button of buttons) button.tabIndex = button === to ? 0 : -1;
  };
  go(buttons[0]);
  tools.addEventListener("focusin", (event) => go(event.target));
  tools.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const at = buttons.indexOf(target);
    const place = { ArrowRight: (at + 1) % buttons.length, ArrowLeft: at - 1, Home: 0, End: -1 }[key];
    if (place === undefined) return;
    event.preventDefault();
    buttons.at(place).focus();
  });
};

const press = (tools, editor) => {
  for (const tool of tools.children) tool.ariaPressed = String(editor.isActive(tool.dataset.tool));
};

const linkDialog = (box, editorOf) => {
  const dialog = box.querySelector("dialog");
  const [address, fault] = [dialog.querySelector("input"), dialog.querySelector("[role=alert]")];
  const change = () => editorOf().chain().focus().extendMarkRange("link");
  const set = () => {
    const href = addressOf(address.value);
    fault.hidden = LINK.test(href);
    if (!fault.hidden) return address.focus();
    dialog.close();
    const isBetween = editorOf().state.selection.empty && !editorOf().isActive("link");
    const words = { type: "text", text: address.value.trim(), marks: [{ type: "link", attrs: { href } }] };
    if (isBetween) editorOf().chain().focus().insertContent(words).run();
    else change().setLink({ href }).run();
  };
  const remove = () => {
    dialog.close();
    change().unsetLink().run();
  };
  dialog.querySelector("[data-do=set]").addEventListener("click", set);
  dialog.querySelector("[data-do=remove]").addEventListener("click", remove);
  dialog.querySelector("[data-do=cancel]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => editorOf().commands.focus());
  address.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would send the form around it
    set();
  });
  return () => {
    fault.hidden = true;
    address.value = editorOf().getAttributes("link").href ?? "";
    dialog.showModal();
    return true;
  };
};

const start = (tiptap, box) => {
  const source = box.querySelector("textarea");
  const tools = box.querySelector(".prose-tools");
  if (source.name.includes("__prefix__") || source.hidden) return;
  const wasInUse = source === document.activeElement; // who was quicker than the script goes on writing
  let editor = null;
  const askForLink = linkDialog(box, () => editor);
  const does = {
    bold: () => editor.chain().focus().toggleBold().run(),
    italic: () => editor.chain().focus().toggleItalic().run(),
    bulletList: () => editor.chain().focus().toggleBulletList().run(),
    orderedList: () => editor.chain().focus().toggleOrderedList().run(),
    blockquote: () => editor.chain().focus().toggleBlockquote().run(),
    link: askForLink,
  };
  editor = new tiptap.Editor({
    element: { mount: source.parentElement.insertBefore(document.createElement("div"), source) },
    extensions: extensions(tiptap, askForLink),
    content: source.value,
    injectCSS: false, // a <style>, which the policy forbids; admin-prose.css holds what it would say
    editorProps: { attributes: named(source), transformPastedHTML: cleaned },
    onUpdate() {
      source.value = editor.isEmpty ? "" : editor.getHTML();
      for (const kind of ["input", "change"]) source.dispatchEvent(new Event(kind, { bubbles: true }));
    },
    onTransaction: ({ editor: told }) => press(tools, told),
  });
  press(tools, editor);
  for (const tool of tools.children) tool.addEventListener("click", () => does[tool.dataset.tool]());
  if (source.labels[0]) tools.ariaLabel = `${source.labels[0].textContent.trim()} ${tools.ariaLabel}`;
  walkTools(tools);
  tools.hidden = false;
  source.hidden = box.querySelector(".prose-as-html").hidden = true;
  source.labels[0]?.addEventListener("click", (event) => {
    event.preventDefault();
    editor.commands.focus();
  });
  if (wasInUse) editor.commands.focus("end");
};

const boxes = document.querySelectorAll(".prose-field");
if (boxes.length) {
  const tiptap = await import(boxes[0].dataset.tiptap);
  for (const box of boxes) start(tiptap, box);
  document.addEventListener("formset:added", (event) => {
    for (const box of event.target.querySelectorAll(".prose-field")) start(tiptap, box);
  });
}
