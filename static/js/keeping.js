/* What is typed is kept at the server every 20 seconds while it changes; files are not. */
{
  const { place, form, send, held, loaded } = window.openForm ?? {};
  const OFTEN = 20_000;
  const shown = document.querySelector(".kept-at");
  // A form that is shown with text that nobody has saved is kept as it is.
  const isSaved = !place?.hasAttribute("data-is-unsaved");
  let kept; // what the server has of this window, undefined before the first time
  let pending;

  const isText = ([name, value]) => name !== "csrfmiddlewaretoken" && !(value instanceof File);
  const isFile = ([, value]) => value instanceof File && value.name !== "";
  // Of files it is kept only that there were.
  const fields = () => {
    const all = [...new FormData(form)];
    return [...all.filter(isText), ...(all.some(isFile) ? [["_files", "1"]] : [])];
  };

  const keep = async () => {
    const now = held();
    const isAsAtFirst = isSaved && now === loaded();
    if (now === kept || (isAsAtFirst && kept === undefined)) return;
    pending = new AbortController();
    const sent = isAsAtFirst ? [["_forget", "1"]] : fields();
    const answer = await send(place.dataset.keeping, sent, { signal: pending.signal });
    if (!answer) return;
    kept = now;
    shown.textContent = isAsAtFirst ? "" : await answer.text();
    shown.hidden = !shown.textContent;
  };

  // What was kept before waits to be taken up or dropped: it must not be written over.
  if (place?.dataset.keeping && !place.querySelector(".open-form-kept")) {
    setInterval(keep, OFTEN);
    // A form that is being saved is not kept any more, not even by what is under way.
    form.addEventListener("submit", () => pending?.abort());
  }
}
