// Opens the folded part that an address within the page leads into.
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let part = target?.closest("details"); part; part = part.parentElement?.closest("details")) {
    part.open = true;
  }
  target?.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
if (location.hash) {
  unfold();
}
