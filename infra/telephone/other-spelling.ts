/**
 * The second way in which networks write a number, where there is one: the same telephone is called either way, and a caller
 * may come in with the one while the address book has the other. `other_spelling(text)` in the database is the same table.
 */
export function otherSpelling(e164: string): string | null {
  for (const [long, short] of SPELLINGS) {
    const digits = long.written.exec(e164)?.[1]
    if (digits !== undefined) return short.prefix(digits)
    const rest = short.written.exec(e164)?.[1]
    if (rest !== undefined) return long.prefix(rest)
  }
  return null
}

/** All the ways in which networks write a number: itself, and its other spelling where there is one. */
export function spellings(e164: string): readonly string[] {
  const other = otherSpelling(e164)
  return other === null ? [e164] : [e164, other]
}

/** The same text for both spellings of a number: what two numbers are compared by. */
export function numberKey(e164: string): string {
  const other = otherSpelling(e164)
  return other !== null && other.length < e164.length ? other : e164
}

interface Spelling {
  readonly written: RegExp
  readonly prefix: (digits: string) => string
}

const SPELLINGS: readonly (readonly [long: Spelling, short: Spelling])[] = [
  // Argentina: a 9 in front of mobile numbers that are called from abroad
  [
    { written: /^\+549([123]\d{9})$/, prefix: (digits) => `+549${digits}` },
    { written: /^\+54([123]\d{9})$/, prefix: (digits) => `+54${digits}` },
  ],
  // Mexico: a 1 in front of mobile numbers, until 2019
  [
    { written: /^\+521([2-9]\d{9})$/, prefix: (digits) => `+521${digits}` },
    { written: /^\+52([2-9]\d{9})$/, prefix: (digits) => `+52${digits}` },
  ],
  // Brazil: a 9 after the area code of mobile numbers, since 2016
  [
    { written: /^\+55([1-9]{2}9[6-9]\d{7})$/, prefix: (digits) => `+55${digits.slice(0, 2)}9${digits.slice(2)}` },
    { written: /^\+55([1-9]{2}[6-9]\d{7})$/, prefix: (digits) => `+55${digits.slice(0, 2)}${digits.slice(3)}` },
  ],
]
