import { shortLine } from '#flows/story/one-line.ts'
import { e164 } from './spellings.ts'

/**
 * Who calls, from the carrier's words: E.164 where it is a telephone; null where the number is withheld, by any of the words
 * and codes that networks put in its place; and everything else (a SIP address, a short code) as it was sent.
 */
export function callerOf(said: string | null | undefined): string | null {
  const sent = shortLine((said ?? '').slice(0, LONGEST * 2), LONGEST)
  const address = /<([^<>]+)>/.exec(sent)?.[1] ?? sent
  if (saysNothing(address) || isWithheld(address)) return null
  return e164(address) ?? telephoneIn(address) ?? address.replace(OURS, '$1 ')
}

/** Conversations with callers who withhold their number are kept under `call:` and an id: nobody else's may be. */
const OURS = /^(call):/i

/** In characters: the longest address that a device may have. */
const LONGEST = 255

/** No letter and no digit, or a variable that the carrier did not fill in. */
function saysNothing(address: string): boolean {
  return !/[\p{L}\p{N}]/u.test(address) || /^[$%]\{[^}]*\}$/.test(address)
}

function isWithheld(address: string): boolean {
  const [user = '', host = ''] = address.replace(/^(?:sips?|tel):/i, '').split('@', 2)
  if (/\banonymous\.invalid\b/i.test(host)) return true
  const [name = ''] = user.toLowerCase().split(';')
  if (WORDS.has(name.replaceAll(/[^\p{L}]/gu, '')) && !/\d/.test(name)) return true
  const digits = name.replaceAll(/[\s().-]/g, '').replace(/^\+/, '')
  return CODES.has(digits) || /^1?0+$/.test(digits)
}

/** The user part of a SIP address whose gateway says that it is a telephone: written with a plus. */
function telephoneIn(address: string): string | null {
  const user = /^sips?:(\+[^@;]*)[;@]/i.exec(address)?.[1]
  return user === undefined ? null : e164(user)
}

/** What stands in the place of a number that is not shown, in letters alone. */
const WORDS: ReadonlySet<string> = new Set([
  'anonymous',
  'blocked',
  'callerunknown',
  'confidential',
  'idunavailable',
  'noid',
  'nocallerid',
  'nonumber',
  'notavailable',
  'null',
  'outofarea',
  'private',
  'privatecaller',
  'privatenumber',
  'restricted',
  'unavailable',
  'undefined',
  'unknown',
  'unknowncaller',
  'unknownnumber',
  'withheld',
  'withheldnumber',
])

/** The letters on each key, from 0 on. */
const KEYS = ['', '', 'abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']

/** The same typed on a telephone's keys, as networks send them that carry digits only: 266696687 is ANONYMOUS. */
const CODES: ReadonlySet<string> = new Set(
  ['anonymous', 'blocked', 'private', 'restricted', 'unavailable', 'unknown', 'withheld'].map(keyed),
)

function keyed(word: string): string {
  return [...word].map((letter) => KEYS.findIndex((letters) => letters.includes(letter))).join('')
}
