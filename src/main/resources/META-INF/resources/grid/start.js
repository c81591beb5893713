// The table of a draft as a grid. The page's own forms stay where this cannot start, and where scripts are off.
import { Bar } from './bar.js';
import { Choices } from './choices.js';
import { block, format } from './clipboard.js';
import { element } from './dom.js';
import { Editor } from './editor.js';
import { Find } from './find.js';
import { History } from './history.js';
import { Keyboard } from './keyboard.js';
import { Model } from './model.js';
import { Mouse } from './mouse.js';
import { Problem } from './problem.js';
import { Say } from './say.js';
import { Selection } from './selection.js';
import { Service } from './service.js';
import { Steps } from './steps.js';
import { View } from './view.js';

const KEYS =
  '方向键移动，直接输入替换内容，F2 修改，Enter、Tab 保存并移动，Esc 放弃，Delete 清除，Shift 加方向键选取，Ctrl+C、Ctrl+V 复制粘贴，Ctrl+D 向下填充，' +
  'Ctrl+Z、Ctrl+Y 撤销重做，Alt+↓ 打开可填的词语，Alt+Shift+↑↓ 移动行；先按 Esc 再按 Tab 离开表格。';

class Grid {
  constructor(frame, service, sheet) {
    this.frame = frame;
    this.model = new Model(service, sheet);
    this.selection = new Selection(this.model);
    this.view = new View(this.model, this.selection);
    this.say = new Say((r, c) => {
      this.go(r, c);
      this.editor.follow(true);
    });
    this.say.onclose = () => this.editor.follow(true);
    this.editor = new Editor(this.model, this.selection, this.view);
    this.choices = new Choices(this.model, this.editor, frame);
    this.steps = new Steps(this.model, this.selection, this.say);
    this.history = new History(this.model, this.say);
    this.find = new Find(this.model, this);
    this.problem = new Problem(this);
    this.bar = new Bar(this);
    new Keyboard(this);
    new Mouse(this);
    frame.append(
      this.bar.element,
      element('div', { class: 'grid-news' }, this.say.line, this.say.box),
      element('div', { class: 'grid-body' }, this.view.scroll, this.history.panel),
      element('p', { id: 'grid-keys', class: 'hint' }, sheet.editable ? KEYS : '方向键移动，Ctrl+C 复制，Ctrl+F 查找；先按 Esc 再按 Tab 离开表格。'),
    );
    this.#listen();
  }

  /** Goes to a cell, writes no more in another, and brings it into sight. */
  go(r, c, extend = false) {
    this.selection.go(r, c, extend);
    this.reveal();
  }

  reveal() {
    const { r, c } = this.selection.single ? this.selection.active : this.selection.head;
    this.view.reveal(r, c);
  }

  /** Escape where nothing is being written: gives up what was refused, or closes what asks. */
  escape() {
    const cell = this.editor.cell;
    if (cell && this.model.own.has(cell.address) && !this.model.saving) {
      this.model.drop(cell.address);
    }
    this.say.close();
    this.say.line.textContent = '按 Tab 离开表格';
  }

  /** Says what became of a cell that was written. */
  async saved(promise) {
    const answer = await promise;
    if (answer.ok && answer.json) {
      this.say.done(`已保存：${answer.json.words.join('；')}`);
    } else if (!answer.ok && answer.status !== 422 && answer.status !== 412) {
      this.say.wrong(`没有保存：${answer.message}`);
    }
    this.problem.draw();
  }

  #listen() {
    const { model, selection, view, editor } = this;
    view.ondraw = () => {
      editor.follow();
      this.choices.place();
      this.problem.draw();
    };
    selection.addEventListener('change', () => {
      editor.follow();
      this.problem.draw();
      this.bar.draw();
    });
    model.addEventListener('change', () => {
      this.bar.draw();
      // forms of the page name the version that they change
      document.querySelectorAll('main input[name=version]').forEach((field) => (field.value = model.version));
      const others = document.getElementById('others');
      others?.toggleAttribute('hidden', model.sheet.removed.length + model.sheet.others.length === 0);
    });
    editor.addEventListener('saved', (event) => this.saved(event.detail.answer));
    editor.addEventListener('refused', (event) => this.say.done(event.detail));
    editor.addEventListener('end', () => this.problem.draw());
    editor.addEventListener('begin', () => this.problem.draw());
    editor.field.addEventListener('focusout', (event) => {
      if (!this.choices.contains(event.relatedTarget) && !editor.composing && event.relatedTarget !== editor.field && document.hasFocus()) {
        // moved within the table the field loses the focus for a moment only
        queueMicrotask(() => document.activeElement !== editor.field && !this.choices.contains(document.activeElement) && editor.commit());
      }
    });
    this.choices.element.addEventListener('focusout', (event) => {
      if (event.relatedTarget && event.relatedTarget !== editor.field && !this.choices.contains(event.relatedTarget)) {
        editor.commit();
      }
    });
    document.addEventListener('pointerdown', (event) => {
      if (editor.writing && !view.table.contains(event.target) && !this.choices.contains(event.target)) {
        editor.commit();
      }
      if (!event.target.closest('.grid-sift, .grid-filter')) {
        document.querySelector('.grid-sift')?.remove();
      }
    });
    this.#clipboard();
    this.#leave();
    document.addEventListener('visibilitychange', () => document.hidden || model.saving || editor.writing || model.refresh());
    document.addEventListener('grid:mark', (event) => view.mark(event.detail));
    addEventListener('hashchange', () => this.address());
  }

  #clipboard() {
    const { model, selection, editor, steps } = this;
    const copy = (event, then) => {
      if (!editor.writing) {
        event.preventDefault();
        event.clipboardData.setData('text/plain', format(block(model, selection.range)));
        then?.();
      }
    };
    editor.field.addEventListener('copy', (event) => copy(event, () => this.say.done('已复制')));
    editor.field.addEventListener('cut', (event) => copy(event, () => steps.clear()));
    editor.field.addEventListener('paste', (event) => {
      if (!editor.writing && model.sheet.editable) {
        event.preventDefault();
        steps.paste(event.clipboardData.getData('text/plain'));
      }
    });
  }

  /** Nothing typed is lost where the page is left. */
  #leave() {
    const { model, editor } = this;
    addEventListener('beforeunload', (event) => {
      editor.commit();
      if (model.unsaved) {
        event.preventDefault();
      }
    });
    // what follows from the page begins with what was typed last
    const wait = (event, then) => {
      editor.commit();
      if (model.saving) {
        event.preventDefault();
        event.stopImmediatePropagation();
        model.idle().then(then);
      }
    };
    document.addEventListener('submit', (event) => wait(event, () => event.target.requestSubmit(event.submitter)), true);
    document.addEventListener(
      'click',
      (event) => {
        const link = event.target.closest('a[href]');
        if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0 && !link.hash) {
          wait(event, () => link.click());
        }
      },
      true,
    );
  }

  /** Goes to the cell that the address names. */
  address() {
    const place = location.hash.startsWith('#c-') && this.model.find(decodeURIComponent(location.hash.slice(3)));
    if (place) {
      this.go(place.r, place.c);
      this.view.scroll.scrollIntoView({ block: 'nearest' });
    }
    this.editor.follow(Boolean(place));
  }
}

const place = document.getElementById('grid');
const { draft, file, at } = place.dataset;
const service = new Service(draft, file, at);
const loaded = await service.load();
if (loaded.ok) {
  const forms = document.getElementById('forms');
  const check = forms.querySelector('form[action$="/check"]');
  const said = forms.querySelector('[role=status]')?.textContent ?? '';
  place.hidden = false;
  place.classList.add('grid-frame');
  const grid = new Grid(place, service, loaded.json);
  grid.bar.adopt(check);
  forms.remove();
  grid.view.draw(true);
  grid.say.done(said);
  grid.address();
} else {
  document.getElementById('forms').classList.add('needed');
}
