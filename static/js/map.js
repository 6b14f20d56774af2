// The arcs of the point under the pointer, or in focus, stand out. Without this file the map is the same map.
(() => {
  const answer = (event) => {
    const point = event.target.closest?.(".map-point");
    for (const picture of document.querySelectorAll(".map-picture.is-asked")) picture.classList.remove("is-asked");
    if (!point) return;
    const picture = point.closest(".map-picture");
    let some = false;
    for (const arc of picture.querySelectorAll(".map-arc")) {
      const meant = [arc.dataset.from, arc.dataset.to].includes(point.dataset.point);
      arc.classList.toggle("is-meant", meant);
      some ||= meant;
    }
    picture.classList.toggle("is-asked", some);
  };
  for (const name of ["mouseover", "focusin", "focusout"]) document.addEventListener(name, answer);
})();
