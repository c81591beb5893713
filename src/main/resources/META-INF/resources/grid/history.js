// What was changed, step by step and in words; taken back and made again on the service, for everybody.
import { button, element } from './dom.js';

export class History {
  #model;
  #say;

  constructor(model, say) {
    this.#model = model;
    this.#say = say;
    this.list = element('ol', {});
    this.panel = element(
      'aside',
      { class: 'grid-steps', 'aria-label': '步骤', hidden: true },
      element('h2', {}, '步骤'),
      this.list,
    );
    model.addEventListener('change', () => this.#draw());
    this.#draw();
  }

  toggle() {
    this.panel.hidden = !this.panel.hidden;
    return !this.panel.hidden;
  }

  get undoable() {
    return this.#model.sheet.editable && this.#model.sheet.done.length > 0;
  }

  get redoable() {
    return this.#model.sheet.editable && this.#model.sheet.undone.length > 0;
  }

  async undo() {
    await this.#model.idle();
    const step = this.#model.sheet.done[0];
    if (!this.undoable) {
      this.#say.done('没有可以撤销的修改');
      return false;
    }
    if (step.by !== this.#model.sheet.me) {
      const sure = await this.#say.ask(`上一步是 ${step.by} 改的：${inShort(step)}。仍要撤销？`, { 撤销: true, 不撤销: false });
      if (!sure) {
        return false;
      }
    }
    return this.#told(await this.#model.undo(), `已撤销：${inShort(step)}`);
  }

  async redo() {
    await this.#model.idle();
    const step = this.#model.sheet.undone[0];
    if (!this.redoable) {
      this.#say.done('没有可以重做的修改');
      return false;
    }
    return this.#told(await this.#model.redo(), `已重做：${inShort(step)}`);
  }

  #told(answer, words) {
    if (answer.ok) {
      this.#say.done(words);
    } else {
      this.#say.wrong(answer.message);
    }
    return answer.ok;
  }

  async #to(count, step) {
    for (let i = 0; i < count; i++) {
      if (!(await step())) {
        return;
      }
    }
  }

  #draw() {
    const { done, undone, editable } = this.#model.sheet;
    const line = (step, taken, go) =>
      element(
        'li',
        { class: taken ? 'undone' : '' },
        element('span', { class: 'who' }, `${step.at} ${step.by}`),
        element('span', { title: step.words.join('\n') }, inShort(step)),
        editable ? button(taken ? '重做到这里' : '撤销到这里', go, { class: 'link' }) : null,
      );
    this.list.replaceChildren(
      ...[...undone].reverse().map((step, i) => line(step, true, () => this.#to(undone.length - i, () => this.redo()))),
      ...done.map((step, i) => line(step, false, () => this.#to(i + 1, () => this.undo()))),
    );
    if (done.length + undone.length === 0) {
      this.list.append(element('li', {}, '还没有改动'));
    }
  }
}

/** The first of what a step changed, and how much more it was. */
function inShort(step) {
  const told = step.words.slice(0, 2).join('；');
  return step.count > 2 ? `${told} 等 ${step.count} 处` : told;
}
