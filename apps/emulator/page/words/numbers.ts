/**
 * An address as people of its country write it: `(202) 555-0150` for North America. Numbers of other countries keep
 * their international form, SIP and private addresses lose their prefix, a withheld number says so.
 */
export function nationalNumber(address: string): string {
  if (address === 'anonymous') return 'Number withheld'
  const [, area, exchange, line] = northAmerican.exec(address) ?? []
  if (area) return `(${area}) ${exchange}-${line}`
  return address.replace(/^sips?:/, '').replace(/^\/(private|public)\//, '')
}

/** An address as one dials it from anywhere: `+1 202-555-0150`. What is not a number stays as it is. */
export function internationalNumber(address: string): string {
  const [, area, exchange, line] = northAmerican.exec(address) ?? []
  return area ? `+1 ${area}-${exchange}-${line}` : address
}

/**
 * What somebody typed on a keypad, as E.164: ten digits are taken for a North American number. `null` while it is not
 * a whole number yet.
 */
export function dialable(typed: string): string | null {
  const digits = typed.replace(/\D/g, '')
  if (typed.trim().startsWith('+')) return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : null
  if (/^1\d{10}$/.test(digits)) return `+${digits}`
  return digits.length === 10 ? `+1${digits}` : null
}

/** The phones from which the outside world calls in: +12025550150 to …159, and one that withholds its number. */
export const outsidePhones: readonly string[] = [
  ...Array.from({ length: 10 }, (_, index) => `+1202555015${index}`),
  'anonymous',
]

/** True for the numbers with a built-in behaviour (busy, never answers …), which clutter a desk when nobody rings them. */
export function isSentinel(address: string): boolean {
  return /^\+1202555019\d$/.test(address)
}

const northAmerican = /^\+1(\d{3})(\d{3})(\d{4})$/
