// The columns: how wide they are, by the mouse and the keyboard, kept for the next visit; their heads stay in sight.
import { element } from './dom.js';

const LEAST = 48;
const MOST = 900;
const STEP = 16;
/** Chinese characters that fit a pixel, at the size of the cells. */
const PER_CHARACTER = 14;
const PADDING = 26;

export class Columns {
  #model;
  #table;
  #changed;
  #widths;
  #key;
  #separators = [];

  constructor(model, table, changed) {
    this.#model = model;
    this.#table = table;
    this.#changed = changed;
    this.#key = `grid ${model.sheet.file} ${model.sheet.table}`;
    const kept = read(this.#key);
    this.#widths = model.columns.map((column, c) => kept[column.address] ?? this.#natural(column, c));
    this.#apply();
  }

  /** As wide as the number of a row, its name, and what marks it as new; on a telephone as the name alone. */
  #freeze() {
    const names = this.#model.all.map((row) => (row.name.startsWith('第 ') ? 0 : size(row.name))).sort((a, b) => a - b);
    const usual = Math.min(6, names[Math.floor(names.length * 0.9)] ?? 0) * PER_CHARACTER;
    const number = 8 * String(this.#model.all.length).length + 12;
    // and how many scenarios reach it, beside its name
    const hits = this.#model.all.some((row) => row.hits !== undefined) ? 52 : 0;
    const narrow = matchMedia('(max-width: 40rem)').matches;
    this.frozen = narrow ? Math.max(56, Math.min(84, usual + 24)) : Math.max(64, number + usual + 52 + hits);
    this.#table.style.setProperty('--frozen', `${this.frozen}px`);
  }

  width(c) {
    return this.#widths[c];
  }

  /** How far a column stands from the frozen one. */
  left(c) {
    return this.#widths.slice(0, c).reduce((sum, width) => sum + width, 0);
  }

  /** As wide as most of what stands in it; the last note, the document's own words, has room to wrap in. */
  #natural(column, c) {
    const heading = size(column.label) + 2;
    const texts = this.#model.all.slice(0, 300).map((row) => size(row.cells[c].text));
    texts.sort((a, b) => a - b);
    const usual = texts[Math.floor(texts.length * 0.9)] ?? 0;
    const most = column.kind === 'ANNOTATION' ? 26 : column.kind === 'VALUE' ? 22 : 13;
    return Math.round(Math.min(Math.max(heading, usual, 4), Math.max(most, Math.min(heading, 13))) * PER_CHARACTER) + PADDING;
  }

  #apply() {
    this.#freeze();
    const columns = this.#widths.map((width) => `${width}px`).join(' ');
    this.#table.style.setProperty('--grid-columns', columns);
    this.#table.style.setProperty('--grid-width', `${this.left(this.#widths.length)}px`);
  }

  /** Fits what is frozen to a window of another width. */
  fit() {
    this.#apply();
  }

  /** Makes a column wider by so many pixels, or narrower. */
  widen(c, by) {
    this.#set(c, this.#widths[c] + by);
  }

  #set(c, width) {
    this.#widths[c] = Math.max(LEAST, Math.min(MOST, Math.round(width)));
    this.#apply();
    this.#separators[c].setAttribute('aria-valuenow', this.#widths[c]);
    write(this.#key, Object.fromEntries(this.#model.columns.map((column, i) => [column.address, this.#widths[i]])));
    this.#changed();
  }

  heads(head) {
    const groups = [];
    this.#model.columns.forEach((column, c) => {
      const last = groups.at(-1);
      if (last?.name === column.group) {
        last.span++;
      } else {
        groups.push({ name: column.group, span: 1, from: c });
      }
    });
    const top = element('tr', { role: 'row', class: 'groups', 'aria-rowindex': 1 });
    top.append(element('th', { role: 'columnheader', scope: 'col', 'aria-colindex': 1, class: 'corner', title: '全选' }, element('span', { class: 'unseen' }, '全选')));
    groups.forEach((group) => {
      const th = element(
        'th',
        { role: 'columnheader', scope: 'colgroup', 'aria-colindex': group.from + 2, 'aria-colspan': group.span },
        element('span', {}, group.name),
      );
      th.style.gridColumn = `span ${group.span}`;
      top.append(th);
    });
    const names = element('tr', { role: 'row', 'aria-rowindex': 2 });
    names.append(element('th', { role: 'columnheader', scope: 'col', 'aria-colindex': 1 }, '行'));
    this.#model.columns.forEach((column, c) => names.append(this.#head(column, c)));
    head.append(top, names);
  }

  #head(column, c) {
    const separator = element('span', {
      class: 'grid-resize',
      role: 'separator',
      tabindex: -1,
      'aria-orientation': 'vertical',
      'aria-label': `「${column.label}」的列宽，按左右方向键调整`,
      'aria-valuenow': this.#widths[c],
      'aria-valuemin': LEAST,
      'aria-valuemax': MOST,
      onkeydown: (event) => {
        const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
        if (step) {
          event.preventDefault();
          this.widen(c, step);
        }
      },
      onpointerdown: (event) => this.#drag(event, c),
      ondblclick: () => this.#set(c, this.#natural(column, c)),
    });
    this.#separators[c] = separator;
    const th = element(
      'th',
      { role: 'columnheader', scope: 'col', class: column.kind, 'aria-colindex': c + 2, title: column.label },
      element('span', { class: 'label' }, column.label),
      separator,
    );
    th.column = c;
    return th;
  }

  #drag(event, c) {
    event.preventDefault();
    event.stopPropagation();
    const from = event.clientX;
    const width = this.#widths[c];
    const separator = event.currentTarget;
    separator.setPointerCapture(event.pointerId);
    const move = (to) => this.#set(c, width + to.clientX - from);
    separator.addEventListener('pointermove', move);
    separator.addEventListener('lostpointercapture', () => separator.removeEventListener('pointermove', move), { once: true });
  }
}

/** How wide a text is, in Chinese characters. */
function size(text) {
  let half = 0;
  for (const character of text) {
    half += character.codePointAt(0) < 0x2e80 ? 1 : 2;
  }
  return Math.ceil(half / 2);
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function write(key, widths) {
  try {
    localStorage.setItem(key, JSON.stringify(widths));
  } catch {
    // a browser that keeps nothing shows the usual widths next time
  }
}
