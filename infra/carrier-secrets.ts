import { isEmulated } from './emulated.ts'
import type { Settings } from './settings.ts'

/** What the emulator's account is opened with. Everybody can read it here, so it opens nothing else. */
export const demoAccount = {
  SIGNALWIRE_PROJECT: 'demo-project',
  SIGNALWIRE_TOKEN: 'demo-token',
  SIGNALWIRE_SIGNING_KEY: 'demo-signing-key',
} as const

/**
 * What is wrong with the account at a real carrier, in a sentence; null when nothing is, or when the emulator is the carrier.
 * With the demo's signing key, which is published, anybody could pass for the carrier.
 * @param which.withSigningKey whether the key is looked at as well; the worker has none.
 */
export function carrierSecretsTrouble(
  settings: Settings,
  { withSigningKey = true }: { readonly withSigningKey?: boolean } = {},
): string | null {
  if (isEmulated(settings)) return null
  const {
    SIGNALWIRE_PROJECT: project,
    SIGNALWIRE_TOKEN: token,
    SIGNALWIRE_SIGNING_KEY: key,
    SIGNALWIRE_SIGNING_KEY_PREVIOUS: previous,
  } = settings
  const published: string[] = []
  if (project === demoAccount.SIGNALWIRE_PROJECT) published.push('SIGNALWIRE_PROJECT')
  if (token === demoAccount.SIGNALWIRE_TOKEN) published.push('SIGNALWIRE_TOKEN')
  if (withSigningKey && key === demoAccount.SIGNALWIRE_SIGNING_KEY) published.push('SIGNALWIRE_SIGNING_KEY')
  if (withSigningKey && previous === demoAccount.SIGNALWIRE_SIGNING_KEY)
    published.push('SIGNALWIRE_SIGNING_KEY_PREVIOUS')
  if (published.length === 0) return null
  return `SIGNALWIRE_BASE_URL names a carrier other than the emulator, so ${published.join(', ')} must be your own: without them the demo's would be used, which everybody knows. The carrier's dashboard shows them under API.`
}

/** @throws Error with the sentence. */
export function requireOwnCarrierSecrets(settings: Settings, which: { readonly withSigningKey?: boolean } = {}): void {
  const trouble = carrierSecretsTrouble(settings, which)
  if (trouble !== null) throw new Error(trouble)
}
