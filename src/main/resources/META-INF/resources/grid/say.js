// One line that says what was done; below it what is wrong, or a question, until it is settled.
import { button, element } from './dom.js';

export class Say {
  #go;
  #settle = null;

  constructor(go) {
    this.#go = go;
    this.line = element('p', { class: 'grid-said', role: 'status' });
    this.box = element('div', { class: 'grid-asked', hidden: true });
  }

  done(words) {
    this.#close(null);
    this.line.textContent = words;
  }

  /** Names what is wrong, each place with a way to it. */
  wrong(words, places = []) {
    this.#close(null);
    this.line.textContent = '';
    this.#show(words, places, [button('知道了', () => this.#close(null))]);
  }

  /** Asks; the answer is the value of the button that was pressed, null where it was left. */
  ask(words, answers, places = []) {
    this.#close(null);
    this.line.textContent = '';
    return new Promise((resolve) => {
      this.#settle = resolve;
      const buttons = Object.entries(answers).map(([said, value], i) =>
        button(said, () => this.#close(value), { class: i === 0 ? '' : 'secondary' }),
      );
      this.#show(words, places, buttons);
      buttons[0].focus();
    });
  }

  close() {
    this.#close(null);
  }

  #show(words, places, buttons) {
    const lines = places.slice(0, 50).map((place) =>
      element('li', {}, place.go ? button(place.words, () => this.#go(place.go.r, place.go.c), { class: 'link' }) : place.words),
    );
    this.box.replaceChildren(
      element('p', {}, words),
      ...(lines.length ? [element('ul', {}, ...lines)] : []),
      ...(places.length > 50 ? [element('p', {}, `另有 ${places.length - 50} 处`)] : []),
      element('div', { class: 'modes' }, ...buttons),
    );
    this.box.setAttribute('role', 'alert');
    this.box.hidden = false;
  }

  #close(value) {
    this.box.hidden = true;
    this.box.replaceChildren();
    const settle = this.#settle;
    this.#settle = null;
    if (settle) {
      this.onclose?.();
      settle(value);
    }
  }
}
