// Draws the table: only the rows in sight are there, each as high as its text. Rows lie at computed places, so that a
// table of thousands scrolls as one of ten.
import { Columns } from './columns.js';
import { element } from './dom.js';
import { label } from './model.js';

const ROW = 30;
const SPARE = 8;
const HEADS = 2;

export class View {
  #model;
  #selection;
  #shown = new Map();
  #heights = new Map();
  #tops = [];
  #frame = 0;
  #width = 0;
  /** What others lit up: rows by address or name, cells by address, each with a state and words. */
  #marks = { rows: new Map(), cells: new Map() };

  constructor(model, selection) {
    this.#model = model;
    this.#selection = selection;
    this.head = element('thead', { role: 'rowgroup' });
    this.body = element('tbody', { role: 'rowgroup' });
    this.table = element(
      'table',
      { role: 'grid', 'aria-label': model.sheet.label, 'aria-multiselectable': 'true', 'aria-describedby': 'grid-keys' },
      this.head,
      this.body,
    );
    this.scroll = element('div', { class: 'grid-scroll' }, this.table);
    this.handle = element('span', { class: 'grid-handle', title: '拖动，向下填充', 'aria-hidden': 'true' });
    this.columns = new Columns(model, this.table, () => {
      this.#heights.clear();
      this.draw(true);
    });
    this.columns.heads(this.head);
    this.scroll.addEventListener('scroll', () => this.#soon());
    new ResizeObserver(() => this.#resized()).observe(this.scroll);
    model.addEventListener('change', () => {
      selection.settle();
      this.draw(true);
    });
    selection.addEventListener('change', () => this.#paint());
  }

  #resized() {
    const width = this.scroll.clientWidth;
    if (width !== this.#width) {
      this.#width = width;
      this.columns.fit();
      this.#heights.clear();
      this.draw(true);
      this.reveal(this.#selection.active.r, this.#selection.active.c);
    } else {
      this.draw();
    }
  }

  #soon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.draw();
    });
  }

  #place() {
    // what was not drawn yet is taken to be as high as what was
    let sum = 0;
    this.#heights.forEach((height) => (sum += height));
    const usual = this.#heights.size > 0 ? Math.round(sum / this.#heights.size) : ROW;
    let top = 0;
    this.#tops = this.#model.rows.map((row) => {
      const at = top;
      top += this.#heights.get(row.address) ?? usual;
      return at;
    });
    this.#tops.push(top);
    this.body.style.height = `${top}px`;
  }

  /** The row at a height, by halving. */
  #rowAt(y) {
    let low = 0;
    let high = this.#model.rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#tops[middle] <= y) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.max(0, low);
  }

  /** Draws what is in sight; afresh where the table itself has changed. */
  draw(afresh = false) {
    const rows = this.#model.rows;
    this.table.setAttribute('aria-rowcount', rows.length + HEADS);
    this.table.setAttribute('aria-colcount', this.#model.columns.length + 1);
    this.table.setAttribute('aria-readonly', String(!this.#model.sheet.editable));
    this.#place();
    const height = this.scroll.clientHeight || 600;
    const first = Math.max(0, this.#rowAt(this.scroll.scrollTop) - SPARE);
    const last = Math.min(rows.length - 1, this.#rowAt(this.scroll.scrollTop + height) + SPARE);
    const wanted = new Set();
    for (let r = first; r <= last; r++) {
      wanted.add(r);
    }
    if (rows.length > 0) {
      wanted.add(this.#selection.active.r);
    }
    const keep = new Set([...wanted].map((r) => rows[r].address));
    for (const [address, tr] of this.#shown) {
      if (!keep.has(address)) {
        tr.remove();
        this.#shown.delete(address);
      }
    }
    const fresh = [];
    for (const r of [...wanted].sort((a, b) => a - b)) {
      const row = rows[r];
      let tr = this.#shown.get(row.address);
      if (!tr) {
        tr = this.#newRow();
        this.#shown.set(row.address, tr);
        fresh.push(tr);
      } else if (afresh) {
        fresh.push(tr);
      }
      tr.row = row;
      tr.at = r;
      tr.setAttribute('aria-rowindex', r + 1 + HEADS);
    }
    fresh.forEach((tr) => this.#fill(tr));
    const inOrder = [...this.#shown.values()].sort((a, b) => a.at - b.at);
    inOrder.forEach((tr, place) => {
      if (this.body.children[place] !== tr) {
        // a row that moves would lose the focus of what stands in it
        const focused = tr.contains(document.activeElement) ? document.activeElement : null;
        this.body.insertBefore(tr, this.body.children[place] ?? null);
        focused?.focus({ preventScroll: true });
      }
    });
    fresh.forEach((tr) => (tr.style.height = ''));
    const heights = fresh.map((tr) => Math.max(ROW, Math.ceil(tr.getBoundingClientRect().height)));
    let moved = false;
    fresh.forEach((tr, place) => {
      tr.style.height = `${heights[place]}px`;
      moved ||= this.#heights.get(tr.row.address) !== heights[place];
      this.#heights.set(tr.row.address, heights[place]);
    });
    if (moved) {
      this.#place();
    }
    this.#shown.forEach((tr) => (tr.style.top = `${this.#tops[tr.at]}px`));
    this.#paint();
    this.ondraw?.();
  }

  #newRow() {
    const tr = element('tr', { role: 'row' }, element('th', { role: 'rowheader', scope: 'row', 'aria-colindex': 1 }));
    this.#model.columns.forEach((column, c) => {
      const td = element(
        'td',
        { role: 'gridcell', class: column.kind, tabindex: -1, 'aria-colindex': c + 2 },
        element('span', { class: 'text' }),
      );
      td.column = c;
      tr.append(td);
    });
    return tr;
  }

  #fill(tr) {
    const { row } = tr;
    const mark = this.#marks.rows.get(row.address) ?? this.#marks.rows.get(row.name);
    const head = tr.firstElementChild;
    head.replaceChildren(element('span', { class: 'place' }, String(row.index + 1)));
    if (row.name !== `第 ${row.index + 1} 行`) {
      head.append(element('span', { class: 'name' }, row.name));
    }
    if (row.added || row.moved) {
      head.append(element('small', {}, row.added ? '新增' : '移动'));
    }
    if (row.hits !== undefined) {
      head.append(element('small', { class: 'hits', title: '校验时走到这一行的场景数' }, `命中 ${row.hits}`));
    }
    if (mark) {
      head.append(element('small', { class: 'mark' }, mark.words ?? '适用'));
    }
    head.title = label(row);
    tr.className = row.added ? 'added' : '';
    tr.dataset.mark = mark?.state ?? '';
    row.cells.forEach((cell, c) => this.#fillCell(tr.children[c + 1], cell));
  }

  #fillCell(td, cell) {
    const own = this.#model.own.get(cell.address);
    const text = own?.text ?? cell.text;
    const mark = this.#marks.cells.get(cell.address);
    if (cell.address) {
      td.id = `c-${cell.address}`;
    }
    td.setAttribute('aria-readonly', String(!this.#model.editable(cell)));
    td.toggleAttribute('data-own', own != null);
    td.dataset.state = own?.state ?? '';
    td.dataset.mark = mark?.state ?? '';
    td.title = mark?.words ?? '';
    td.classList.toggle('changed', cell.was !== undefined);
    td.classList.toggle('quiet', text === this.#model.sheet.notation.any || text === this.#model.sheet.notation.none);
    if (own && own.state !== 'saving') {
      td.setAttribute('aria-invalid', 'true');
    } else {
      td.removeAttribute('aria-invalid');
    }
    const shown = td.querySelector('.text');
    if (cell.was !== undefined && !own) {
      shown.replaceChildren(element('del', {}, cell.was || '（空白）'), ' ', element('ins', {}, text || '（空白）'));
    } else {
      shown.replaceChildren(text);
    }
  }

  /** Shows what is selected on the rows that are there. */
  #paint() {
    const active = this.#selection.active;
    if (this.#model.rows.length > 0 && !this.#shown.has(this.#model.rows[active.r].address)) {
      this.draw();
      return;
    }
    const { bottom, right } = this.#selection.range;
    this.#shown.forEach((tr) => {
      tr.firstElementChild.classList.toggle('near', this.#selection.has(tr.at, active.c));
      for (let c = 0; c < this.#model.columns.length; c++) {
        const td = tr.children[c + 1];
        const selected = this.#selection.has(tr.at, c);
        td.classList.toggle('selected', selected);
        td.setAttribute('aria-selected', String(selected));
        td.classList.toggle('active', tr.at === active.r && c === active.c);
        if (tr.at === bottom && c === right && this.#model.sheet.editable) {
          td.append(this.handle);
        }
      }
    });
  }

  /** The element of a cell, which may have to be drawn first. */
  at(r, c) {
    const row = this.#model.rows[r];
    return row && this.#shown.get(row.address)?.children[c + 1];
  }

  /** Scrolls a cell into sight, clear of what is frozen. */
  reveal(r, c) {
    if (this.#model.rows.length === 0) {
      return;
    }
    const box = this.scroll;
    const room = box.clientHeight - this.head.offsetHeight;
    // rows that come into sight may turn out higher than they were taken to be
    for (let i = 0; i < 5; i++) {
      const top = this.#tops[r];
      const bottom = this.#tops[r + 1];
      const before = box.scrollTop;
      if (top < before) {
        box.scrollTop = top;
      } else if (bottom > before + room) {
        box.scrollTop = Math.min(top, bottom - room);
      }
      if (box.scrollTop === before) {
        break;
      }
      this.draw();
    }
    this.#revealColumn(c);
    this.draw();
  }

  #revealColumn(c) {
    const box = this.scroll;
    const left = this.columns.left(c);
    const frozen = this.columns.frozen;
    const room = box.clientWidth - frozen;
    if (left < box.scrollLeft) {
      box.scrollLeft = left;
    } else if (left + this.columns.width(c) > box.scrollLeft + room) {
      box.scrollLeft = Math.min(left, left + this.columns.width(c) - room);
    }
  }

  /** Leaves the table by the keyboard: to what stands behind it, or before it. */
  skip(back) {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(
      (each) => !each.disabled && each.type !== 'hidden' && each.offsetParent !== null,
    );
    const inside = all.filter((each) => this.table.contains(each));
    const next = back ? all[all.indexOf(inside[0]) - 1] : all[all.indexOf(inside.at(-1)) + 1];
    next?.focus();
  }

  /** How many rows a page has. */
  get page() {
    return Math.max(1, Math.floor((this.scroll.clientHeight - this.head.offsetHeight) / ROW) - 1);
  }

  /**
   * Lights rows and cells up: { rows: [{ row, state, words }], cells: [{ cell, state, words }] } with a row's address or
   * name and a cell's address; null puts the lights out.
   */
  mark(marks) {
    this.#marks = {
      rows: new Map((marks?.rows ?? []).map((each) => [each.row, each])),
      cells: new Map((marks?.cells ?? []).map((each) => [each.cell, each])),
    };
    this.draw(true);
  }
}
