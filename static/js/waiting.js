// A page that waits for work under way looks again by itself.
"use strict";

const EVERY = 2000; // milliseconds

if (document.querySelector("[data-waits]")) {
  setTimeout(() => location.reload(), EVERY);
}
