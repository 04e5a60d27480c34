/**
 * The dark modules of a QR code (ISO/IEC 18004), rows from the top: bytes, error correction level L, versions 1 to 9, the
 * checkerboard mask. That is all that a key for an authenticator app needs.
 * @throws RangeError for more than 230 bytes.
 */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  const bytes = new TextEncoder().encode(text)
  const at = versions.findIndex(({ data }) => bytes.length + 2 <= data)
  const version = versions[at]
  if (version === undefined) throw new RangeError('a QR code of this kind holds at most 230 bytes')
  return drawn(at + 1, version, withCorrection(codewords(bytes, version.data), version))
}

interface Version {
  /** Codewords of data in all blocks. */
  readonly data: number
  readonly blocks: number
  /** Codewords of error correction per block. */
  readonly correction: number
  /** Centres of the alignment patterns. */
  readonly centres: readonly number[]
}

/** The standard's tables for level L. */
const versions: readonly Version[] = [
  { data: 19, blocks: 1, correction: 7, centres: [] },
  { data: 34, blocks: 1, correction: 10, centres: [6, 18] },
  { data: 55, blocks: 1, correction: 15, centres: [6, 22] },
  { data: 80, blocks: 1, correction: 20, centres: [6, 26] },
  { data: 108, blocks: 1, correction: 26, centres: [6, 30] },
  { data: 136, blocks: 2, correction: 18, centres: [6, 34] },
  { data: 156, blocks: 2, correction: 20, centres: [6, 22, 38] },
  { data: 194, blocks: 2, correction: 24, centres: [6, 24, 42] },
  { data: 232, blocks: 2, correction: 30, centres: [6, 26, 46] },
]

/** The mode (bytes), their number, the bytes, a terminator, and padding up to the version's size. */
function codewords(bytes: Uint8Array, size: number): Uint8Array {
  const bits = [0, 1, 0, 0, ...bitsOf(bytes.length, 8), ...[...bytes].flatMap((byte) => bitsOf(byte, 8)), 0, 0, 0, 0]
  const words = new Uint8Array(size)
  for (let place = 0; place < size; place += 1) {
    const own = bits.slice(place * 8, place * 8 + 8)
    const padding = (place - bits.length / 8) % 2 === 0 ? 0xec : 0x11
    words[place] = own.length === 0 ? padding : own.reduce((sum, bit) => sum * 2 + bit, 0)
  }
  return words
}

/** The blocks with their error correction, interleaved. */
function withCorrection(words: Uint8Array, { blocks, correction }: Version): readonly number[] {
  const length = words.length / blocks
  const parts = Array.from({ length: blocks }, (_, block) => Array.from(words.subarray(block * length, (block + 1) * length)))
  const checks = parts.map((part) => remainder(part, correction))
  return [...interleaved(parts), ...interleaved(checks)]
}

function interleaved(parts: readonly (readonly number[])[]): number[] {
  return (parts[0] ?? []).flatMap((_, place) => parts.map((part) => part[place] ?? 0))
}

/** Reed-Solomon over GF(256) with the polynomial 0x11d. */
function remainder(message: readonly number[], degree: number): number[] {
  let generator = [1]
  for (let power = 0, root = 1; power < degree; power += 1, root = times(root, 2)) {
    const next = [...generator, 0]
    for (const [place, factor] of generator.entries()) next[place + 1] = (next[place + 1] ?? 0) ^ times(factor, root)
    generator = next
  }
  const rest = [...message, ...Array<number>(degree).fill(0)]
  for (let place = 0; place < message.length; place += 1) {
    const lead = rest[place] ?? 0
    for (const [offset, factor] of generator.entries()) rest[place + offset] = (rest[place + offset] ?? 0) ^ times(factor, lead)
  }
  return rest.slice(message.length)
}

function times(left: number, right: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    if ((right >> bit) & 1) product ^= left
  }
  return product
}

function drawn(number: number, { centres }: Version, words: readonly number[]): boolean[][] {
  const size = number * 4 + 17
  const dark = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const fixed = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const put = (x: number, y: number, isDark: boolean) => {
    const [row, reserved] = [dark[y], fixed[y]]
    if (row === undefined || reserved === undefined || x < 0 || x >= size) return
    row[x] = isDark
    reserved[x] = true
  }
  for (let place = 0; place < size; place += 1) {
    put(6, place, place % 2 === 0)
    put(place, 6, place % 2 === 0)
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) finder(x, y, put)
  for (const x of centres) {
    for (const y of centres) {
      const inCorner = (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6)
      if (!inCorner) square({ x, y, reach: 2, isDark: (far) => far !== 1, put })
    }
  }
  formatOf(size, put)
  if (number >= 7) versionOf(number, size, put)
  fill({ dark, fixed, words })
  return dark
}

type Put = (x: number, y: number, isDark: boolean) => void

/** Rings around a centre; `far` counts from it. */
function square({ x, y, reach, isDark, put }: { readonly x: number; readonly y: number; readonly reach: number; isDark(far: number): boolean; readonly put: Put }): void {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) put(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))))
  }
}

function finder(x: number, y: number, put: Put): void {
  square({ x, y, reach: 4, isDark: (far) => far !== 2 && far !== 4, put })
}

/** Level L with mask 0, twice: 15 bits with their check bits. */
function formatOf(size: number, put: Put): void {
  const bits = bitsOf(checked({ value: 0b01_000, bits: 10, divisor: 0x537 }) ^ 0x5412, 15).toReversed()
  for (const [place, bit] of bits.entries()) {
    const isDark = bit === 1
    if (place < 6) put(8, place, isDark)
    else if (place < 8) put(8, place + 1, isDark)
    else if (place === 8) put(7, 8, isDark)
    else put(14 - place, 8, isDark)
    if (place < 8) put(size - 1 - place, 8, isDark)
    else put(8, size - 15 + place, isDark)
  }
  put(8, size - 8, true)
}

/** From version 7 on the code says its version, twice. */
function versionOf(number: number, size: number, put: Put): void {
  const bits = bitsOf(checked({ value: number, bits: 12, divisor: 0x1f25 }), 18).toReversed()
  for (const [place, bit] of bits.entries()) {
    const [far, near] = [size - 11 + (place % 3), Math.floor(place / 3)]
    put(far, near, bit === 1)
    put(near, far, bit === 1)
  }
}

/** A value followed by its BCH check bits. */
function checked({ value, bits, divisor }: { readonly value: number; readonly bits: number; readonly divisor: number }): number {
  let rest = value
  for (let turn = 0; turn < bits; turn += 1) rest = (rest << 1) ^ ((rest >> (bits - 1)) * divisor)
  return (value << bits) | rest
}

/** In pairs of columns from the right, upwards and downwards in turn, with mask 0 over it. */
function fill({ dark, fixed, words }: { readonly dark: boolean[][]; readonly fixed: readonly (readonly boolean[])[]; readonly words: readonly number[] }): void {
  const size = dark.length
  let bit = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5 // the column of the timing pattern is left out
    for (let step = 0; step < size; step += 1) {
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step
        const row = dark[y]
        if (row === undefined || fixed[y]?.[x] === true) continue
        const isSet = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
        row[x] = isSet !== ((x + y) % 2 === 0)
        bit += 1
      }
    }
  }
}

function bitsOf(value: number, length: number): number[] {
  return Array.from({ length }, (_, place) => (value >> (length - 1 - place)) & 1)
}
