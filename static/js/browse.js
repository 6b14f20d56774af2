// Lists change in place: filters, sorts, chips and pages, with focus kept and the new count announced.
// Without this file everything works as plain forms and links.
(() => {
  const list = document.getElementById("browse");
  if (!list || !window.htmx) return;
  const announcer = document.getElementById("announcer");
  const words = document.getElementById("words");
  const wordsOf = (address) => new URL(address).searchParams.get("q") ?? "";
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // Narrow a long filter to the values that hold what is typed; the folded part opens for as long.
  const narrow = (field) => {
    const typed = fold(field.value.trim());
    const filter = field.closest("fieldset");
    let shown = 0;
    for (const item of filter.querySelectorAll("li")) {
      item.hidden = typed !== "" && !fold(item.querySelector(".option").textContent).includes(typed);
      shown += item.hidden ? 0 : 1;
    }
    const folded = filter.querySelector("details");
    if (typed && !folded.open) {
      folded.open = true;
      folded.dataset.opened = "";
    } else if (!typed && "opened" in folded.dataset) {
      folded.open = false;
      delete folded.dataset.opened;
    }
    return shown;
  };

  // Say a sentence once, after a pause in typing.
  let timer = 0;
  const say = (sentence, wait = 0) => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (announcer.textContent !== sentence) announcer.textContent = sentence; }, wait);
  };

  const settle = () => {
    for (const box of list.querySelectorAll("input[type=checkbox]:not([form])")) box.checked = box.hasAttribute("checked");
    for (const field of list.querySelectorAll("[data-narrow]")) {
      field.hidden = false;
      narrow(field);
    }
  };

  list.addEventListener("input", (event) => {
    if (event.target.matches("[data-narrow]")) say(`${announcer.dataset.shown} ${narrow(event.target)}`, 1000);
  });
  // What is typed to narrow a filter is no filter, nor what belongs to another form; Enter there sends nothing.
  // htmx listens here as well.
  list.addEventListener("change", (event) => {
    if (event.target.matches("[data-narrow], [form]")) event.stopPropagation();
  }, true);
  list.addEventListener("keydown", (event) => {
    if (event.target.matches("[data-narrow]") && event.key === "Enter") event.preventDefault();
  });

  // Links of the list: chips, sorts, pages. What turns to other results shows their beginning.
  let turned = false;
  let cleared = false;
  list.closest("form").addEventListener("submit", (event) => {
    turned = Boolean(event.submitter?.closest(".filter-actions"));
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-in-place] a, a[data-in-place]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    turned = link.closest(".pagination, .filter-actions") !== null;
    cleared = wordsOf(link.href) !== wordsOf(window.location.href) && wordsOf(link.href) === "";
    window.htmx.ajax("GET", link.href, { source: list, target: "#browse", swap: "innerMorph" });
  });

  document.addEventListener("htmx:after:swap", () => {
    settle();
    const count = document.getElementById("count");
    const isFocused = turned || document.activeElement === document.body;
    // The focused heading is read anyway.
    const told = isFocused ? ".mended, .empty p, .pagination span" : ".mended, #count, .empty p, .pagination span";
    say([...list.querySelectorAll(told)].map((part) => part.textContent.trim()).join(" "));
    if (cleared) words.value = "";
    if (isFocused) count.focus({ preventScroll: true });
    if (turned) count.scrollIntoView({ behavior: "instant" });
    turned = cleared = false;
  });
  document.addEventListener("htmx:error", () => document.getElementById("browse").closest("form").submit());
  settle();
})();
