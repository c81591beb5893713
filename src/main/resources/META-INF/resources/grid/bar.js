// The buttons above the table.
import { button, element } from './dom.js';

export class Bar {
  #grid;

  constructor(grid) {
    this.#grid = grid;
    const { steps, history, model, editor } = grid;
    const act = (work) => () => {
      editor.commit();
      work();
      editor.follow(true);
    };
    this.undo = button('撤销', act(() => history.undo()), { title: 'Ctrl+Z' });
    this.redo = button('重做', act(() => history.redo()), { title: 'Ctrl+Y' });
    this.list = button('步骤', () => this.list.setAttribute('aria-expanded', String(history.toggle())), { 'aria-expanded': 'false' });
    this.fill = button('向下填充', act(() => steps.fill()), { title: 'Ctrl+D' });
    this.rows = [
      button('加一行', act(() => steps.addRows(false)), { title: '在所选的行下面' }),
      button('复制行', act(() => steps.addRows(true)), { title: '把所选的行照抄在下面' }),
      button('上移', act(() => steps.moveRows(false)), { title: 'Alt+Shift+↑' }),
      button('下移', act(() => steps.moveRows(true)), { title: 'Alt+Shift+↓' }),
      button('删除行', act(() => steps.deleteRows()), {}),
    ];
    const editing = model.sheet.editable
      ? [
          element('span', { class: 'set' }, this.undo, this.redo, this.list),
          model.sheet.rowsChange ? element('span', { class: 'set' }, ...this.rows) : null,
          element('span', { class: 'set' }, this.fill),
        ]
      : [element('span', { class: 'set' }, this.list)];
    this.last = element('span', { class: 'set last' });
    this.element = element('div', { class: 'grid-bar', role: 'toolbar', 'aria-label': '表格操作' }, ...editing, grid.find.bar, this.last);
    this.draw();
  }

  /** Takes a form of the page in. */
  adopt(form) {
    if (form) {
      this.last.append(form);
    }
  }

  draw() {
    const { history, model, selection } = this.#grid;
    this.undo.disabled = !history.undoable;
    this.redo.disabled = !history.redoable;
    const count = model.sheet.done.length;
    this.list.textContent = count > 0 ? `步骤（${count}）` : '步骤';
    const none = model.rows.length === 0;
    const { top, bottom } = selection.range;
    this.rows.slice(1).forEach((each) => (each.disabled = none));
    this.rows[2].disabled ||= top === 0;
    this.rows[3].disabled ||= bottom === model.rows.length - 1;
    this.fill.disabled = none || bottom === 0;
  }
}
