// What stands below the cell that is being written: the words that it may hold, a calendar, what may be written.
import { button, element } from './dom.js';

export class Choices {
  #model;
  #editor;
  #panel = element('div', { class: 'grid-choices', role: 'dialog', 'aria-label': '可填', hidden: true });
  #sync = () => {};

  constructor(model, editor, frame) {
    this.#model = model;
    this.#editor = editor;
    frame.append(this.#panel);
    editor.addEventListener('begin', () => this.#open());
    editor.addEventListener('typed', () => this.#sync());
    editor.addEventListener('end', () => this.close());
    // a click on a word leaves the focus in the cell, where Enter takes what was ticked
    this.#panel.addEventListener('mousedown', (event) => event.target.matches('[type=date]') || event.preventDefault());
    this.#panel.addEventListener('keydown', (event) => this.#key(event));
  }

  get element() {
    return this.#panel;
  }

  contains(node) {
    return this.#panel.contains(node);
  }

  close() {
    this.#panel.hidden = true;
    this.#panel.replaceChildren();
    this.#sync = () => {};
  }

  /** Goes into the panel from the field. */
  enter() {
    const inside = this.#panel.querySelector('[aria-selected=true], input:checked, input, button');
    inside?.focus();
    return inside != null;
  }

  /** Below the cell, or above it where there is no room below. */
  place() {
    const cell = this.#editor.field.parentElement?.getBoundingClientRect();
    if (this.#panel.hidden || !cell) {
      return;
    }
    const field = this.#editor.field.getBoundingClientRect();
    const below = Math.max(cell.bottom, field.bottom);
    // measured where it has room: beside the edge it would be squeezed
    this.#panel.style.left = '0px';
    const { offsetHeight: height, offsetWidth: width } = this.#panel;
    this.#panel.style.left = `${Math.max(4, Math.min(cell.left, innerWidth - width - 8))}px`;
    this.#panel.style.top = `${below + height > innerHeight && cell.top > height ? cell.top - height : below + 1}px`;
  }

  #open() {
    const form = this.#model.form(this.#editor.cell);
    const parts = {
      ONE: () => this.#one(form.words),
      TESTS: () => this.#tests(form.words),
      SEVERAL: () => this.#several(form.words),
      DATE: () => this.#date(),
    }[form.control]?.() ?? [];
    const own = this.#model.own.get(this.#editor.cell.address);
    this.#panel.replaceChildren(
      ...(own?.words ? [element('p', { class: 'wrong' }, own.words)] : []),
      ...parts,
      ...(form.hint ? [element('p', { class: 'hint' }, form.hint)] : []),
    );
    this.#panel.hidden = this.#panel.childElementCount === 0;
    this.#sync();
    this.place();
  }

  #one(words) {
    const options = words.map((word) =>
      button(word, () => this.#take(word), { role: 'option', 'aria-selected': 'false', tabindex: -1 }),
    );
    this.#sync = () =>
      options.forEach((option) => option.setAttribute('aria-selected', String(option.textContent === this.#editor.text)));
    return [element('div', { role: 'listbox', 'aria-label': '选一个' }, ...options)];
  }

  #boxes(words, onchange) {
    return words.map((word) =>
      element('label', {}, element('input', { type: 'checkbox', value: word, onchange }), ` ${word}`),
    );
  }

  #tests(words) {
    const { any, except, other, separator } = this.#model.sheet.notation;
    const name = 'grid-mode';
    const write = () => {
      const chosen = boxes.map((box) => box.firstChild).filter((box) => box.checked).map((box) => box.value);
      const words = chosen.join(separator);
      this.#editor.text = mode() === 'ANY' ? any : mode() === 'NOT' && words ? except + words + other : words;
    };
    const modes = Object.entries({ IN: '是其中之一', NOT: `${except}这些${other}`, ANY: any }).map(([value, said]) =>
      element('label', {}, element('input', { type: 'radio', name, value, onchange: write }), ` ${said}`),
    );
    const boxes = this.#boxes(words, () => {
      if (mode() === 'ANY' || !mode()) {
        modes[0].firstChild.checked = true;
      }
      write();
    });
    const mode = () => modes.map((each) => each.firstChild).find((radio) => radio.checked)?.value;
    this.#sync = () => {
      const text = this.#editor.text.trim();
      const excluded = text.startsWith(except) && text.endsWith(other);
      const listed = (excluded ? text.slice(except.length, -other.length) : text).split(separator).map((word) => word.trim());
      const said = text === '' ? null : text === any ? 'ANY' : excluded ? 'NOT' : 'IN';
      modes.forEach((each) => (each.firstChild.checked = each.firstChild.value === said));
      boxes.forEach((each) => (each.firstChild.checked = listed.includes(each.firstChild.value)));
    };
    return [element('div', { class: 'modes' }, ...modes), element('div', { class: 'boxes' }, ...boxes)];
  }

  #several(words) {
    const { none, separator } = this.#model.sheet.notation;
    const write = () => {
      const chosen = boxes.map((box) => box.firstChild).filter((box) => box.checked).map((box) => box.value);
      this.#editor.text = chosen.length === 0 ? none : chosen.join(separator);
    };
    const boxes = this.#boxes(words, write);
    this.#sync = () => {
      const listed = this.#editor.text.split(separator).map((word) => word.trim());
      boxes.forEach((each) => (each.firstChild.checked = listed.includes(each.firstChild.value)));
    };
    return [element('div', { class: 'boxes' }, ...boxes)];
  }

  #date() {
    const day = element('input', {
      type: 'date',
      'aria-label': '日期',
      onchange: () => {
        if (day.value) {
          this.#editor.text = day.value;
        }
      },
    });
    this.#sync = () => (day.value = /^\d{4}-\d{2}-\d{2}$/.test(this.#editor.text) ? this.#editor.text : '');
    return [day];
  }

  #take(word) {
    this.#editor.text = word;
    this.#editor.commit();
    this.#editor.follow(true);
  }

  #key(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#editor.cancel();
      this.#editor.follow(true);
    } else if (event.key === 'Enter' && !event.target.matches('[role=option]')) {
      event.preventDefault();
      this.#editor.commit();
      this.#editor.follow(true);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const all = [...this.#panel.querySelectorAll('[role=option], input')];
      const next = all[all.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)];
      if (!event.target.matches('[type=date]')) {
        event.preventDefault();
        (next ?? this.#editor.field).focus();
      }
    }
  }
}
