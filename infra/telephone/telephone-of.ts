import { isValidPhoneNumber } from 'libphonenumber-js/max'

/**
 * The telephone that an address calls, as `+` and digits: the address itself, or what the user part of a SIP address says,
 * for a gateway passes that on to the telephone network. Null for what calls no telephone: a browser, or a name at a host.
 *
 * A user part is a telephone where it says so (RFC 3261, section 19.1.6: `user=phone`), where it begins as one does that is
 * dialled abroad (`+`, `00`, `011`), and where its digits make a whole number with its country in front. Shorter digits are an
 * extension of somebody's telephone system.
 * @returns not always a number that exists: `mayCall` judges.
 */
export function telephoneOf(address: string): string | null {
  if (address.startsWith('+')) return address
  const [, userPart, rest] = /^sips?:([^@]*)@(.*)$/is.exec(address) ?? []
  if (userPart === undefined || rest === undefined) return null
  const [subscriber = '', ...parameters] = decoded(userPart).split(/[;,]/)
  const written = subscriber.replaceAll(/[-.()\s]/g, '')
  if (written.startsWith('+')) return written
  const saysSo = decoded(rest).toLowerCase().split(';').includes('user=phone')
  if (!/^\d+$/.test(written)) return saysSo ? `+${written}` : null
  const abroad = /^(?:00|011)(\d{7,})$/.exec(written)?.[1]
  if (abroad !== undefined) return `+${abroad}`
  if (saysSo) return `${contextOf(parameters) ?? '+'}${written}`
  return written.length >= SHORTEST_WHOLE && isValidPhoneNumber(`+${written}`) ? `+${written}` : null
}

/** What a local number stands behind (RFC 3966), as in `555-0100;phone-context=+1-202`. */
function contextOf(parameters: readonly string[]): string | undefined {
  const [, context] = parameters.map((parameter) => /^phone-context=(\+[\d.()-]+)$/i.exec(parameter)).find((found) => found !== null) ?? []
  return context?.replaceAll(/[^\d+]/g, '')
}

function decoded(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Digits of the shortest North American number with its country in front; shorter ones are often names of accounts. */
const SHORTEST_WHOLE = 11
