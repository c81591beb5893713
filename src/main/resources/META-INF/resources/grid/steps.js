// Steps that change several cells or rows at once; each is one step to take back. Where one cell of a block is not
// allowed nothing is written, and every such cell is named.
import { block, parse } from './clipboard.js';
import { setCell } from './model.js';

export class Steps {
  #model;
  #selection;
  #say;

  constructor(model, selection, say) {
    this.#model = model;
    this.#selection = selection;
    this.#say = say;
  }

  /** Writes texts from a cell on; rows that lack are added once that is confirmed. */
  async paste(text) {
    const range = this.#selection.range;
    let rows = parse(text);
    const model = this.#model;
    const height = range.bottom - range.top + 1;
    const width = range.right - range.left + 1;
    if (height % rows.length === 0 && width % rows[0].length === 0 && rows.every((row) => row.length === rows[0].length)) {
      // a selection that holds the block several times takes it as often
      rows = Array.from({ length: height }, (_, r) =>
        Array.from({ length: width }, (_, c) => rows[r % rows.length][c % rows[0].length]),
      );
    }
    const columns = Math.max(...rows.map((row) => row.length));
    if (range.left + columns > model.columns.length) {
      this.#say.wrong(`没有粘贴：内容有 ${columns} 列，从「${model.columns[range.left].label}」起只有 ${model.columns.length - range.left} 列`);
      return;
    }
    const missing = range.top + rows.length - model.rows.length;
    if (missing > 0 && !model.sheet.rowsChange) {
      this.#say.wrong(`没有粘贴：内容有 ${rows.length} 行，从这一行起只有 ${model.rows.length - range.top} 行，这张表不能加行`);
      return;
    }
    if (missing > 0) {
      if (model.filter) {
        this.#say.wrong('没有粘贴：正在筛选，不能加行；请先取消筛选');
        return;
      }
      const grown = await this.#say.ask(`粘贴 ${rows.length} 行，表里从这一行起有 ${rows.length - missing} 行：将在末尾增加 ${missing} 行。`, {
        粘贴并加行: true,
        取消: false,
      });
      if (!grown) {
        return;
      }
    }
    const items = [];
    rows.forEach((row, dr) => {
      const target = model.rows[range.top + dr];
      if (target) {
        row.forEach((cell, dc) => this.#set(items, range.top + dr, range.left + dc, cell));
      } else {
        const cells = {};
        row.forEach((cell, dc) => (cells[model.columns[range.left + dc].address] = cell));
        const { file, table } = model.sheet;
        items.push({ edit: { edit: 'addRow', file, table, index: range.top + dr + 1, cells }, row: range.top + dr });
      }
    });
    const to = { r: range.top + rows.length - 1, c: range.left + columns - 1 };
    await this.#write(items, `已粘贴 ${rows.length} 行 ${columns} 列`, () =>
      this.#selection.select({ r: range.top, c: range.left }, to),
    );
  }

  #set(items, r, c, text) {
    const cell = this.#model.cell(r, c);
    if (!this.#model.editable(cell)) {
      if (text !== cell.text) {
        items.push({ readOnly: true, row: r, column: c });
      }
    } else if (text !== cell.text || this.#model.own.has(cell.address)) {
      items.push({ edit: setCell(this.#model.sheet.file, cell.address, text), row: r, column: c });
    }
  }

  /** Empties what is selected. */
  async clear() {
    const items = [];
    this.#each((r, c) => this.#set(items, r, c, this.#model.blank(c)));
    await this.#write(items, '已清除');
  }

  /** Fills the first row of the selection, or a block that it was drawn out from, down. */
  async fill(source = null) {
    const range = this.#selection.range;
    const from = source ?? { ...range, bottom: range.top };
    if (!source && range.top === range.bottom) {
      if (range.top === 0) {
        return;
      }
      from.top = from.bottom = range.top - 1;
    }
    const texts = block(this.#model, from);
    const items = [];
    this.#each((r, c) => {
      if (r > from.bottom || !source && range.top === range.bottom) {
        this.#set(items, r, c, texts[(r - from.top) % texts.length][c - from.left]);
      }
    });
    await this.#write(items, '已向下填充');
  }

  #each(visit) {
    const { top, bottom, left, right } = this.#selection.range;
    for (let r = top; r <= bottom; r++) {
      for (let c = left; c <= right; c++) {
        visit(r, c);
      }
    }
  }

  get #rows() {
    const { top, bottom } = this.#selection.range;
    return this.#model.rows.slice(top, bottom + 1);
  }

  /** Rows are added below the selection, blank or as copies of it. */
  async addRows(copies) {
    const { file, table } = this.#model.sheet;
    const rows = this.#rows;
    const last = rows.at(-1)?.index ?? -1;
    const items = (copies ? rows : [null]).map((row, i) => ({
      edit: { edit: 'addRow', file, table, index: last + 2 + i, ...(row && { copyOf: row.address }) },
      row: last + 1 + i,
    }));
    const { c } = this.#selection.active;
    await this.#write(items, copies ? `已复制 ${rows.length} 行` : '已加一行', () => {
      const to = this.#model.rows.findIndex((row) => row.index === last + 1);
      this.#selection.go(Math.max(0, to), c);
    });
  }

  async deleteRows() {
    const rows = this.#rows;
    const items = rows.map((row) => ({
      edit: { edit: 'deleteRow', file: this.#model.sheet.file, row: row.address },
      row: row.index,
    }));
    // from below, so that rows without an id of their own keep their places
    await this.#write(items.reverse(), `已删除 ${rows.length} 行`);
  }

  async moveRows(down) {
    if (this.#model.filter) {
      this.#say.wrong('正在筛选，不能移动行；请先取消筛选');
      return;
    }
    const rows = this.#rows;
    const { range, active } = this.#selection;
    if (down ? range.bottom + 1 >= this.#model.rows.length : range.top === 0) {
      return;
    }
    const items = (down ? [...rows].reverse() : rows).map((row) => ({
      edit: { edit: 'moveRow', file: this.#model.sheet.file, row: row.address, index: row.index + (down ? 2 : 0) },
      row: row.index,
    }));
    const step = down ? 1 : -1;
    await this.#write(items, `已${down ? '下' : '上'}移 ${rows.length} 行`, () =>
      rows.length === 1
        ? this.#selection.go(active.r + step, active.c)
        : this.#selection.select({ r: range.top + step, c: range.left }, { r: range.bottom + step, c: range.right }),
    );
  }

  async #write(items, said, then) {
    const model = this.#model;
    const locked = items.filter((item) => item.readOnly);
    if (locked.length > 0) {
      this.#say.wrong(`没有写入：有 ${locked.length} 格只供查看`, locked.map((item) => this.#place(item, '只供查看')));
      return;
    }
    if (items.length === 0) {
      this.#say.done('没有改动');
      then?.();
      return;
    }
    const edits = items.map((item) => item.edit);
    const touched = edits.map((edit) => edit.cell).filter(Boolean);
    let base = model.version;
    for (let wanted = items; ; ) {
      const answer = await model.submit(wanted.map((item) => item.edit), base);
      if (answer.ok) {
        touched.forEach((address) => model.own.delete(address));
        model.changed();
        then?.();
        this.#say.done(said);
        return;
      }
      const wrong = answer.errors.map((error) => this.#wrong(wanted, error));
      if (answer.status !== 412 || wrong.length === 0) {
        this.#say.wrong(
          answer.status === 422 ? `没有写入：有 ${Math.max(1, wrong.length)} 处不能这样填，其余的也没有写` : `没有写入：${answer.message}`,
          wrong,
        );
        return;
      }
      const keep = await this.#say.ask(
        `有 ${wrong.length} 处刚被别人改过，还没有写入。`,
        { 用我的: 'mine', 用对方的: 'theirs', 都不写: null },
        wrong,
      );
      if (!keep) {
        return;
      }
      const clashes = new Set(answer.errors.map((error) => index(error)));
      wanted = keep === 'mine' ? wanted : wanted.filter((_, i) => !clashes.has(i));
      base = model.version;
      if (wanted.length === 0) {
        return;
      }
    }
  }

  #wrong(items, error) {
    const item = items[index(error)];
    if (!item) {
      return { words: error.words };
    }
    const address = error.pointer.match(/\/cells\/(.+)$/)?.[1].replaceAll('~1', '/').replaceAll('~0', '~');
    const column = address ? this.#model.columns.findIndex((each) => each.address === address) : item.column;
    return this.#place({ ...item, column }, error.words);
  }

  #place({ row, column }, words) {
    const known = this.#model.rows[row];
    const name = column == null
      ? `第 ${row + 1} 行`
      : known ? this.#model.name(known, column) : `新的第 ${row + 1} 行「${this.#model.columns[column].label}」`;
    return { words: `${name}：${words}`, go: known ? { r: row, c: column ?? 0 } : null };
  }
}

function index(error) {
  return Number(error.pointer.match(/^\/(\d+)/)?.[1]);
}
