import { isIP } from 'node:net'
import { carrierSecretsTrouble } from '../../carrier-secrets.ts'
import { isEmulated } from '../../emulated.ts'
import type { Settings } from '../../settings.ts'
import { isFree } from '../start/ports.ts'
import { ill, reasonOf, well, type Examination, type Finding } from './finding.ts'

/** What must be right about the carrier: that it knows us, and that it can reach us. */
export function examineCarrier(settings: Settings): readonly Examination[] {
  return [
    { what: 'Carrier', look: () => credentials(settings) },
    {
      what: 'PUBLIC_URL',
      look: async () =>
        isEmulated(settings) ? well(`${settings.PUBLIC_URL}, for the emulator`) : publicUrl(settings.PUBLIC_URL),
    },
  ]
}

/** Whether the account at the carrier is our own, and opens. */
export async function credentials(settings: Settings): Promise<Finding> {
  const { SIGNALWIRE_BASE_URL, SIGNALWIRE_PROJECT, SIGNALWIRE_TOKEN } = settings
  if (isEmulated(settings) && (await isFree(settings.EMULATOR_PORT)))
    return well('the emulator, which npm start will start')
  const published = carrierSecretsTrouble(settings)
  if (published !== null) return ill(published, "set them to your own (the carrier's dashboard: API)")
  const authorization = `Basic ${Buffer.from(`${SIGNALWIRE_PROJECT}:${SIGNALWIRE_TOKEN}`).toString('base64')}`
  try {
    const address = new URL('/api/relay/rest/phone_numbers?page_size=1', SIGNALWIRE_BASE_URL)
    const { status } = await fetch(address, { headers: { authorization }, signal: AbortSignal.timeout(10_000) })
    if (status === 200) return well(`${SIGNALWIRE_BASE_URL} knows us`)
    if (status === 401 || status === 403)
      return ill(
        `${SIGNALWIRE_BASE_URL} refuses the credentials`,
        "correct SIGNALWIRE_PROJECT and SIGNALWIRE_TOKEN (the carrier's dashboard: API)",
      )
    return ill(
      `${SIGNALWIRE_BASE_URL} answers ${status}`,
      'correct SIGNALWIRE_BASE_URL: https://<your space>.signalwire.com',
    )
  } catch (error) {
    return ill(
      `${SIGNALWIRE_BASE_URL} does not answer: ${reasonOf(error)}`,
      'correct SIGNALWIRE_BASE_URL, or leave it out to use the emulator',
    )
  }
}

/** Whether a carrier out in the world can reach this address. */
export function publicUrl(address: string): Finding {
  const { protocol, hostname } = new URL(address)
  if (isPrivate(hostname))
    return ill(
      `${address} is an address that only this network knows`,
      'set PUBLIC_URL to the address under which the internet reaches the web, for example a tunnel',
    )
  if (protocol !== 'https:')
    return ill(`${address} is not https`, 'put TLS in front of the web and set PUBLIC_URL to the https address')
  return well(address)
}

function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) === 4) return /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(host)
  if (isIP(host) === 6) return host === '::1' || /^f[cde]/i.test(host)
  return host === 'localhost' || !host.includes('.') || /\.(local|internal|lan|home|test)$/.test(host)
}
