/**
 * A text without numbers that nobody should keep: of cards, bank accounts, and identity documents. Telephone numbers with their
 * plus sign stay, and so do short ones.
 */
export function redacted(text: string): string {
  return text
    .replace(/\+?\d(?:[ .-]?\d)*/g, withoutCards)
    .replace(/\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b/g, '[account number]')
    .replace(/(?<!\d)\d{3}[- ]\d{2}[- ]\d{4}(?!\d)/g, '[id number]')
    .replace(
      /\b(passport|identity card|id card|social security|ssn|id number)\b([^.!?\n]{0,40}?)\b(?=[A-Z0-9-]{0,15}\d)[A-Z0-9][A-Z0-9-]{5,14}\b/gi,
      '$1$2[id number]',
    )
}

/**
 * Digits that belong together, without those of cards among them: other digits may stand beside a card's, as its month, its
 * check number or a count. Whatever may be one is taken out, and where two overlap both are.
 */
function withoutCards(run: string): string {
  const digits = [...run.matchAll(/\d/g)].map(({ 0: digit, index }) => ({ digit, index }))
  const isTelephone = run.startsWith('+') && digits.length <= MOST_OF_TELEPHONE
  if (isTelephone || digits.length < FEWEST_OF_CARD) return run
  const all = digits.map(({ digit }) => digit).join('')
  const places = digits.map(({ index }) => index)
  const begins = (at: number): boolean => at === 0 || places[at - 1] !== (places[at] ?? 0) - 1
  const cards: { from: number; to: number }[] = []
  for (let from = 0; from + FEWEST_OF_CARD <= all.length; from += 1)
    for (let length = FEWEST_OF_CARD; length <= MOST_OF_CARD && from + length <= all.length; length += 1) {
      const to = from + length
      const card = all.slice(from, to)
      // what both begins and ends in the midst of groups is no card, but parts of other numbers
      const isGrouped =
        begins(from) || to === all.length || begins(to) || places[to - 1] === (places[from] ?? 0) + length - 1
      if (!(length === all.length || (isGrouped && ISSUED.test(card))) || !hasCheckDigit(card)) continue
      const last = cards.at(-1)
      if (last && from < last.to) last.to = Math.max(last.to, to)
      else cards.push({ from, to })
    }
  let kept = ''
  let done = 0
  for (const { from, to } of cards) {
    kept += `${run.slice(done, places[from])}[card number]`
    done = (places[to - 1] ?? 0) + 1
  }
  return kept + run.slice(done)
}

/** How numbers of cards begin, and how long they are then. */
const ISSUED =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[0689]\d{12,17}|35\d{14,17}|(?:50|5[6-9]|6\d)\d{11,17})$/

/** Digits. */
const FEWEST_OF_CARD = 13
const MOST_OF_CARD = 19
const MOST_OF_TELEPHONE = 15

/** Whether digits have the check digit of a card (Luhn). */
function hasCheckDigit(text: string): boolean {
  const digits = [...text].map(Number)
  const sum = digits.reduceRight((total, digit, at) => {
    const doubled = (digits.length - at) % 2 === 0 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
