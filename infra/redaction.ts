/**
 * A text without numbers that nobody should keep: of cards, bank accounts, and identity documents. Telephone numbers with their
 * plus sign stay, and so do short ones.
 */
export function redacted(text: string): string {
  return text
    .replace(/(?<![\d+])\d(?:[ .-]?\d){12,18}(?!\d)/g, (found) => (isCard(found) ? '[card number]' : found))
    .replace(/\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b/g, '[account number]')
    .replace(/(?<!\d)\d{3}[- ]\d{2}[- ]\d{4}(?!\d)/g, '[id number]')
    .replace(
      /\b(passport|identity card|id card|social security|ssn|id number)\b([^.!?\n]{0,40}?)\b(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{5,14}\b/gi,
      '$1$2[id number]',
    )
}

/** Whether digits have the check digit of a card (Luhn). */
function isCard(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number)
  const sum = digits.reduceRight((total, digit, at) => {
    const doubled = (digits.length - at) % 2 === 0 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
