// A page of work that is under way tells how far it has come without loading itself anew, and shows what came of it once
// there is something, with all that was typed meanwhile left as it was. Where scripts do not run the page does it itself.
const INTERVAL = 1000;

function typed() {
  return [...document.querySelectorAll('#main textarea, #main input[type="text"]')]
    .filter((field) => field.name && field.value !== field.defaultValue)
    .map((field) => [field.name, field.value]);
}

async function take(scripts) {
  for (const script of scripts) {
    const source = script.getAttribute('src');
    if (source && !document.querySelector(`script[src="${CSS.escape(source)}"]`)) {
      const added = document.createElement('script');
      added.src = source;
      added.type = script.type || 'text/javascript';
      // one after the other: the later ones use the earlier ones
      await new Promise((done) => {
        added.onload = done;
        added.onerror = done;
        document.head.append(added);
      });
    }
  }
}

async function show(page) {
  const kept = typed();
  const focus = document.activeElement?.name;
  document.title = page.title;
  document.querySelector('#main').replaceWith(document.adoptNode(page.querySelector('#main')));
  for (const [name, value] of kept) {
    const field = document.querySelector(`#main [name="${CSS.escape(name)}"]:is(textarea, input[type="text"])`);
    if (field) {
      field.value = value;
    }
  }
  const wanted = focus && document.querySelector(`#main [name="${CSS.escape(focus)}"]:is(textarea, input[type="text"])`);
  (wanted || document.querySelector('#main [autofocus]'))?.focus({ preventScroll: true });
  await take(page.querySelectorAll('head script'));
}

/** True where the page is still about work under way. */
async function look() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (answer.redirected) {
    location.assign(answer.url);
    return false;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const now = [...page.querySelectorAll('[data-running]')];
  const shown = [...document.querySelectorAll('[data-running]')];
  if (now.length !== shown.length || now.length === 0) {
    await show(page);
    return now.length > 0;
  }
  now.forEach((each, place) => {
    // what has not changed is not read out again
    if (shown[place].innerHTML !== each.innerHTML) {
      shown[place].replaceChildren(...each.childNodes);
    }
  });
  return true;
}

async function watch() {
  let more = true;
  try {
    more = await look();
  } catch {
    // not reached for once: looked for again
  }
  if (more) {
    setTimeout(watch, INTERVAL);
  }
}

setTimeout(watch, INTERVAL);
