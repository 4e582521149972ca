// The work that a browser does before the open service takes a declaration: it looks for digits with which the SHA-256 of
// the form's seed begins with so many zero bits, while the visitor reads. Without scripts there is a short wait instead.
const constants = new Uint32Array(64);
const start = new Uint32Array(8);
{
  const primes = [];
  for (let number = 2; primes.length < 64; ++number) if (primes.every((prime) => number % prime)) primes.push(number);
  const bits = (root) => (root - Math.floor(root)) * 2 ** 32;
  primes.forEach((prime, index) => {
    constants[index] = bits(Math.cbrt(prime));
    if (index < 8) start[index] = bits(Math.sqrt(prime));
  });
}
const turn = (word, by) => (word >>> by) | (word << (32 - by));

const words = new Uint32Array(64);

// Of one block of 64 bytes: what is hashed here is shorter.
function digest(block) {
  words.set(block);
  for (let i = 16; i < 64; ++i) {
    const near = words[i - 15], far = words[i - 2];
    const small = turn(near, 7) ^ turn(near, 18) ^ (near >>> 3);
    const large = turn(far, 17) ^ turn(far, 19) ^ (far >>> 10);
    words[i] = words[i - 16] + small + words[i - 7] + large;
  }
  let a = start[0], b = start[1], c = start[2], d = start[3], e = start[4], f = start[5], g = start[6], h = start[7];
  for (let i = 0; i < 64; ++i) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + words[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return [start[0] + a, start[1] + b];  // more than 53 zero bits are never asked
}

function padded(text) {
  const block = new Uint32Array(16);
  for (let i = 0; i < text.length; ++i) block[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  block[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  block[15] = text.length * 8;
  return block;
}

function zeroBits(state) {
  let bits = 0;
  for (const word of state) {
    bits += Math.clz32(word);
    if (word !== 0) break;
  }
  return bits;
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export async function solve(seed, bits) {
  for (let tried = 0; ; ++tried) {
    if (zeroBits(digest(padded(`${seed}:${tried}`))) >= bits) return String(tried);
    if (tried % 2000 === 1999) await pause(0);  // the page stays usable
  }
}

// Solves in the background, and holds back the sending until it is done and the least time has passed.
export function prepare(field) {
  const form = field.form;
  const ready = Promise.all([
    solve(field.dataset.proofSeed, Number(field.dataset.proofBits)).then((proof) => { form.elements.proof.value = proof; }),
    pause(Number(field.dataset.waitMs) + 50),
  ]);
  let isReady = false;
  form.addEventListener("submit", async (event) => {
    if (isReady) return;
    event.preventDefault();
    form.setAttribute("aria-busy", "true");
    await ready;
    isReady = true;
    form.submit();
  });
}
