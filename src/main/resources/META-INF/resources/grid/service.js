// The calls to the service; each answers with what became of it, and none throws.
export class Service {
  constructor(draft, file, at) {
    this.draft = `/drafts/${encodeURIComponent(draft)}`;
    this.query = new URLSearchParams({ file, at });
  }

  load() {
    return this.#call(`${this.draft}/table?${this.query}`, {});
  }

  /** All the edits or none; those made on an older version, too, where nobody has changed what they touch. */
  edit(version, edits) {
    const body = JSON.stringify(edits);
    return this.#call(`${this.draft}/edits?merge=true`, {
      method: 'POST',
      headers: { 'If-Match': `"${version}"`, 'Content-Type': 'application/json' },
      body,
      // sent even where the page is left at this moment; browsers allow that for short bodies
      keepalive: body.length < 20000,
    });
  }

  undo(version) {
    return this.#call(`${this.draft}/undo`, { method: 'POST', headers: { 'If-Match': `"${version}"` } });
  }

  redo(version) {
    return this.#call(`${this.draft}/redo`, { method: 'POST', headers: { 'If-Match': `"${version}"` } });
  }

  async #call(url, options) {
    try {
      const response = await fetch(url, {
        ...options,
        headers: { Accept: 'application/json', ...options.headers },
        redirect: 'error',
      });
      const text = await response.text();
      const json = text && response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : null;
      if (response.ok && json) {
        return { ok: true, json };
      }
      if (response.status === 401) {
        return failed('登录已过期：请在另一个窗口登录，再回来重试');
      }
      return {
        ok: false,
        status: response.status,
        message: chinese(json?.detail ?? `服务没有答复（${response.status}）`),
        errors: (json?.errors ?? []).map((error) => ({ pointer: error.pointer ?? '', words: chinese(error.detail) })),
      };
    } catch {
      return failed('没有连上服务');
    }
  }
}

function failed(message) {
  return { ok: false, status: 0, message, errors: [] };
}

/** Messages come in Chinese and English, the English behind a stroke; pages say the Chinese. */
function chinese(words) {
  return words.split(' / ')[0].replace(/\n$/, '');
}
