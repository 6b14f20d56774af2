/* Names for what Django's desk leaves without one: fields in tables, and boxes that offer records. */
{
  // A box for several records holds a sign to take each away; one to take all away would stand inside its list.
  for (const select of document.querySelectorAll("select.admin-autocomplete[multiple]")) {
    select.dataset.allowClear = "false";
  }

  const sourceOf = (field) => {
    const label = field.labels?.[0];
    const cell = field.closest(".tabular td");
    return label ?? (cell && field.closest("table").tHead.rows[0].cells[cell.cellIndex]);
  };

  const nameCell = (cell, head) => {
    const name = head.textContent.trim();
    const help = head.querySelector("img");
    cell.dataset.label = head.matches(".required") ? `* ${name}` : name;
    for (const field of cell.querySelectorAll("input, select, textarea")) {
      if (!field.labels?.length) field.setAttribute("aria-label", name);
      field.removeAttribute("aria-describedby"); // it names a place that a table does not have
      if (help) field.setAttribute("aria-description", help.alt);
    }
  };

  const nameTable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    for (const head of heads) if (!head.textContent.trim()) head.setAttribute("role", "none");
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, place) => {
        if (row.cells.length === heads.length && heads[place].textContent.trim()) nameCell(cell, heads[place]);
      });
    }
  };

  const nameBox = (select) => {
    const source = sourceOf(select);
    const box = select.nextElementSibling?.querySelector("[role=combobox]");
    if (!source || !box) return;
    const shown = box.querySelector("[role=textbox]");
    source.id ||= `name-of-${select.id}`;
    box.setAttribute("aria-labelledby", [source.id, shown?.id].filter(Boolean).join(" "));
    for (const part of ["role", "aria-readonly"]) shown?.removeAttribute(part);
    box.querySelector("input")?.setAttribute("aria-labelledby", source.id);
  };

  const nameAll = () => {
    document.querySelectorAll(".tabular table").forEach(nameTable);
    document.querySelectorAll("select.select2-hidden-accessible").forEach(nameBox);
  };

  // Django's scripts for moments begin when the page is loaded. The zone stands beside each moment already.
  if (window.DateTimeShortcuts) {
    window.DateTimeShortcuts.addTimezoneWarning = () => {};
    window.DateTimeShortcuts.clockHours.default_ = [
      [gettext("Now"), -1],
      ...[0, 6, 12, 18].map((hour) => [`${String(hour).padStart(2, "0")}:00`, hour]),
    ];
  }

  window.django?.jQuery?.(nameAll); // once Django has made the boxes
  document.addEventListener("formset:added", nameAll);
}
