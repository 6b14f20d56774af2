// Lists change in place: filters, sorts, chips and pages, with focus kept and the new count announced.
// Without this file everything works as plain forms and links.
(() => {
  const list = document.getElementById("browse");
  if (!list || !window.htmx) return;
  const announcer = document.getElementById("announcer");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // Narrow a long filter to the values that hold what is typed.
  const narrow = (field) => {
    const typed = fold(field.value.trim());
    for (const item of field.closest("fieldset").querySelectorAll("li")) {
      item.hidden = typed !== "" && !fold(item.querySelector(".option").textContent).includes(typed);
    }
  };

  const settle = () => {
    for (const box of list.querySelectorAll("input[type=checkbox]")) box.checked = box.hasAttribute("checked");
    for (const field of list.querySelectorAll("[data-narrow]")) {
      field.hidden = false;
      narrow(field);
    }
  };

  list.addEventListener("input", (event) => {
    if (event.target.matches("[data-narrow]")) narrow(event.target);
  });
  // What is typed to narrow a filter is no filter, and Enter there sends nothing.
  list.addEventListener("change", (event) => {
    if (event.target.matches("[data-narrow]")) event.stopPropagation();
  });
  list.addEventListener("keydown", (event) => {
    if (event.target.matches("[data-narrow]") && event.key === "Enter") event.preventDefault();
  });

  // Links of the list: chips, sorts, pages.
  let turned = false;
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-in-place] a, a[data-in-place]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    turned = link.closest(".pagination") !== null;
    window.htmx.ajax("GET", link.href, { source: list, target: "#browse", swap: "innerMorph" });
  });

  document.addEventListener("htmx:after:swap", () => {
    settle();
    const count = document.getElementById("count");
    if (announcer && count) announcer.textContent = count.textContent;
    if (count && (turned || document.activeElement === document.body)) {
      count.focus({ preventScroll: !turned });
    }
    turned = false;
  });
  document.addEventListener("htmx:error", () => document.getElementById("browse").closest("form").submit());
  settle();
})();
