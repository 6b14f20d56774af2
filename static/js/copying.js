/* An address to be copied: chosen as a whole when it is entered, and a button that copies it. */
for (const field of document.querySelectorAll("[data-copy]")) {
  field.addEventListener("focus", () => field.select());
  if (navigator.clipboard) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = field.dataset.copy;
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      told.textContent = ` ${field.dataset.copied}`;
    });
    field.after(" ", button, told);
  }
}
