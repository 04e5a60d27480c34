import { encodingNames, type Encoding } from './encoding-names.ts'

export interface DecodedFile {
  readonly encoding: Encoding
  readonly text: string
  /** False: it is a guess, and somebody who knows the names must look at them. */
  readonly isSure: boolean
}

/** The text of a file's bytes, read as `chosen`, else as the bytes say. Null when they cannot be read that way. */
export function decodeFile(bytes: Uint8Array, chosen: Encoding | null): DecodedFile | null {
  if (chosen !== null) return read(bytes, chosen, true)
  const marked = MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))
  if (marked) return read(bytes, marked.encoding, true)
  const wide = withoutMark(bytes)
  if (wide !== null) return read(bytes, wide, true)
  return read(bytes, 'utf-8', true) ?? guessed(bytes)
}

/** The encodings in which the bytes can be read at all, each with the words that its letters are in. */
export function readings(
  bytes: Uint8Array,
): readonly { readonly encoding: Encoding; readonly words: readonly string[] }[] {
  return EIGHT_BITS.flatMap((encoding) => {
    const decoded = read(bytes, encoding, false)
    return decoded === null ? [] : [{ encoding, words: wordsWithLetters(decoded.text) }]
  })
}

export function isEncoding(written: string): written is Encoding {
  return Object.hasOwn(encodingNames, written)
}

const MARKS: readonly { readonly mark: readonly number[]; readonly encoding: Encoding }[] = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
]

const EIGHT_BITS = Object.keys(encodingNames)
  .filter(isEncoding)
  .filter((encoding) => !encoding.startsWith('utf-'))

/** UTF-16 without a mark: most letters in such files are Latin, whose other byte is zero. */
function withoutMark(bytes: Uint8Array): Encoding | null {
  const looked = Math.min(bytes.length, 4_000) & ~1
  const zeros = [0, 0]
  for (let at = 0; at < looked; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros.map((count) => count / (looked / 2))
  if (odd > 0.3 && even < 0.02) return 'utf-16le'
  return even > 0.3 && odd < 0.02 ? 'utf-16be' : null
}

/** Never one that puts a replacement character in the place of what it does not know. */
function read(bytes: Uint8Array, encoding: Encoding, isSure: boolean): DecodedFile | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return { encoding, text: encoding === 'windows-1252' ? withWindowsMarks(text) : text, isSure }
  } catch {
    return null
  }
}

/** Some runtimes read 0x80 to 0x9F of Windows-1252 as control characters, as in Latin-1. */
function withWindowsMarks(text: string): string {
  return text.replaceAll(/[\u0080-\u009F]/g, (mark) => WINDOWS_MARKS[mark.charCodeAt(0) - 0x80] ?? mark)
}
const WINDOWS_MARKS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'.split('')

/**
 * Without a mark, and not Unicode. Western European is meant where it makes words: a letter beyond ASCII stands alone among
 * others then, while Cyrillic or Japanese text read so is nothing but such letters, and what a Mac or Poland wrote has signs
 * and rare letters inside its words.
 */
function guessed(bytes: Uint8Array): DecodedFile | null {
  const western = read(bytes, 'windows-1252', true)
  if (western === null) return null
  const words = wordsWithLetters(western.text).filter((word) => /\p{L}/u.test(word))
  return {
    ...western,
    isSure: words.every((word) => WESTERN_WORD.test(word.replace(/^[¿¡]/, '')) && !UNUSUAL.test(word)),
  }
}

/** Letters of western European languages, and what else stands in words, numbers and addresses. */
const WESTERN_WORD = /^[\w“”‘’„«»…€§©®™•·"'()*%$=.!?ºª°&@/:+#\-–À-ÖØ-öø-ÿŒœß]+$/u
/** Several in a row, a capital inside a word, and letters of Icelandic and Czech, which stand for others in Turkish. */
const UNUSUAL = /[À-ÖØ-öø-ÿŒœ]{3}|[a-zß-öø-ÿ][À-ÖØ-Þ]|[ðþýÐÞÝ]/u

/** The first words that have a letter or sign beyond ASCII: by these an encoding is judged. */
function wordsWithLetters(text: string): readonly string[] {
  const words = new Set<string>()
  for (const [word] of text.slice(0, LOOKED_THROUGH).matchAll(/[^\s,;|"]+/g)) {
    if (!BEYOND_ASCII.test(word)) continue
    words.add(word.slice(0, 40))
    if (words.size === MOST_WORDS) break
  }
  return [...words]
}
const BEYOND_ASCII = /[\u0080-\u{10FFFF}]/u
const LOOKED_THROUGH = 2_000_000
const MOST_WORDS = 40
