// What has the focus in a part that scrolls comes into view whole; browsers stop at its first part.
document.addEventListener("focusin", (event) => {
  if (!event.target.closest(":is(.table-scroll, .timeline-scroll) a, .results")) return;
  event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
