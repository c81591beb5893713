// Says that long work is under way: the button that began it tells so and cannot be pressed twice. What is being sent can
// be stopped: the browser then hangs up, and the service stops what it does for whoever has left.
function cancelOf(form) {
  const cancel = document.createElement('button');
  cancel.type = 'button';
  cancel.className = 'secondary cancel';
  cancel.textContent = '取消上传';
  form.append(cancel);
  return cancel;
}

function sendsAFile(form) {
  return [...form.querySelectorAll('input[type="file"]')].some((field) => field.files.length > 0);
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  // what is answered in a page of its own leaves this one as it is, and never says here that it has come
  const elsewhere = (event.submitter?.formTarget || form.target) === '_blank';
  if (!form.dataset.busy || event.defaultPrevented || elsewhere) {
    return;
  }
  const button = event.submitter;
  const said = button?.textContent;
  const cancel = sendsAFile(form) ? cancelOf(form) : null;
  form.setAttribute('aria-busy', 'true');
  if (button) {
    button.setAttribute('aria-busy', 'true');
    button.textContent = form.dataset.busy;
    // disabled only after its name and value are taken up
    setTimeout(() => (button.disabled = true));
  }
  const end = () => {
    window.removeEventListener('pageshow', end);
    form.removeAttribute('aria-busy');
    cancel?.remove();
    if (button) {
      button.removeAttribute('aria-busy');
      button.disabled = false;
      button.textContent = said;
    }
  };
  window.addEventListener('pageshow', end);
  cancel?.addEventListener('click', () => {
    window.stop();
    end();
    button?.focus();
  });
});
