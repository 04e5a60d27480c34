import type { Settings } from '#infra/settings.ts'
import { phonesUrl } from './phones-url.ts'

/**
 * Whether the demo's logins work, whose password is published: where the operator has said `--demo`, and while the product
 * itself is developed against the emulator. Never by a variable: it would be copied to the next machine with all the others.
 */
export function isDemo(
  settings: Pick<Settings, 'NODE_ENV' | 'SIGNALWIRE_BASE_URL' | 'EMULATOR_PORT'>,
  { flag }: { readonly flag: boolean },
): boolean {
  return flag || (settings.NODE_ENV !== 'production' && phonesUrl(settings) !== null)
}
