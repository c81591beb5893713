// Reads documents, which have one form alone (RFC 8785): a file that is not exactly in that form is refused.
import { isDigest, utf8 } from './arithmetic.js';

/** A published document is not what follows from the others. */
export class Difference extends Error {}

export function need(right, words) {
  if (!right) {
    throw new Difference(words);
  }
}

const TEXT = (value) => typeof value === 'string' && !/[\u0000-\u001f\u007f\p{Cs}]/u.test(value);
const NUMBER = (value) => Number.isSafeInteger(value);
const maybe = (test) => (value) => value === null || test(value);
const list = (test) => (value) => Array.isArray(value) && value.every(test);
const members = (tests) => (value) =>
  value !== null &&
  typeof value === 'object' &&
  !Array.isArray(value) &&
  Object.keys(value).length === Object.keys(tests).length &&
  Object.entries(tests).every(([name, test]) => Object.hasOwn(value, name) && test(value[name]));
const texts = (value) => value !== null && typeof value === 'object' && !Array.isArray(value) && Object.values(value).every(TEXT);

const ENTRY = { stratum: TEXT, id: TEXT, tier: NUMBER };
const PLACE = members({ place: NUMBER, id: TEXT, tier: NUMBER, ticket: TEXT });
const COMMITMENT = {
  format: (value) => value === 'shuangsuiji/commitment/1',
  hash: (value) => value === 'SHA-256' || value === 'SM3',
  issuer: TEXT,
  period: TEXT,
  sequence: NUMBER,
  evaluationDate: TEXT,
  edition: TEXT,
  editionDigest: isDigest,
  parameters: texts,
  strata: list(members({ stratum: TEXT, population: NUMBER, sampleSize: NUMBER, substitutes: NUMBER })),
  pool: members({ size: NUMBER, root: isDigest }),
  objects: isDigest,
  roster: isDigest,
  history: isDigest,
  review: isDigest,
  secret: isDigest,
  randomness: list(members({ source: TEXT, day: TEXT, bits: NUMBER })),
  bits: NUMBER,
  predecessor: maybe(isDigest),
  replaces: maybe(isDigest),
};
export const SHAPES = {
  commitment: COMMITMENT,
  draw: {
    format: (value) => value === 'shuangsuiji/draw/1',
    commitment: members(COMMITMENT),
    commitmentDigest: isDigest,
    secret: isDigest,
    randomness: list(TEXT),
    void: maybe(TEXT),
    pool: list(members(ENTRY)),
    strata: list(
      members({
        stratum: TEXT,
        population: NUMBER,
        sampleSize: NUMBER,
        drawn: list(PLACE),
        substitutes: list(PLACE),
        passedOver: list(members({ id: TEXT, ticket: TEXT })),
        lastDrawn: maybe(TEXT),
        firstNotDrawn: maybe(TEXT),
      }),
    ),
    tasks: maybe(isDigest),
    digest: isDigest,
  },
  receipt: {
    format: (value) => value === 'shuangsuiji/receipt/1',
    hash: COMMITMENT.hash,
    commitment: isDigest,
    root: isDigest,
    size: NUMBER,
    index: NUMBER,
    ...ENTRY,
    salt: isDigest,
    path: list(isDigest),
  },
};

/** The one form of a document. */
export function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

export const bytesOf = (value) => utf8(canonical(value));

function parsed(bytes, file) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return [text, JSON.parse(text)];
  } catch {
    throw new Difference(`${file} 不是规定写法的 JSON`);
  }
}

/** A document of a kind. */
export function read(bytes, kind, file) {
  const [text, document] = parsed(bytes, file);
  need(canonical(document) === text, `${file} 不是规定的写法（RFC 8785）：次序、空白或转义与规定不同`);
  need(document !== null && typeof document === 'object', `${file} 不是规定的文件`);
  for (const [name, test] of Object.entries(SHAPES[kind])) {
    need(Object.hasOwn(document, name), `${file} 缺少「${name}」`);
    need(test(document[name]), `${file} 的「${name}」不是规定的内容`);
  }
  for (const name of Object.keys(document)) {
    need(Object.hasOwn(SHAPES[kind], name), `${file} 多了「${name}」`);
  }
  return document;
}

/** What kind of document somebody has given: by what it says of itself, else by its name. */
export function kind(bytes, name) {
  try {
    const said = /^shuangsuiji\/(draw|commitment|receipt)\//.exec(parsed(bytes, name)[1]?.format);
    if (said) {
      return said[1];
    }
  } catch {
    // what cannot be read is told under the name that it has
  }
  return /receipt/i.test(name) ? 'receipt' : /commitment/i.test(name) ? 'commitment' : 'draw';
}
