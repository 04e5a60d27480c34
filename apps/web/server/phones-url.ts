import { isEmulated } from '#infra/emulated.ts'
import type { Settings } from '#infra/settings.ts'

/** Address of the page of virtual phones: the carrier's own when the carrier is our emulator, else null. */
export function phonesUrl(settings: Pick<Settings, 'SIGNALWIRE_BASE_URL' | 'EMULATOR_PORT'>): string | null {
  return isEmulated(settings) ? `${new URL(settings.SIGNALWIRE_BASE_URL).origin}/` : null
}
