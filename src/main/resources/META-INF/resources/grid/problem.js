// Beside the active cell: what is wrong with what was typed there and what is allowed, or what somebody else has put there
// meanwhile, with both values to choose from.
import { button, element } from './dom.js';

export class Problem {
  #grid;
  #shown = '';

  constructor(grid) {
    this.#grid = grid;
    this.box = element('div', { class: 'grid-problem', role: 'alert', hidden: true });
    grid.frame.append(this.box);
  }

  draw() {
    const { model, selection, editor, view } = this.#grid;
    const { r, c } = selection.active;
    const cell = model.cell(r, c);
    const own = cell && model.own.get(cell.address);
    if (!own || own.state === 'saving' || editor.writing) {
      this.box.hidden = true;
      this.#shown = '';
      return;
    }
    const key = JSON.stringify([cell.address, own.state, own.text, own.theirs, own.words]);
    if (key !== this.#shown) {
      this.#shown = key;
      this.box.replaceChildren(...this.#parts(cell, own));
    }
    this.box.hidden = false;
    // measured where it has room: beside the edge it would be squeezed
    this.box.style.left = '0px';
    const at = view.at(r, c).getBoundingClientRect();
    const below = at.bottom + this.box.offsetHeight < innerHeight || at.top < this.box.offsetHeight;
    this.box.style.left = `${Math.max(4, Math.min(at.left, innerWidth - this.box.offsetWidth - 8))}px`;
    this.box.style.top = `${below ? at.bottom + 2 : at.top - this.box.offsetHeight - 2}px`;
  }

  #parts(cell, own) {
    const { model, editor } = this.#grid;
    const again = () => {
      this.#grid.saved(model.write(cell, own.text, model.version));
      editor.follow(true);
    };
    const drop = () => {
      model.drop(cell.address);
      editor.follow(true);
    };
    if (own.state === 'conflict') {
      const gone = own.theirs === null;
      return [
        element('p', {}, gone ? `这一行已被 ${own.by} 删除，您填的没有保存。` : `${own.by} 刚把这一格改为「${own.theirs || '空白'}」，您填的是「${own.text || '空白'}」。`),
        element(
          'div',
          { class: 'modes' },
          gone ? null : button(`用我的「${own.text || '空白'}」`, again),
          button(gone ? '放弃' : `用对方的「${own.theirs || '空白'}」`, drop, { class: 'secondary' }),
        ),
      ];
    }
    if (own.state === 'failed') {
      return [
        element('p', {}, `没有保存：${own.words}`),
        element('div', { class: 'modes' }, button('重试', again), button('放弃', drop, { class: 'secondary' })),
      ];
    }
    return [
      element('p', {}, own.words),
      element(
        'div',
        { class: 'modes' },
        button('修改', () => editor.begin(false)),
        button('放弃（Esc）', drop, { class: 'secondary' }),
      ),
    ];
  }
}
