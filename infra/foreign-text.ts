/** Deeper than anything we write, and far from where reading it would run out of stack. */
const DEEPEST = 100

/** Something from outside that nobody can work with; the message is a sentence for whoever sent it. */
export class Unreadable extends Error {}

/**
 * The JSON of a body that came from outside: UTF-8, not nested without end, and with no text that a database cannot keep.
 * An empty body is undefined.
 * @throws Unreadable
 */
export function foreignJson(bytes: Uint8Array | string): unknown {
  const text = typeof bytes === 'string' ? bytes : foreignText(bytes)
  if (text === '') return undefined
  requireShallow(text)
  const value = parsed(text)
  if (SUSPICIOUS.test(text)) requireKeepable(value)
  return value
}

/** The text of bytes that came from outside. @throws Unreadable when they are not UTF-8. */
export function foreignText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Unreadable('The body is not UTF-8: send text as UTF-8.')
  }
}
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Whether every database, log and file can keep a text: no NUL, and no half of a character. */
export function isKeepable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** What is said about a text that `isKeepable` refuses. */
export const NOT_KEEPABLE = 'It holds a character that is none (NUL, or half of a surrogate pair): leave it out.'

/** Only escapes can bring such a character into JSON that is UTF-8; most bodies have none, and are not walked. */
const SUSPICIOUS = /\\u(?:0000|d[89a-f])/i

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable('The body is not JSON: send an object as application/json.')
  }
}

/** Counts brackets outside of texts, before anything is built from them. */
function requireShallow(text: string): void {
  let depth = 0
  let isInText = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (isInText) {
      if (character === BACKSLASH) at++
      else if (character === QUOTE) isInText = false
    } else if (character === QUOTE) isInText = true
    else if (character === OPEN_LIST || character === OPEN_OBJECT) {
      if (++depth > DEEPEST)
        throw new Unreadable(`The body is nested too deeply: at most ${DEEPEST} lists and objects in one another.`)
    } else if (character === CLOSE_LIST || character === CLOSE_OBJECT) depth--
  }
}
const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d]

function requireKeepable(value: unknown): void {
  if (typeof value === 'string') {
    if (!isKeepable(value)) throw new Unreadable(NOT_KEEPABLE)
  } else if (Array.isArray(value)) value.forEach(requireKeepable)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      requireKeepable(name)
      requireKeepable(inner)
    }
  }
}
