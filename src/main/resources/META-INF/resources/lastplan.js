// The plan that was made last in this browser: the service keeps none, so the page of a plan leaves a note here and the
// first page reads it. Without scripts, or where a browser keeps nothing, the first page says that there is none.
const KEY = 'last-plan';
const made = document.querySelector('[data-plan-made]');
const shown = document.querySelector('[data-last-plan]');

try {
  if (made) {
    const { what, planMade, file, sha } = made.dataset;
    localStorage.setItem(KEY, JSON.stringify({ what, made: planMade, file, sha }));
  }
  const note = JSON.parse(localStorage.getItem(KEY));
  if (shown && note) {
    for (const part of ['what', 'made', 'file', 'sha']) {
      shown.querySelector(`[data-${part}]`).textContent = note[part] ?? '';
    }
    shown.hidden = false;
    document.querySelector('[data-no-last-plan]').hidden = true;
  }
} catch {
  // storage is forbidden, or holds what somebody else has written: as if there were none
}
