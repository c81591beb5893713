// Chooses for a form a file that the page carries: with the field, or as one that can be saved. Without scripts the file is
// chosen by hand.
for (const field of document.querySelectorAll('input[data-carried], input[data-carries]')) {
  const name = field.dataset.carries ?? 'commitment.json';
  const href = field.dataset.carried
    ?? document.querySelector(`a[download="${CSS.escape(name)}"]`).getAttribute('href');
  const bytes = Uint8Array.from(atob(href.split(',')[1]), (letter) => letter.charCodeAt(0));
  const chosen = new DataTransfer();
  chosen.items.add(new File([bytes], name, { type: 'application/json' }));
  field.files = chosen.files;
}
