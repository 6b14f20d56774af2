// Suggestions while typing: a combobox with a list, as WAI-ARIA describes it. Without it, a plain search field.
(() => {
  const WAIT = 150; // milliseconds without a letter before it asks
  const QUIET = 1000; // and before it says how many suggestions there are

  const enhance = (field, number) => {
    const form = field.form;
    const list = document.createElement("ul");
    list.id = `suggestions-${number}`;
    list.className = "suggestions";
    list.hidden = true;
    list.tabIndex = -1; // a list that scrolls would be a stop of its own for the Tab key
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.dataset.suggestions);
    const status = document.createElement("span");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    field.after(list, status);
    for (const [name, value] of [
      ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
      ["aria-controls", list.id], ["autocomplete", "off"],
    ]) field.setAttribute(name, value);

    let timer = 0;
    let saying = 0;
    let isAsking = false;
    let asked = null;
    let chosen = -1;

    const close = () => {
      clearTimeout(timer);
      clearTimeout(saying);
      asked?.abort();
      isAsking = false;
      list.hidden = true;
      chosen = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };

    const choose = (index) => {
      const options = [...list.children];
      options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
      chosen = index;
      if (index < 0) return field.removeAttribute("aria-activedescendant");
      field.setAttribute("aria-activedescendant", options[index].id);
      options[index].scrollIntoView({ block: "nearest" });
    };

    const show = (answer) => {
      list.replaceChildren(...answer.suggestions.map((suggestion, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.address = suggestion.address;
        const kind = document.createElement("small");
        kind.textContent = suggestion.kind;
        option.append(suggestion.text, " ", kind);
        return option;
      }));
      chosen = -1;
      field.removeAttribute("aria-activedescendant");
      list.hidden = answer.suggestions.length === 0;
      field.setAttribute("aria-expanded", String(!list.hidden));
      clearTimeout(saying);
      saying = setTimeout(() => {
        if (status.textContent !== answer.announcement) status.textContent = answer.announcement;
      }, QUIET);
    };

    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      try {
        const address = `${field.dataset.suggest}?q=${encodeURIComponent(field.value)}`;
        const answer = await fetch(address, { signal: asked.signal, credentials: "same-origin" });
        if (answer.ok && document.activeElement === field) show(await answer.json());
        isAsking = false;
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };

    const go = (option) => { window.location.assign(option.dataset.address); };

    field.addEventListener("input", () => {
      clearTimeout(timer);
      choose(-1); // what was chosen was an answer to fewer letters
      if (field.value.trim().length < 2) return close();
      isAsking = true;
      timer = setTimeout(ask, WAIT);
    });
    field.addEventListener("keydown", (event) => {
      const count = list.hidden ? 0 : list.children.length;
      if (event.key === "Escape" && (count || isAsking)) {
        event.preventDefault();
        close();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
      } else if (event.key === "Enter" && chosen >= 0 && count) {
        event.preventDefault();
        go(list.children[chosen]);
      }
    });
    field.addEventListener("blur", close);
    form.addEventListener("submit", close);
    // The list keeps the focus in the field, so that a press on an option is not a blur.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) go(option);
    });
  };

  document.querySelectorAll("[data-suggest]").forEach(enhance);
})();
