/* At the door: says what a device refused, where allauth's script only writes it to the console. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("device-fault").hidden = false;
});
