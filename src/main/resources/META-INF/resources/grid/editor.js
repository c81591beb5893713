// Writes in cells. One field stands in the active cell and has the focus even while nothing is being written: so an input
// method finds a field to compose in from the first key on, and what is typed takes the place of what was there.
import { element } from './dom.js';
import { label } from './model.js';

export class Editor extends EventTarget {
  #model;
  #selection;
  #view;
  #at = null;
  #base = 0;

  constructor(model, selection, view) {
    super();
    this.#model = model;
    this.#selection = selection;
    this.#view = view;
    this.writing = false;
    /** True where what was there was typed over, so that arrows leave the cell. */
    this.over = false;
    this.composing = false;
    this.field = element('textarea', {
      class: 'grid-field',
      rows: 1,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      maxlength: 4000,
      // a telephone's keyboard comes up only when a cell is being written
      inputmode: matchMedia('(pointer: coarse)').matches ? 'none' : null,
    });
    // a row that goes takes the field along; the focus comes back with it unless it went elsewhere
    this.held = false;
    document.addEventListener('focusin', (event) => (this.held = view.table.contains(event.target)));
    this.field.addEventListener('focusout', () =>
      setTimeout(() => (this.held &&= document.activeElement !== document.body || !this.field.isConnected)),
    );
    this.field.addEventListener('compositionstart', () => {
      this.composing = true;
      if (!this.writing) {
        this.begin(true, '');
      }
    });
    this.field.addEventListener('compositionend', () => {
      this.composing = false;
      this.#typed();
    });
    this.field.addEventListener('input', () => {
      if (!this.writing) {
        this.begin(true, this.field.value);
      }
      this.#typed();
    });
  }

  #typed() {
    if (this.writing) {
      this.#fit();
      this.dispatchEvent(new Event('typed'));
    }
  }

  get text() {
    return this.field.value;
  }

  set text(text) {
    this.field.value = text;
    this.#fit();
  }

  /** The cell in hand. */
  get cell() {
    const { r, c } = this.#selection.active;
    return this.#model.cell(r, c);
  }

  /** Puts the field into the active cell, with the focus where the table has it. */
  follow(focus = this.held && !this.#view.head.contains(document.activeElement)) {
    const { r, c } = this.#selection.active;
    const td = this.#view.at(r, c);
    if (!td) {
      return;
    }
    if (this.field.parentElement !== td) {
      td.append(this.field);
    }
    this.#tell();
    if (focus && document.activeElement !== this.field) {
      this.field.focus({ preventScroll: true });
    }
  }

  #tell() {
    const { r, c } = this.#selection.active;
    const row = this.#model.rows[r];
    const cell = row.cells[c];
    const text = this.#model.text(cell);
    this.field.setAttribute('aria-label', `${label(row)}，${this.#model.columns[c].label}：${text || '空白'}`);
    this.field.readOnly = !this.#model.editable(cell);
    const own = this.#model.own.get(cell.address);
    if (own != null && own.state !== 'saving') {
      this.field.setAttribute('aria-invalid', 'true');
    } else {
      this.field.removeAttribute('aria-invalid');
    }
  }

  /** Begins to write: over what is there, or in it. */
  begin(over, text) {
    const cell = this.cell;
    if (!this.#model.editable(cell)) {
      this.field.value = '';
      this.dispatchEvent(new CustomEvent('refused', { detail: '这一格只供查看' }));
      return;
    }
    this.writing = true;
    this.over = over;
    this.#at = cell.address;
    // what somebody else changes from here on is not what is being looked at
    this.#base = this.#model.own.get(cell.address)?.base ?? this.#model.version;
    this.field.removeAttribute('inputmode');
    this.field.parentElement.classList.add('writing');
    if (!over) {
      this.field.value = text ?? this.#model.text(cell);
      this.field.setSelectionRange(this.field.value.length, this.field.value.length);
    }
    this.field.focus({ preventScroll: true });
    this.#fit();
    this.dispatchEvent(new Event('begin'));
  }

  /** Takes what was written; true where there was anything to take. */
  commit() {
    if (!this.writing) {
      return false;
    }
    const text = this.field.value;
    const at = this.#at;
    const base = this.#base;
    this.#end();
    const place = this.#model.find(at);
    if (place) {
      const cell = this.#model.cell(place.r, place.c);
      this.dispatchEvent(new CustomEvent('saved', { detail: { ...place, answer: this.#model.write(cell, text, base) } }));
    } else {
      this.dispatchEvent(new CustomEvent('refused', { detail: `这一行已不在表里，您填的「${text}」没有保存` }));
    }
    return true;
  }

  cancel() {
    this.#end();
  }

  #end() {
    this.writing = false;
    this.composing = false;
    this.field.value = '';
    this.field.style.height = '';
    this.field.parentElement?.classList.remove('writing');
    this.dispatchEvent(new Event('end'));
  }

  /** As high as what is written. */
  #fit() {
    this.field.style.height = 'auto';
    this.field.style.height = `${Math.max(this.field.parentElement.clientHeight, this.field.scrollHeight + 2)}px`;
  }
}
