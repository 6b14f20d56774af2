/* A form of the desk while it is open: says so every 30 seconds, hears who else has it open, and warns before
   what is not saved is left. */
{
  const place = document.querySelector(".open-form");
  const form = document.getElementById(place?.dataset.form);
  const HEARTBEAT = 30_000;
  const company = place?.querySelector(".company");
  const trouble = place?.querySelector(".open-form-trouble");
  const page = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16)).join("");

  // Signing in again, in another window, changes the cookie: what the form holds may be the old token.
  const token = () =>
    document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken?.value ?? "";

  /* Send to an address of the form's own; undefined where nobody answers as to somebody signed in. */
  const send = async (address, fields, options = {}) => {
    const sent = { method: "POST", body: new URLSearchParams(fields), redirect: "manual", ...options };
    try {
      const answer = await fetch(address, { ...sent, headers: { "X-CSRFToken": token() } });
      const isLost = answer.type === "opaqueredirect" || answer.status === 403;
      const words = isLost ? place.dataset.signedOut : "";
      if (trouble.textContent !== words) trouble.textContent = words;
      return isLost ? undefined : answer;
    } catch {
      return undefined; // no network, or the page is being left: the next time will tell
    }
  };

  const beat = async () => {
    const revision = form.elements._revision?.value ?? "";
    const answer = await send(place.dataset.presence, { page, _revision: revision });
    if (!answer?.ok) return;
    const told = await answer.text();
    if (company.dataset.told !== told) company.innerHTML = company.dataset.told = told;
  };

  /* What the form would send, files by name and size, without the token. */
  const held = () =>
    JSON.stringify(
      [...new FormData(form)]
        .filter(([name]) => name !== "csrfmiddlewaretoken")
        .map(([name, value]) => [name, value instanceof File ? `${value.name} ${value.size}` : value]),
    );

  let loaded;
  let isSent = false;
  const isChanged = () => place.hasAttribute("data-is-unsaved") || held() !== loaded;

  if (form) {
    // Scripts fill and dress fields while the page loads: what counts is what a person then finds.
    const note = () => (loaded = held());
    note();
    addEventListener("load", () => setTimeout(note));
    const events = ["focusin", "pointerdown", "keydown"];
    const meet = () => {
      note();
      for (const name of events) form.removeEventListener(name, meet, true);
    };
    for (const name of events) form.addEventListener(name, meet, true);

    addEventListener("beforeunload", (event) => {
      if (!isSent && isChanged()) event.preventDefault();
    });
    form.addEventListener("submit", (event) => (isSent = !event.defaultPrevented));
    addEventListener("pageshow", () => (isSent = false));

    if (place.dataset.presence) {
      beat();
      setInterval(beat, HEARTBEAT);
      addEventListener("pagehide", () => send(place.dataset.presence, { page, leave: 1 }, { keepalive: true }));
      addEventListener("pageshow", (event) => event.persisted && beat());
    }
    window.openForm = { place, form, send, held, loaded: () => loaded };
  }
}
