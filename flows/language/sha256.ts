/**
 * SHA-256 of a text's UTF-8 bytes, as 64 hex digits (FIPS 180-4).
 *
 * Our own, because the language is used where there is no `node:crypto`, and `crypto.subtle` is
 * missing in a browser that reaches a self-hosted server over plain HTTP.
 */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text))
  const hash = Uint32Array.from(FIRST_HASH)
  const schedule = new Uint32Array(64)
  for (let offset = 0; offset < words.length; offset += 16) {
    expand(schedule, words.subarray(offset, offset + 16))
    compress(hash, schedule)
  }
  return Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('')
}

/** The message as big-endian words: its bytes, a one bit, zeros, and its length in bits. */
function padded(bytes: Uint8Array): Uint32Array {
  const length = Math.ceil((bytes.length + 9) / 64) * 64
  const view = new DataView(new ArrayBuffer(length))
  bytes.forEach((byte, index) => view.setUint8(index, byte))
  view.setUint8(bytes.length, 0x80)
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n)
  return Uint32Array.from({ length: length / 4 }, (_, index) => view.getUint32(index * 4))
}

function expand(schedule: Uint32Array, block: Uint32Array): void {
  schedule.set(block)
  for (let i = 16; i < 64; i += 1) {
    const [far, near] = [at(schedule, i - 15), at(schedule, i - 2)]
    const s0 = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)
    const s1 = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10)
    schedule[i] = at(schedule, i - 16) + s0 + at(schedule, i - 7) + s1
  }
}

function compress(hash: Uint32Array, schedule: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = Array.from(hash) as Eight
  for (let i = 0; i < 64; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first = (h + s1 + choice + at(ROUND, i) + at(schedule, i)) >>> 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) >>> 0, c, b, a, (first + s0 + majority) >>> 0]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = at(hash, i) + word
}

// the hash is made of eight words and stays so
type Eight = [number, number, number, number, number, number, number, number]

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

/** A word that is there: every index used above lies within its array. */
function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0
}

const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && !Array.from({ length: n }, (_, d) => d).some((d) => d > 1 && n % d === 0),
)

/** The first 32 bits of the fractions of the primes' square roots, and of their cube roots, as the standard defines them. */
const FIRST_HASH = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))
const ROUND = Uint32Array.from(PRIMES.slice(0, 64), (prime) => fraction(Math.cbrt(prime)))

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32)
}
