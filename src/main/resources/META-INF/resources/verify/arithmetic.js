// The sums of docs/draw-format.md: digests, tickets, the tree of a pool.
import { sm3 } from './sm3.js';

const BLOCK = 64;
const encoder = new TextEncoder();

export const utf8 = (text) => encoder.encode(text);
export const joined = (...parts) => utf8(parts.join('\u001f'));
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const isDigest = (text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);

/** Texts by their UTF-8 bytes, which is by their characters' numbers. */
export function byBytes(a, b) {
  if (a === b) {
    return 0;
  }
  const [one, other] = [utf8(a), utf8(b)];
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) {
    if (one[i] !== other[i]) {
      return one[i] - other[i];
    }
  }
  return one.length - other.length;
}

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => {
    whole.set(part, at);
    return at + part.length;
  }, 0);
  return whole;
}

/** SHA-256 by the browser itself, SM3 by ourselves. */
export class Arithmetic {
  static names = ['SHA-256', 'SM3'];

  constructor(name) {
    this.name = name;
  }

  async digest(bytes) {
    return this.name === 'SM3' ? sm3(bytes) : new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  }

  async hexDigest(bytes) {
    return hex(await this.digest(bytes));
  }

  /** A function that gives the HMAC of a message under this key. */
  async mac(key) {
    if (this.name === 'SM3') {
      const pad = (value) => Uint8Array.from({ length: BLOCK }, (_, i) => (key[i] ?? 0) ^ value);
      const [inner, outer] = [pad(0x36), pad(0x5c)];
      return async (message) => sm3(concat(outer, sm3(concat(inner, message))));
    }
    const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return async (message) => new Uint8Array(await crypto.subtle.sign('HMAC', imported, message));
  }

  leaf(salt, entry) {
    return this.digest(concat([0], joined(salt, entry.stratum, entry.id, String(entry.tier))));
  }

  node(left, right) {
    return this.digest(concat([1], left, right));
  }

  /** The root above leaves; many at a time, and room for the page between. */
  async root(leaves, progress) {
    let level = leaves;
    while (level.length > 1) {
      level = await inChunks(Math.ceil(level.length / 2), (i) => (2 * i + 1 < level.length ? this.node(level[2 * i], level[2 * i + 1]) : level[2 * i]), progress);
    }
    return level.length ? level[0] : this.digest(new Uint8Array());
  }

  /** The root to which a path leads; null where it is not one of that place in a list of that size. */
  async follow(leaf, index, size, path) {
    if (index < 0 || index >= size) {
      return null;
    }
    let [at, last, root] = [index, size - 1, leaf];
    for (const beside of path) {
      if (last === 0) {
        return null;
      }
      if (at % 2 === 1 || at === last) {
        root = await this.node(beside, root);
        while (at % 2 === 0 && at !== 0) {
          [at, last] = [at / 2, Math.floor(last / 2)];
        }
      } else {
        root = await this.node(root, beside);
      }
      [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    }
    return last === 0 ? root : null;
  }
}

const CHUNK = 500;

/** Does something for each number below, a few hundred at a time, so that the page stays alive. */
export async function inChunks(length, each, progress = () => {}) {
  const done = [];
  for (let from = 0; from < length; from += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, length - from) }, (_, i) => from + i);
    done.push(...(await Promise.all(numbers.map(each))));
    progress(done.length, length);
    await new Promise((resume) => setTimeout(resume));
  }
  return done;
}
