// Follows the links and forms marked data-boost within the page, so that it neither jumps nor loses the focus. Everything
// is decided by the server; without scripts the same links and forms load whole pages.
let sequence = 0;

async function follow(url, options, cell) {
  const mine = ++sequence;
  document.body.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(url, { ...options, headers: { Accept: 'text/html' } });
    const answer = new URL(response.url);
    if (answer.pathname === '/login') {
      location.assign(answer.href);
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (mine !== sequence) {
      return;
    }
    // a redirect's fragment is not told to scripts
    const hash = cell ? `#c-${encodeURIComponent(cell)}` : new URL(url, location.href).hash;
    document.title = page.title;
    document.querySelector('#main').replaceWith(document.adoptNode(page.querySelector('#main')));
    history.replaceState(null, '', answer.pathname + answer.search + hash);
    settle(hash);
  } catch {
    // the network failed: let the browser tell so in its own way
    if (!options) {
      location.assign(url);
    } else {
      document.querySelector('#main [role=status]')?.replaceChildren('没有连上服务，请重试');
    }
  } finally {
    document.body.removeAttribute('aria-busy');
  }
}

function settle(hash) {
  const field = document.querySelector('#main [autofocus]');
  if (field) {
    field.focus({ preventScroll: true });
    field.select?.();
    field.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  } else if (hash) {
    document.getElementById(decodeURIComponent(hash.slice(1)))?.querySelector('a.value')?.focus({ preventScroll: true });
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-boost]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    follow(link.href);
  }
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.matches('form[data-boost]')) {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    follow(form.action, { method: 'POST', body }, body.get('cell'));
  }
});

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    document.querySelector('a[data-cancel]')?.click();
    return;
  }
  const link = event.target.closest('a.value');
  const step = STEPS[event.key];
  if (!link || !step) {
    return;
  }
  const cell = link.closest('td');
  const row = step[0] < 0 ? cell.parentElement.previousElementSibling : cell.parentElement.nextElementSibling;
  const next = step[0] ? row?.cells[cell.cellIndex] : cell.parentElement.cells[cell.cellIndex + step[1]];
  const target = next?.querySelector('a.value');
  if (target) {
    event.preventDefault();
    target.focus();
  }
});

settle(location.hash);
