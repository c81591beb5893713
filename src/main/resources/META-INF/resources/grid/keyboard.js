// The keys, as in a spreadsheet. While an input method composes, every key is its own.
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class Keyboard {
  #grid;
  /** True after Escape: the next Tab leaves the table. */
  #leaving = false;

  constructor(grid) {
    this.#grid = grid;
    grid.editor.field.addEventListener('keydown', (event) => {
      if (event.isComposing || event.keyCode === 229 || grid.editor.composing) {
        return;
      }
      const taken = grid.editor.writing ? this.#writing(event) : this.#resting(event);
      if (taken) {
        event.preventDefault();
        event.stopPropagation();
      }
      if (event.key !== 'Escape') {
        this.#leaving &&= event.key === 'Shift';
      }
    });
  }

  #writing(event) {
    const { editor, choices } = this.#grid;
    switch (event.key) {
      case 'Enter':
        if (event.altKey) {
          const { selectionStart: from, selectionEnd: to } = editor.field;
          editor.field.setRangeText('\n', from, to, 'end');
          editor.field.dispatchEvent(new Event('input'));
          return true;
        }
        return this.#leave(() => this.#step(true, event.shiftKey));
      case 'Tab':
        return this.#leave(() => this.#step(false, event.shiftKey));
      case 'Escape':
        editor.cancel();
        return true;
      case 'F2':
        editor.over = false;
        return true;
      case 'ArrowDown':
        if (event.altKey) {
          return choices.enter();
        }
    }
    const arrow = ARROWS[event.key];
    if (arrow && editor.over && !event.shiftKey && !event.ctrlKey && !event.altKey) {
      return this.#leave(() => this.#move(...arrow));
    }
    return false;
  }

  #leave(then) {
    this.#grid.editor.commit();
    then();
    return true;
  }

  #resting(event) {
    const { model, selection, editor, steps, view, history, find, choices } = this.#grid;
    const control = event.ctrlKey || event.metaKey;
    const { key, shiftKey: shift } = event;
    const arrow = ARROWS[key];
    if (arrow && event.altKey) {
      if (shift && arrow[0]) {
        steps.moveRows(arrow[0] > 0);
        return true;
      }
      if (key === 'ArrowDown') {
        editor.begin(false);
        choices.enter();
        return true;
      }
      return false;
    }
    if (arrow) {
      const { r, c } = shift ? selection.head : selection.active;
      if (key === 'ArrowUp' && r === 0 && !shift && !control) {
        find.head(c);
        return true;
      }
      if (control) {
        const to = { ArrowUp: [0, c], ArrowDown: [model.rows.length - 1, c], ArrowLeft: [r, 0], ArrowRight: [r, model.columns.length - 1] };
        this.#grid.go(...to[key], shift);
      } else {
        this.#grid.go(r + arrow[0], c + arrow[1], shift);
      }
      return true;
    }
    if (control) {
      switch (key.toLowerCase()) {
        case 'home':
          this.#grid.go(0, 0, shift);
          return true;
        case 'end':
          this.#grid.go(model.rows.length - 1, model.columns.length - 1, shift);
          return true;
        case 'a':
          selection.select({ r: 0, c: 0 }, { r: model.rows.length - 1, c: model.columns.length - 1 });
          return true;
        case 'd':
          steps.fill();
          return true;
        case 'z':
          shift ? history.redo() : history.undo();
          return true;
        case 'y':
          history.redo();
          return true;
        case 'f':
          find.open();
          return true;
      }
      return false;
    }
    const { r, c } = shift ? selection.head : selection.active;
    switch (key) {
      case 'Home':
        this.#grid.go(r, 0, shift);
        return true;
      case 'End':
        this.#grid.go(r, model.columns.length - 1, shift);
        return true;
      case 'PageUp':
        this.#grid.go(r - view.page, c, shift);
        return true;
      case 'PageDown':
        this.#grid.go(r + view.page, c, shift);
        return true;
      case 'Enter':
        this.#step(true, shift);
        return true;
      case 'Tab':
        return this.#tab(shift);
      case 'F2':
        editor.begin(false);
        return true;
      case 'Delete':
      case 'Backspace':
        steps.clear();
        return true;
      case 'Escape':
        this.#leaving = true;
        this.#grid.escape();
        return true;
      case ' ':
        if (shift) {
          selection.select({ r, c: 0 }, { r, c: model.columns.length - 1 });
          return true;
        }
    }
    return false;
  }

  #tab(back) {
    const { model, selection, view } = this.#grid;
    const { r, c } = selection.active;
    const end = back ? r === 0 && c === 0 : r === model.rows.length - 1 && c === model.columns.length - 1;
    if (this.#leaving || (end && selection.single)) {
      this.#leaving = false;
      view.skip(back);
      return true;
    }
    this.#step(false, back);
    return true;
  }

  /** Down or to the right; within a selection around it, else around the end of the row. */
  #step(down, back) {
    const { model, selection } = this.#grid;
    const { r, c } = selection.active;
    const step = back ? -1 : 1;
    if (!selection.single) {
      selection.next(down, back);
      this.#grid.reveal();
    } else if (down) {
      this.#grid.go(r + step, c);
    } else if (c + step < 0 || c + step >= model.columns.length) {
      if (r + step >= 0 && r + step < model.rows.length) {
        this.#grid.go(r + step, back ? model.columns.length - 1 : 0);
      }
    } else {
      this.#grid.go(r, c + step);
    }
  }

  #move(dr, dc) {
    const { r, c } = this.#grid.selection.active;
    this.#grid.go(r + dr, c + dc);
  }
}
