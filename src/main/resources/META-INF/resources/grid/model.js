// The table as it is, what was typed and is not yet in it, and the queue of what is being saved. Saving goes one step
// after the other; the page goes on meanwhile.
export class Model extends EventTarget {
  #service;
  #queue = [];
  #running = null;

  constructor(service, sheet) {
    super();
    this.#service = service;
    /** What was typed into a cell and is not saved, by the cell's address: { text, state, words, theirs, base }. */
    this.own = new Map();
    /** True for the rows that are to be seen. */
    this.filter = null;
    this.take(sheet);
  }

  /** Takes the table as the service has it now. */
  take(sheet) {
    this.sheet = sheet;
    this.version = sheet.version;
    this.columns = sheet.columns;
    this.all = sheet.rows;
    this.all.forEach((row, index) => (row.index = index));
    this.sift();
  }

  /** Works out anew which rows are to be seen. */
  sift() {
    this.rows = this.filter ? this.all.filter((row) => this.filter(row)) : this.all;
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  cell(r, c) {
    return this.rows[r]?.cells[c];
  }

  /** What a cell says to whoever types here. */
  text(cell) {
    return this.own.get(cell.address)?.text ?? cell.text;
  }

  form(cell) {
    return this.sheet.forms[cell.form];
  }

  editable(cell) {
    return this.sheet.editable && cell?.address != null;
  }

  /** The text that empties a cell: a condition asks for nothing, a conclusion says nothing. */
  blank(c) {
    return this.columns[c].kind === 'INPUT' ? this.sheet.notation.any : '';
  }

  name(row, c) {
    return `${row ? label(row) : '新行'}「${this.columns[c].label}」`;
  }

  rowOf(address) {
    return this.rows.findIndex((row) => row.address === address);
  }

  /** Where a cell stands among the rows that are seen; null where it does not. */
  find(address) {
    for (let r = 0; r < this.rows.length; r++) {
      const c = this.rows[r].cells.findIndex((cell) => cell.address === address);
      if (c >= 0) {
        return { r, c };
      }
    }
    return null;
  }

  get unsaved() {
    return this.#queue.length > 0 || this.own.size > 0;
  }

  get saving() {
    return this.#queue.length > 0;
  }

  /** When all that was begun is saved or refused. */
  async idle() {
    while (this.#running) {
      await this.#running;
    }
  }

  /** Saves what was typed into one cell; where that is refused the cell keeps it. */
  async write(cell, text, base) {
    const address = cell.address;
    if (text === cell.text && !this.#queue.some((job) => job.cell === address)) {
      this.own.delete(address);
      this.changed();
      return { ok: true };
    }
    const own = { text, state: 'saving', base };
    this.own.set(address, own);
    this.changed();
    const answer = await this.submit([setCell(this.sheet.file, address, text)], base, address);
    if (this.own.get(address) !== own) {
      return answer;
    }
    if (answer.ok) {
      this.own.delete(address);
    } else if (answer.status === 412 && answer.errors.length > 0) {
      const by = this.sheet.done.find((step) => step.version > base && step.by !== this.sheet.me)?.by;
      Object.assign(own, { state: 'conflict', theirs: this.#saved(address), by: by ?? '别人' });
    } else {
      const words = answer.errors.find((error) => error.pointer.startsWith('/'))?.words ?? answer.message;
      Object.assign(own, { state: answer.status === 422 ? 'refused' : 'failed', words });
    }
    this.changed();
    return answer;
  }

  #saved(address) {
    for (const row of this.all) {
      const cell = row.cells.find((each) => each.address === address);
      if (cell) {
        return cell.text;
      }
    }
    return null;
  }

  /** Gives up what was typed into a cell. */
  drop(address) {
    this.own.delete(address);
    this.changed();
  }

  /** Edits as one step: all of them or none. */
  submit(edits, base = this.version, cell = null) {
    return this.#enqueue({ base, cell, send: (on) => this.#service.edit(on, edits) });
  }

  undo() {
    return this.#enqueue({ base: null, send: () => this.#service.undo(this.version) });
  }

  redo() {
    return this.#enqueue({ base: null, send: () => this.#service.redo(this.version) });
  }

  refresh() {
    return this.#enqueue({ base: null, send: async () => ({ ok: true }) });
  }

  #enqueue(job) {
    return new Promise((resolve) => {
      this.#queue.push({ ...job, resolve });
      this.#running ??= this.#run();
      this.changed();
    });
  }

  async #run() {
    while (this.#queue.length > 0) {
      const job = this.#queue[0];
      const answer = await job.send(job.base);
      if (answer.ok && answer.json?.version === this.version + 1) {
        // nobody came between: what was typed meanwhile was typed on this
        const before = this.version;
        this.#queue.forEach((each) => (each.base = each.base === before ? answer.json.version : each.base));
      }
      if (answer.ok || answer.status === 412) {
        const loaded = await this.#service.load();
        if (loaded.ok) {
          this.take(loaded.json);
        }
      }
      this.#queue.shift();
      job.resolve(answer);
    }
    this.#running = null;
    this.changed();
  }
}

export function setCell(file, cell, text) {
  return { edit: 'setCell', file, cell, text };
}

export function label(row) {
  const place = `第 ${row.index + 1} 行`;
  return row.name === place ? place : `${place} ${row.name}`;
}
