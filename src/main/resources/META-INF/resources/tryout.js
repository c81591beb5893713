// Tries again whenever something is filled in, and shows the answer in its place; the server decides everything, and
// without scripts the form's own button does the same.
const form = document.querySelector('#tryout');
let sequence = 0;

async function ask(submitter) {
  const mine = ++sequence;
  const status = document.querySelector('#answer');
  status.setAttribute('aria-busy', 'true');
  try {
    const body = new URLSearchParams(new FormData(form, submitter));
    const response = await fetch('/try', { method: 'POST', body, headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const answer = page.querySelector('#answer');
    const asked = page.querySelector('#tryout');
    if (mine !== sequence) {
      return;
    }
    if (!answer || !asked) {
      // signed out, or refused: the page that says so
      form.submit();
      return;
    }
    status.replaceWith(document.adoptNode(answer));
    mark(asked);
  } catch {
    status.replaceChildren('没有连上服务，请重试');
  } finally {
    document.querySelector('#answer').removeAttribute('aria-busy');
  }
}

// What is wrong with a field is shown beside it; the fields themselves stay, so that nobody loses the place or the typing.
function mark(asked) {
  for (const field of form.elements) {
    const other = field.name && asked.elements[field.name];
    const label = field.closest('label');
    if (!other || !label || !('closest' in other)) {
      continue;
    }
    label.querySelector('small.problem')?.remove();
    field.removeAttribute('aria-invalid');
    const problem = other.closest('label').querySelector('small.problem');
    if (problem) {
      field.setAttribute('aria-invalid', 'true');
      label.append(document.adoptNode(problem));
    }
  }
}

form.addEventListener('change', () => ask());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  ask(event.submitter);
});
