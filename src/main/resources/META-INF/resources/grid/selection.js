// Which cells are selected: a rectangle from the anchor to the cell in hand, which alone is active.
export class Selection extends EventTarget {
  #model;
  /** The rows of anchor, head and active cell: these are meant, wherever they stand after a change. */
  #rows = [];

  constructor(model) {
    super();
    this.#model = model;
    this.anchor = { r: 0, c: 0 };
    this.head = { r: 0, c: 0 };
    this.active = { r: 0, c: 0 };
  }

  /** Goes to a cell, or draws the rectangle out to it. */
  go(r, c, extend = false) {
    const to = this.#within({ r, c });
    if (extend) {
      this.head = to;
    } else {
      this.anchor = this.head = this.active = to;
    }
    this.#changed();
  }

  /** Selects a rectangle; its first cell is active. */
  select(from, to) {
    this.anchor = this.active = this.#within(from);
    this.head = this.#within(to);
    this.#changed();
  }

  /** Goes with its rows in a table that has changed, and keeps within it. */
  settle() {
    const [anchor, head, active] = [this.anchor, this.head, this.active].map((place, i) => {
      const r = this.#rows[i] === undefined ? -1 : this.#model.rowOf(this.#rows[i]);
      return this.#within(r < 0 ? place : { ...place, r });
    });
    Object.assign(this, { anchor, head, active });
    this.#keep();
  }

  #changed() {
    this.#keep();
    this.dispatchEvent(new Event('change'));
  }

  #keep() {
    this.#rows = [this.anchor, this.head, this.active].map(({ r }) => this.#model.rows[r]?.address);
  }

  get range() {
    return {
      top: Math.min(this.anchor.r, this.head.r),
      bottom: Math.max(this.anchor.r, this.head.r),
      left: Math.min(this.anchor.c, this.head.c),
      right: Math.max(this.anchor.c, this.head.c),
    };
  }

  get single() {
    return this.anchor.r === this.head.r && this.anchor.c === this.head.c;
  }

  has(r, c) {
    const { top, bottom, left, right } = this.range;
    return r >= top && r <= bottom && c >= left && c <= right;
  }

  /** The next cell within the rectangle, around its end to its beginning; the anchor's corner stays. */
  next(down, back) {
    const { top, bottom, left, right } = this.range;
    const height = bottom - top + 1;
    const width = right - left + 1;
    const { r, c } = this.active;
    const place = down ? (c - left) * height + (r - top) : (r - top) * width + (c - left);
    const to = (place + (back ? -1 : 1) + width * height) % (width * height);
    this.active = down
      ? { r: top + (to % height), c: left + Math.floor(to / height) }
      : { r: top + Math.floor(to / width), c: left + (to % width) };
    this.#changed();
  }

  #within({ r, c }) {
    return {
      r: Math.max(0, Math.min(r, this.#model.rows.length - 1)),
      c: Math.max(0, Math.min(c, this.#model.columns.length - 1)),
    };
  }
}
