// Repeats a draw from what was published, step by step, and stops at the first difference.
import { Arithmetic, byBytes, hex, inChunks, joined, unhex } from './arithmetic.js';
import { bytesOf, canonical, Difference, need, read } from './documents.js';

const same = (a, b) => canonical(a) === canonical(b);
const normalised = (text) => text.normalize('NFKC').replace(/[\s\p{Z}]+/gu, ' ').trim();
const whole = (...numbers) => numbers.every((number) => Number.isSafeInteger(number) && number >= 0);

/**
 * Verifies files, of which any may be null: `{ draw, commitment, receipt }`, each as bytes.
 * Answers `{ difference, draw, commitment, digest, receipt }`; the difference is null where there is none.
 */
export async function verify(files, progress = () => {}) {
  const found = { difference: null, draw: null, commitment: null, digest: null, receipt: null };
  try {
    await examine(files, found, progress);
  } catch (problem) {
    if (!(problem instanceof Difference)) {
      throw problem;
    }
    found.difference = problem.message;
  }
  return found;
}

async function examine(files, found, progress) {
  const draw = files.draw && read(files.draw, 'draw', 'draw.json');
  const published = files.commitment && read(files.commitment, 'commitment', 'commitment.json');
  const receipt = files.receipt && read(files.receipt, 'receipt', '纳入证明');
  const commitment = draw ? draw.commitment : published;
  if (commitment) {
    found.digest = await new Arithmetic(commitment.hash).hexDigest(bytesOf(commitment));
    found.commitment = commitment;
  }
  if (draw) {
    await drawn(draw, published, found.digest, progress);
    found.draw = draw;
  } else if (commitment) {
    rules(commitment);
  }
  if (receipt) {
    await proves(receipt, commitment, found.digest, draw);
    found.receipt = receipt;
  }
}

const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
const MONTHS = { H: 6, Q: 3, M: 1 };

/** The first day of 2024, 2024H1, 2024Q1 or 2024M03; null where the text is no period. */
function firstDay(period) {
  const [, year, unit, which] = /^([2-9]\d{3})(?:([HQM])(\d\d?))?$/.exec(period) ?? [];
  if (!year || (unit && (which < 1 || which > 12 / MONTHS[unit] || which.length !== (unit === 'M' ? 2 : 1)))) {
    return null;
  }
  return `${year}-${String(unit ? (which - 1) * MONTHS[unit] + 1 : 1).padStart(2, '0')}-01`;
}

/** What is fixed by rule in a commitment. */
function rules(commitment) {
  need(firstDay(commitment.period) === commitment.evaluationDate, `承诺的判定日期「${commitment.evaluationDate}」应为时段「${commitment.period}」的第一天`);
  need(commitment.sequence >= 1, '承诺的序号应从 1 起');
  need(commitment.predecessor !== null || (commitment.sequence === 1 && commitment.replaces === null), '序号大于 1，或替代作废抽取的承诺，应写明前一份承诺');
  const names = commitment.strata.map((sample) => sample.stratum);
  need(
    names.every((name, i) => i === 0 || byBytes(names[i - 1], name) < 0),
    '承诺里的抽样层没有按名称排列，或有重复',
  );
  for (const sample of commitment.strata) {
    need(whole(sample.population, sample.sampleSize, sample.substitutes) && sample.sampleSize <= sample.population, `「${sample.stratum}」的样本量或备选数有误`);
  }
  const objects = commitment.strata.reduce((sum, sample) => sum + sample.population, 0);
  need(objects === commitment.pool.size, `各层总体数合计 ${objects}，名录数量写的是 ${commitment.pool.size}`);
  const bits = commitment.randomness.reduce((sum, source) => sum + source.bits, 0);
  need(commitment.randomness.length && commitment.randomness.every((source) => source.bits >= 1 && isDay(source.day)), '承诺的公开随机数有误');
  need(bits === commitment.bits, `公开随机数的位数合计 ${bits}，写的是 ${commitment.bits}`);
}

async function drawn(draw, published, digest, progress) {
  const { commitment } = draw;
  const arithmetic = new Arithmetic(commitment.hash);
  const { digest: stated, ...others } = draw;
  need(stated === (await arithmetic.hexDigest(bytesOf(others))), '抽取记录的摘要不符：内容公布后被改过，或摘要写错');
  need(digest === draw.commitmentDigest, '承诺的摘要不符');
  need(!published || same(published, commitment), '抽取记录里的承诺不是事先公布的那一份 commitment.json');
  rules(commitment);
  const secret = unhex(draw.secret);
  need((await arithmetic.hexDigest(secret)) === commitment.secret, '秘密数的摘要与承诺不同：不是事先承诺的秘密数');
  randomness(draw);
  pool(draw);
  const salt = await arithmetic.mac(secret);
  const leaves = await inChunks(
    draw.pool.length,
    async (i) => arithmetic.leaf(hex(await salt(joined('', draw.pool[i].id))), draw.pool[i]),
    (done, all) => progress('重算名录', done, all),
  );
  const root = hex(await arithmetic.root(leaves));
  need(root === commitment.pool.root, `名录的根应为 ${root}，承诺的是 ${commitment.pool.root}：公布的名录不是事先承诺的名录`);
  if (draw.void === null) {
    await order(draw, arithmetic, salt, progress);
  }
}

function randomness(draw) {
  if (draw.void !== null) {
    need(draw.void.trim() && !draw.randomness.length && !draw.strata.length && draw.tasks === null, '作废的抽取应写明缘由，不应有公开随机数、抽取结果或任务文件');
    return;
  }
  need(draw.tasks !== null, '抽取记录没有写明任务文件的摘要');
  need(draw.randomness.length === draw.commitment.randomness.length, `承诺了 ${draw.commitment.randomness.length} 种公开随机数，抽取时用了 ${draw.randomness.length} 种`);
  for (const text of draw.randomness) {
    need(text && normalised(text) === text, `公开随机数「${text}」不是规定的写法`);
  }
}

function pool(draw) {
  const counts = new Map(draw.commitment.strata.map((sample) => [sample.stratum, 0]));
  const ids = new Set();
  draw.pool.forEach((entry, i) => {
    const before = draw.pool[i - 1];
    const after = !before || (byBytes(before.stratum, entry.stratum) || byBytes(before.id, entry.id)) < 0;
    need(after && !ids.has(entry.id), `名录中「${entry.stratum}」的「${entry.id}」没有按次序排列，或重复`);
    need([0, 1, 2].includes(entry.tier), `对象「${entry.id}」的档次应为 0、1 或 2`);
    need(counts.has(entry.stratum), `对象「${entry.id}」的抽样层「${entry.stratum}」不在承诺里`);
    ids.add(entry.id);
    counts.set(entry.stratum, counts.get(entry.stratum) + 1);
  });
  for (const sample of draw.commitment.strata) {
    const count = counts.get(sample.stratum);
    need(count === sample.population, `抽样层「${sample.stratum}」在名录中有 ${count} 个对象，承诺的是 ${sample.population}`);
  }
}

/** The function that gives tickets. */
export async function lottery(draw) {
  const arithmetic = new Arithmetic(draw.commitment.hash);
  const salt = await arithmetic.mac(unhex(draw.secret));
  return tickets(draw, arithmetic, salt);
}

async function tickets(draw, arithmetic, salt) {
  const mac = await arithmetic.mac(await salt(joined(...draw.randomness)));
  return async (entry) => {
    const label = joined(draw.commitmentDigest, entry.stratum, entry.id);
    const info = new Uint8Array(label.length + 1);
    info.set(label);
    info[label.length] = 1;
    return hex(await mac(info));
  };
}

async function order(draw, arithmetic, salt, progress) {
  const ticket = await tickets(draw, arithmetic, salt);
  const all = await inChunks(draw.pool.length, (i) => ticket(draw.pool[i]), (done, many) => progress('重算签号', done, many));
  const strata = new Map(draw.commitment.strata.map((sample) => [sample.stratum, []]));
  draw.pool.forEach((entry, i) => strata.get(entry.stratum).push({ ...entry, ticket: all[i] }));
  need(draw.strata.length === draw.commitment.strata.length, `承诺了 ${draw.commitment.strata.length} 层，公布了 ${draw.strata.length} 层`);
  draw.commitment.strata.forEach((sample, i) => stratum(sample, strata.get(sample.stratum), draw.strata[i]));
}

const plain = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function stratum(sample, entries, published) {
  entries.sort((a, b) => a.tier - b.tier || plain(a.ticket, b.ticket) || byBytes(a.id, b.id));
  const open = entries.filter((entry) => entry.tier > 0);
  const drawn = open.slice(0, sample.sampleSize);
  const most = drawn.map((entry) => entry.ticket).reduce((a, b) => (a > b ? a : b), '');
  const places = (some) => some.map(({ id, tier, ticket }, i) => ({ place: i + 1, id, tier, ticket }));
  const right = {
    stratum: sample.stratum,
    population: sample.population,
    sampleSize: sample.sampleSize,
    drawn: places(drawn),
    substitutes: places(open.slice(drawn.length, drawn.length + sample.substitutes)),
    passedOver: entries.filter((entry) => entry.tier === 0 && entry.ticket <= most).map(({ id, ticket }) => ({ id, ticket })),
    lastDrawn: drawn.at(-1)?.ticket ?? null,
    firstNotDrawn: open[drawn.length]?.ticket ?? null,
  };
  const title = { drawn: '抽中的', substitutes: '备选的', passedOver: '因频次上限跳过的', lastDrawn: '最后抽中的签号', firstNotDrawn: '最先未抽中的签号' };
  for (const name of Object.keys(right)) {
    if (!same(right[name], published[name])) {
      const what = title[name] ?? name;
      const at = Array.isArray(right[name]) ? right[name].findIndex((each, i) => !same(each, published[name][i] ?? null)) : -1;
      const [mine, theirs] = at < 0 ? [right[name], published[name]] : [right[name][at].id, published[name][at]?.id];
      const counted = Array.isArray(right[name]) && at < 0 ? `应有 ${mine.length} 个，公布了 ${theirs.length} 个` : `应为 ${mine}，公布的是 ${theirs ?? '没有'}`;
      throw new Difference(`抽样层「${sample.stratum}」${what}${at < 0 ? '' : `第 ${at + 1} 个`}不符：${counted}`);
    }
  }
}

/** A receipt, by itself and by what else is known. */
async function proves(receipt, commitment, digest, draw) {
  const arithmetic = new Arithmetic(receipt.hash);
  const leaf = await arithmetic.leaf(receipt.salt, receipt);
  const root = await arithmetic.follow(leaf, receipt.index, receipt.size, receipt.path.map(unhex));
  need([0, 1, 2].includes(receipt.tier) && root && hex(root) === receipt.root, `从对象「${receipt.id}」算不到名录的根，证明无效`);
  if (commitment) {
    const theirs = [commitment.hash, digest, commitment.pool.root, commitment.pool.size];
    need(same([receipt.hash, receipt.commitment, receipt.root, receipt.size], theirs), '证明的承诺、根或名录数量与承诺不同，它属于另一次抽取');
  }
  if (draw) {
    const salt = await arithmetic.mac(unhex(draw.secret));
    const { stratum, id, tier } = receipt;
    need(same(draw.pool[receipt.index], { stratum, id, tier }) && hex(await salt(joined('', id))) === receipt.salt, '证明与抽取记录里的名录不同');
  }
}
