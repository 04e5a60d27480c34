import { isValidPhoneNumber } from 'libphonenumber-js/max'

/**
 * The telephone that an address calls, as `+` and digits: the address itself, or what the user part of a SIP address says,
 * for a gateway passes that on to the telephone network. Null for what calls no telephone: a browser, or a name at a host.
 *
 * A user part is a telephone where it says so (RFC 3261, section 19.1.6: `user=phone`), where it begins as one does that is
 * dialled abroad (`+`, `00`, `011`), and where its digits make a whole number with its country in front. Behind a prefix of a
 * gateway (`9` for an outside line, `*67`, a code for a route) the same is looked for and taken for a telephone where it is one
 * that exists: an account of somebody at a provider may have such digits by chance, and is then judged as that telephone.
 * Shorter digits are an extension of somebody's telephone system. What else a gateway makes of what it is told cannot be known
 * here: whoever runs one decides what it calls.
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
  if (!/^\d+$/.test(written)) return hidden(written) ?? (saysSo ? `+${written}` : null)
  const abroad = /^(?:00|011)(\d{7,})$/.exec(written)?.[1]
  if (abroad !== undefined) return `+${abroad}`
  if (saysSo) return `${contextOf(parameters) ?? '+'}${written}`
  return whole(written) ?? hidden(written)
}

function whole(digits: string): string | null {
  return digits.length >= SHORTEST_WHOLE && isValidPhoneNumber(`+${digits}`) ? `+${digits}` : null
}

/** The telephone behind a gateway's prefix: dialled abroad, or with its country in front behind the digit of an outside line. */
function hidden(written: string): string | null {
  for (let prefix = 1; prefix <= LONGEST_PREFIX; prefix++) {
    const [, abroad] = /^(?:\+|00|011)(\d{7,15})$/.exec(written.slice(prefix)) ?? []
    if (abroad !== undefined && isValidPhoneNumber(`+${abroad}`)) return `+${abroad}`
  }
  return /^[089]\d+$/.test(written) ? whole(written.slice(1)) : null
}

/** What a local number stands behind (RFC 3966), as in `555-0100;phone-context=+1-202`. */
function contextOf(parameters: readonly string[]): string | undefined {
  const [, context] =
    parameters.map((parameter) => /^phone-context=(\+[\d.()-]+)$/i.exec(parameter)).find((found) => found !== null) ??
    []
  return context?.replaceAll(/[^\d+]/g, '')
}

function decoded(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Digits of the shortest North American number with its country in front; shorter ones are often names of accounts. */
const SHORTEST_WHOLE = 11
/** Characters. */
const LONGEST_PREFIX = 12
