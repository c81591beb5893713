// Says that long work is under way: the button that began it tells so and cannot be pressed twice.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.dataset.busy || event.defaultPrevented) {
    return;
  }
  const button = event.submitter;
  form.setAttribute('aria-busy', 'true');
  if (button) {
    const said = button.textContent;
    button.setAttribute('aria-busy', 'true');
    button.textContent = form.dataset.busy;
    // disabled only after its name and value are taken up
    setTimeout(() => (button.disabled = true));
    window.addEventListener('pageshow', () => {
      form.removeAttribute('aria-busy');
      button.removeAttribute('aria-busy');
      button.disabled = false;
      button.textContent = said;
    }, { once: true });
  }
});
