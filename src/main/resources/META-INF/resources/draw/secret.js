// Makes the secret in this browser, so that it lies on this machine before it goes to the service. Without scripts the
// service makes one.
const field = document.querySelector('#secret');
const place = document.querySelector('[data-secret]');
const save = place.querySelector('[data-save]');
const said = place.querySelector('[data-said]');

place.hidden = false;
place.querySelector('[data-make]').addEventListener('click', () => {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  field.value = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  URL.revokeObjectURL(save.href);
  save.href = URL.createObjectURL(new Blob([`${field.value}\n`], { type: 'text/plain' }));
  save.hidden = false;
  said.textContent = '已产生。请现在保存，抽取时要用。';
});
