// The page at /verify: files in, what was found out. Nothing is sent anywhere.
import { element } from '/grid/dom.js';
import { kind } from './documents.js';
import { lottery, verify } from './verification.js';

const KINDS = { draw: '抽取记录', commitment: '承诺', receipt: '纳入证明' };
const TIERS = ['本年不再检查（频次上限），不参加抽取', '本年还没有抽中过，先抽', '本年已抽中过，后抽'];

const input = document.getElementById('files');
const drop = document.getElementById('drop');
const given = document.getElementById('given');
const result = document.getElementById('result');
const bar = document.getElementById('bar');
const who = document.getElementById('who');
const answer = document.getElementById('answer');

const files = { draw: null, commitment: null, receipt: null };
const names = {};
let found = null;
let turn = 0;

function say(words, state) {
  result.textContent = words;
  result.dataset.state = state;
}

function progress(what, done, all) {
  bar.hidden = false;
  bar.max = all;
  bar.value = done;
  say(`正在验证：${what} ${done} / ${all}`, 'working');
}

async function take(list) {
  const problems = [];
  const taken = new Set();
  for (const file of list) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const which = kind(bytes, file.name);
    if (taken.has(which)) {
      problems.push(`${file.name} 没有用上：一次只验证一份${KINDS[which]}`);
    } else {
      taken.add(which);
      files[which] = bytes;
      names[which] = file.name;
    }
  }
  await look(problems);
}

async function look(problems) {
  const mine = ++turn;
  found = null;
  who.hidden = true;
  answer.replaceChildren();
  given.replaceChildren(
    ...Object.keys(KINDS)
      .filter((which) => files[which])
      .map((which) => element('li', {}, `${KINDS[which]}：${names[which]}，${files[which].length} 字节`)),
    ...problems.map((problem) => element('li', { class: 'wrong' }, problem)),
  );
  if (!files.draw && !files.commitment && !files.receipt) {
    return;
  }
  say('正在验证…', 'working');
  try {
    const now = await verify(files, (...at) => mine === turn && progress(...at));
    if (mine === turn) {
      show(now);
    }
  } catch (failure) {
    // what is no difference is the browser's own affair: no cryptography on a page that came without HTTPS
    say(crypto.subtle ? `没有验证成：${failure.message}` : '没有验证：这个网址不是 https 开头，浏览器不给计算摘要的功能。请改用 https 网址，或用下面的脚本。', 'wrong');
  } finally {
    bar.hidden = bar.hidden || mine === turn;
  }
}

function show(now) {
  found = now;
  if (now.difference !== null) {
    say(`不一致：${now.difference}`, 'wrong');
    return;
  }
  const what = now.draw ? (now.draw.void === null ? '名录、签号和结果都重算过' : `这次抽取作废：${now.draw.void}`) : now.commitment ? '承诺写法正确' : '证明本身正确；有承诺或抽取记录时请一并放入';
  say(`一致。${what}`, 'right');
  if (now.digest) {
    given.append(element('li', {}, '承诺摘要：', element('code', {}, now.digest.replace(/(.{4})(?=.)/g, '$1 '))));
  }
  if (now.receipt) {
    given.append(element('li', {}, `纳入证明：「${now.receipt.id}」在「${now.receipt.stratum}」的名录中，${TIERS[now.receipt.tier]}`));
  }
  who.hidden = !now.draw;
}

/** What became of an object: in which stratum and tier, drawn or not, by which ticket. */
async function ask(id) {
  const { draw } = found;
  const entry = draw.pool.find((each) => each.id === id);
  if (!entry) {
    const near = draw.pool.filter((each) => each.id.includes(id)).slice(0, 5);
    return [`名录里没有「${id}」，它没有参加这次抽取。`, ...(near.length && id ? [`相近的编号：${near.map((each) => each.id).join('、')}`] : [])];
  }
  const lines = [`「${id}」在名录中，抽样层：${entry.stratum}；${TIERS[entry.tier]}。`];
  if (draw.void !== null) {
    return [...lines, `这次抽取作废：${draw.void}`];
  }
  lines.push(`签号：${await (await lottery(draw))(entry)}`);
  const stratum = draw.strata.find((each) => each.stratum === entry.stratum);
  const drawn = stratum.drawn.find((each) => each.id === id);
  const substitute = stratum.substitutes.find((each) => each.id === id);
  if (drawn) {
    lines.push(`抽中，第 ${drawn.place} 个。`);
  } else if (substitute) {
    lines.push(`备选，第 ${substitute.place} 个。`);
  } else {
    lines.push(stratum.passedOver.some((each) => each.id === id) ? '轮到时因频次上限跳过。' : '没有抽中。');
  }
  return [...lines, `这一层 ${stratum.population} 个抽 ${stratum.sampleSize} 个；最后抽中的签号 ${stratum.lastDrawn ?? '无'}，最先未抽中的签号 ${stratum.firstNotDrawn ?? '无'}。`];
}

input.addEventListener('change', () => take([...input.files]));
for (const name of ['dragover', 'drop']) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    if (name === 'drop') {
      take([...event.dataTransfer.files]);
    }
  });
}
document.getElementById('again').addEventListener('click', () => {
  Object.keys(files).forEach((which) => (files[which] = null));
  input.value = '';
  say('', '');
  look([]);
});
who.addEventListener('submit', async (event) => {
  event.preventDefault();
  const lines = await ask(who.elements.id.value.normalize('NFKC').trim());
  answer.replaceChildren(...lines.map((line) => element('p', {}, line)));
});
document.getElementById('local').hidden = false;

