// Finds a text in the table, and shows only the rows that hold it, or that say one of the chosen words in a column.
import { button, element } from './dom.js';

export class Find {
  #model;
  #grid;
  #chosen = new Map();

  constructor(model, grid) {
    this.#model = model;
    this.#grid = grid;
    this.field = element('input', { type: 'search', 'aria-label': '在本表中查找', placeholder: '在本表中查找（Ctrl+F）' });
    this.told = element('span', { class: 'found', role: 'status' });
    this.only = element('input', { type: 'checkbox' });
    this.bar = element(
      'span',
      { class: 'grid-find' },
      this.field,
      button('下一处', () => this.next(1)),
      element('label', {}, this.only, ' 只看含此内容的行'),
      this.told,
      (this.all = button('取消筛选', () => this.clear(), { hidden: true })),
    );
    this.field.addEventListener('input', () => this.#typed());
    this.only.addEventListener('change', () => this.#typed());
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) {
        event.preventDefault();
        this.next(event.shiftKey ? -1 : 1);
      } else if (event.key === 'Escape') {
        event.preventDefault();
        grid.editor.follow(true);
      }
    });
    this.#filters();
  }

  open() {
    this.field.focus();
    this.field.select();
  }

  clear() {
    this.field.value = '';
    this.only.checked = false;
    this.#chosen.clear();
    this.#typed();
  }

  #holds(row) {
    const part = this.field.value.trim().toLowerCase();
    return row.name.toLowerCase().includes(part) || row.cells.some((cell) => this.#model.text(cell).toLowerCase().includes(part));
  }

  #typed() {
    const part = this.field.value.trim();
    const only = this.only.checked && part !== '';
    const chosen = [...this.#chosen];
    this.#model.filter = only || chosen.length > 0
      ? (row) => (!only || this.#holds(row)) && chosen.every(([c, words]) => words.has(row.cells[c].text))
      : null;
    this.#model.sift();
    this.all.hidden = !this.#model.filter;
    this.#grid.view.head.querySelectorAll('.grid-filter').forEach((each, c) => each.setAttribute('aria-pressed', String(this.#chosen.has(c))));
    const seen = this.#model.filter ? `显示 ${this.#model.rows.length} / ${this.#model.all.length} 行` : '';
    this.told.textContent = [part && `${this.#places().length} 处`, seen].filter(Boolean).join('，');
  }

  #places() {
    const part = this.field.value.trim().toLowerCase();
    const places = [];
    if (part) {
      this.#model.rows.forEach((row, r) =>
        row.cells.forEach((cell, c) => {
          if (this.#model.text(cell).toLowerCase().includes(part)) {
            places.push({ r, c });
          }
        }),
      );
    }
    return places;
  }

  /** Goes to the next place, around the end to the beginning. */
  next(step) {
    const places = this.#places();
    if (places.length === 0) {
      this.told.textContent = this.field.value.trim() ? '没有找到' : '';
      return;
    }
    const { r, c } = this.#grid.selection.active;
    const after = (place) => place.r > r || (place.r === r && place.c > c);
    const before = (place) => place.r < r || (place.r === r && place.c < c);
    const to = step > 0 ? places.find(after) ?? places[0] : places.findLast(before) ?? places.at(-1);
    this.#grid.go(to.r, to.c);
    this.told.textContent = `第 ${places.indexOf(to) + 1} / ${places.length} 处`;
  }

  #filters() {
    this.#grid.view.head.querySelectorAll('th[scope=col]:not(:first-child)').forEach((th) => {
      const filter = button('▾', () => this.#choose(th.column, filter), {
        class: 'grid-filter',
        tabindex: -1,
        title: '左右键换列，Alt 加左右键改列宽，↓ 回到表格',
        'aria-label': `筛选「${this.#model.columns[th.column].label}」`,
        onkeydown: (event) => this.#headKey(event, th.column),
        'aria-pressed': 'false',
        'aria-expanded': 'false',
      });
      th.insertBefore(filter, th.lastChild);
    });
  }

  /** In the heads arrows go from column to column, down into the table; with Alt they make a column wider or narrower. */
  #headKey(event, c) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && event.altKey) {
      this.#grid.view.columns.widen(c, step * 16);
    } else if (step) {
      this.head(c + step);
    } else if (event.key === 'ArrowDown' || event.key === 'Escape') {
      this.#grid.go(this.#grid.selection.active.r, c);
      this.#grid.editor.follow(true);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Goes to the head of a column. */
  head(c) {
    this.#grid.view.reveal(this.#grid.selection.active.r, Math.max(0, Math.min(c, this.#model.columns.length - 1)));
    this.#grid.view.head.querySelectorAll('.grid-filter')[c]?.focus({ preventScroll: true });
  }

  /** A list of what the column says, to tick what is to be seen. */
  #choose(c, filter) {
    const words = [...new Set(this.#model.all.map((row) => row.cells[c].text))].sort((a, b) => a.localeCompare(b, 'zh-CN'));
    const chosen = this.#chosen.get(c);
    const boxes = words.slice(0, 300).map((word) => {
      const box = element('input', { type: 'checkbox', value: word });
      box.checked = !chosen || chosen.has(word);
      return element('label', {}, box, ` ${word || '（空白）'}`);
    });
    const take = () => {
      const ticked = boxes.map((label) => label.firstChild).filter((box) => box.checked).map((box) => box.value);
      if (ticked.length === words.length) {
        this.#chosen.delete(c);
      } else {
        this.#chosen.set(c, new Set(ticked));
      }
      close();
      this.#typed();
    };
    const every = (on) => boxes.forEach((label) => (label.firstChild.checked = on));
    const panel = element(
      'div',
      { class: 'grid-choices grid-sift', role: 'dialog', 'aria-label': `筛选「${this.#model.columns[c].label}」` },
      element('div', { class: 'modes' }, button('全选', () => every(true), { class: 'link' }), button('全不选', () => every(false), { class: 'link' })),
      element('div', { class: 'boxes' }, ...boxes),
      element('div', { class: 'modes' }, button('确定', take), button('取消', () => close(), { class: 'secondary' })),
    );
    const close = () => {
      panel.remove();
      filter.setAttribute('aria-expanded', 'false');
      filter.focus();
    };
    panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        close();
      } else if (event.key === 'Enter' && event.target.matches('input')) {
        event.preventDefault();
        take();
      }
    });
    document.querySelector('.grid-sift')?.remove();
    this.#grid.frame.append(panel);
    filter.setAttribute('aria-expanded', 'true');
    const at = filter.getBoundingClientRect();
    panel.style.left = `${Math.max(4, Math.min(at.left, innerWidth - panel.offsetWidth - 8))}px`;
    panel.style.top = `${at.bottom + 2}px`;
    panel.querySelector('input')?.focus();
  }
}
