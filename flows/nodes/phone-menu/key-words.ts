import type { PhoneKey } from '../../verbs/ask/keys.ts'
import { plainWords } from '../../verbs/ask/reply.ts'

/** Whether a text tells callers of a key, by its sign or by its name in a language that Ringdown speaks. */
export function namesKey(text: string, key: PhoneKey): boolean {
  if (key === '*' || key === '#') return text.includes(key) || hasWords(text, KEY_WORDS[key])
  return hasWords(text, [key, ...KEY_WORDS[key]])
}

/** Whether one of these stands in a text, as words of their own. */
export function hasWords(text: string, words: readonly string[]): boolean {
  const plain = ` ${plainWords(text)} `
  return words.map(plainWords).some((each) => each !== '' && plain.includes(` ${each} `))
}

const KEY_WORDS: Readonly<Record<PhoneKey, readonly string[]>> = {
  1: ['one', 'eins', 'uno', 'un'],
  2: ['two', 'zwei', 'dos', 'deux'],
  3: ['three', 'drei', 'tres', 'trois'],
  4: ['four', 'vier', 'cuatro', 'quatre'],
  5: ['five', 'fünf', 'cinco', 'cinq'],
  6: ['six', 'sechs', 'seis'],
  7: ['seven', 'sieben', 'siete', 'sept'],
  8: ['eight', 'acht', 'ocho', 'huit'],
  9: ['nine', 'neun', 'nueve', 'neuf'],
  0: ['zero', 'null', 'cero', 'zéro'],
  '*': ['star', 'asterisk', 'stern', 'sternchen', 'asterisco', 'estrella', 'étoile'],
  '#': ['pound', 'hash', 'raute', 'rautetaste', 'almohadilla', 'dièse'],
}
