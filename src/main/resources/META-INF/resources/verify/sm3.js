// SM3 (GB/T 32905), which Web Crypto does not have.
const IV = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
const BLOCK = 64;

const turn = (x, n) => (x << n) | (x >>> (32 - n));
const turned = Array.from({ length: BLOCK }, (_, j) => turn(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));

function compress(state, view, at) {
  const w = new Int32Array(68);
  for (let j = 0; j < 16; j++) {
    w[j] = view.getInt32(at + 4 * j);
  }
  for (let j = 16; j < 68; j++) {
    const x = w[j - 16] ^ w[j - 9] ^ turn(w[j - 3], 15);
    w[j] = x ^ turn(x, 15) ^ turn(x, 23) ^ turn(w[j - 13], 7) ^ w[j - 6];
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let j = 0; j < BLOCK; j++) {
    const ss1 = turn((turn(a, 12) + e + turned[j]) | 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ turn(a, 12)) + (w[j] ^ w[j + 4])) | 0;
    const tt2 = (gg + h + ss1 + w[j]) | 0;
    [d, c, b, a] = [c, turn(b, 9), a, tt1];
    [h, g, f, e] = [g, turn(f, 19), e, tt2 ^ turn(tt2, 9) ^ turn(tt2, 17)];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] ^= value));
}

export function sm3(bytes) {
  const length = Math.ceil((bytes.length + 9) / BLOCK) * BLOCK;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  // the length in bits, of which no more than 2^53 are counted
  view.setUint32(length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(length - 4, (bytes.length * 8) >>> 0);
  const state = Int32Array.from(IV);
  for (let at = 0; at < length; at += BLOCK) {
    compress(state, view, at);
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((value, i) => digest.setInt32(4 * i, value));
  return new Uint8Array(digest.buffer);
}
