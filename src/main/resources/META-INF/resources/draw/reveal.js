// Shows the strata one after the other, by a key or by themselves; all that is shown is on the page already, so that without
// scripts it is seen at once.
const PAUSE = 4000;
const place = document.querySelector('[data-progress]');
const strata = [...document.querySelectorAll('.stratum')];

if (place) {
  const bar = place.querySelector('progress');
  const said = place.querySelector('[data-said]');
  const next = place.querySelector('[data-next]');
  const play = place.querySelector('[data-play]');
  const all = place.querySelector('[data-all]');
  const after = document.querySelector('[data-after]');
  let shown = 0;
  let timer;

  const say = () => {
    bar.value = shown;
    said.textContent = shown === strata.length
      ? `全部 ${strata.length} 层已揭晓`
      : `已揭晓 ${shown} 层，共 ${strata.length} 层`;
    if (shown === strata.length) {
      clearInterval(timer);
      after.hidden = false;
      place.querySelector('.actions').hidden = true;
    }
  };
  const reveal = () => {
    if (shown < strata.length) {
      strata[shown - 1]?.classList.remove('now');
      const stratum = strata[shown++];
      stratum.hidden = false;
      stratum.classList.add('now');
      stratum.scrollIntoView({ block: 'nearest' });
    }
    say();
  };

  strata.forEach((stratum) => (stratum.hidden = true));
  after.hidden = true;
  place.hidden = false;
  next.addEventListener('click', reveal);
  play.addEventListener('click', () => {
    clearInterval(timer);
    reveal();
    timer = setInterval(reveal, PAUSE);
  });
  all.addEventListener('click', () => {
    while (shown < strata.length) {
      reveal();
    }
    strata.at(-1).classList.remove('now');
    strata.forEach((stratum) => (stratum.hidden = false));
  });
  // on paper all is there, revealed or not
  window.addEventListener('beforeprint', () => all.click());
  say();
  next.focus();
}
