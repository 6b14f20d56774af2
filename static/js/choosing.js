// What is chosen to be compared stays chosen while the list changes in place: what the list no longer shows
// stands beside the button. Without this file a choice holds as long as its page.
(() => {
  const list = document.getElementById("browse");
  if (!list || !window.htmx) return;
  const boxes = () => [...list.querySelectorAll("input[form=compare]")];
  let chosen = [];

  const standing = (box) => {
    const item = document.createElement("li");
    const label = document.createElement("label");
    label.className = "choice";
    box.checked = true;
    label.append(box, ` ${box.dataset.title}`);
    item.append(label);
    return item;
  };

  document.addEventListener("htmx:before:swap", () => {
    chosen = boxes().filter((box) => box.checked).map((box) => box.cloneNode());
  });
  document.addEventListener("htmx:after:swap", () => {
    const named = new Set(chosen.map((box) => box.value));
    const shown = boxes();
    for (const box of shown) box.checked = named.has(box.value);
    const there = new Set(shown.map((box) => box.value));
    const gone = chosen.filter((box) => !there.has(box.value));
    list.querySelector("[data-chosen-elsewhere]")?.replaceChildren(...gone.map(standing));
  });
})();
