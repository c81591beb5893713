// A page of work that is under way tells how far it has come without loading itself anew, and loads the result once there is
// one. Where scripts do not run the page does it itself.
const look = async () => {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.querySelector('[data-running]');
    if (!now) {
      location.reload();
      return;
    }
    const shown = document.querySelector('[data-running]');
    // what has not changed is not read out again
    if (shown.innerHTML !== now.innerHTML) {
      shown.replaceChildren(...now.childNodes);
    }
  } catch {
    // not reached for once: looked for again
  }
  setTimeout(look, 1000);
};
setTimeout(look, 1000);
