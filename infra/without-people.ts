/**
 * A line of a log without what tells who somebody is: e-mail addresses, phone numbers but for their last two digits.
 * Everything that is logged passes here, because errors of libraries quote what they were about, and strangers choose what
 * addresses and names they send: it takes time in proportion to the line, whatever the line holds.
 */
export function withoutPeople(line: string): string {
  return withoutAddresses(line).replace(NUMBER, (_, last: string) => `[number …${last}]`)
}

/** As E.164, also where an address spells the plus as %2B. Its length is bounded, so that no start of it is read far. */
const NUMBER = /(?:\+|%2B)\d{5,13}(\d{2})(?!\d)/gi

/**
 * Looks for each @ and from there to both sides, as far as an address goes. A database's address has an @ as well:
 * `user:password@host` is no less secret.
 */
function withoutAddresses(line: string): string {
  let without = ''
  let end = 0
  for (let at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
    let from = at
    while (from > end && LOCAL.test(line.charAt(from - 1))) from--
    const to = endOfDomain(line, at + 1)
    if (from === at || to === at + 1) continue
    without += `${line.slice(end, from)}[e-mail]`
    end = to
  }
  return without + line.slice(end)
}
const LOCAL = /[\w.%+:-]/
const LABEL = /[\w-]/

/** Labels with single dots between them; a dot at their end belongs to the sentence. */
function endOfDomain(line: string, from: number): number {
  let to = from
  while (LABEL.test(line.charAt(to)) || (to > from && line.charAt(to) === '.' && LABEL.test(line.charAt(to + 1)))) to++
  return to
}
