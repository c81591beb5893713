// The mouse and the finger: a click selects, drawing selects a block, a double click writes, the corner fills down.
export class Mouse {
  #grid;
  #from = null;
  #filling = null;

  constructor(grid) {
    this.#grid = grid;
    const { view } = grid;
    view.table.addEventListener('pointerdown', (event) => this.#down(event));
    view.table.addEventListener('dblclick', (event) => this.#double(event));
    document.addEventListener('pointermove', (event) => this.#move(event));
    document.addEventListener('pointerup', () => this.#up());
    document.addEventListener('pointercancel', () => this.#up());
  }

  #place(node) {
    const td = node instanceof Element && node.closest('td[role=gridcell]');
    const tr = td && td.closest('tr');
    return tr && this.#grid.view.body.contains(tr) ? { r: tr.at, c: td.column } : null;
  }

  #down(event) {
    const { editor, selection, view, model } = this.#grid;
    if (event.button !== 0 || event.target.closest('.grid-resize, .grid-filter')) {
      return;
    }
    if (editor.writing && event.target === editor.field) {
      return;
    }
    if (event.target === view.handle) {
      event.preventDefault();
      this.#filling = { ...selection.range };
      return;
    }
    const columns = model.columns.length - 1;
    const header = event.target.closest('tbody th');
    const head = event.target.closest('thead th');
    const place = this.#place(event.target);
    if (!place && !header && !head) {
      return;
    }
    if (event.pointerType !== 'touch') {
      // the focus stays in the field, and no text is marked
      event.preventDefault();
    }
    editor.commit();
    if (header) {
      const r = header.parentElement.at;
      const from = event.shiftKey ? selection.anchor.r : r;
      selection.select({ r: from, c: 0 }, { r, c: columns });
    } else if (head) {
      const all = head.column === undefined;
      selection.select({ r: 0, c: all ? 0 : head.column }, { r: model.rows.length - 1, c: all ? columns : head.column });
    } else {
      const again = event.pointerType === 'touch' && place.r === selection.active.r && place.c === selection.active.c;
      this.#grid.go(place.r, place.c, event.shiftKey);
      this.#from = event.pointerType === 'touch' ? null : place;
      if (again) {
        editor.begin(false);
        return;
      }
    }
    editor.follow(event.pointerType !== 'touch' || !event.target.closest('td'));
  }

  #move(event) {
    if (!this.#from && !this.#filling) {
      return;
    }
    if (event.buttons === 0) {
      this.#up();
      return;
    }
    const { selection, view } = this.#grid;
    const place = this.#place(document.elementFromPoint(event.clientX, event.clientY));
    const box = view.scroll.getBoundingClientRect();
    // at the edges the table goes on
    view.scroll.scrollTop += event.clientY > box.bottom - 12 ? 24 : event.clientY < box.top + 70 && this.#from ? -24 : 0;
    if (!place) {
      return;
    }
    if (this.#filling) {
      const { top, left, right, bottom } = this.#filling;
      selection.select({ r: top, c: left }, { r: Math.max(bottom, place.r), c: right });
    } else if (place.r !== selection.head.r || place.c !== selection.head.c) {
      selection.go(place.r, place.c, true);
    }
  }

  #up() {
    const source = this.#filling;
    this.#from = null;
    this.#filling = null;
    if (source && this.#grid.selection.range.bottom > source.bottom) {
      this.#grid.steps.fill(source);
    }
  }

  #double(event) {
    const place = this.#place(event.target);
    const { editor, selection, view } = this.#grid;
    if (!place || editor.writing || event.target === view.handle) {
      return;
    }
    selection.go(place.r, place.c);
    editor.follow(true);
    editor.begin(false);
  }
}
