import type { Settings } from '#infra/settings.ts'

/** Address of the page of virtual phones: the carrier's own when the carrier is our emulator, else null. */
export function phonesUrl({ SIGNALWIRE_BASE_URL, EMULATOR_PORT }: Pick<Settings, 'SIGNALWIRE_BASE_URL' | 'EMULATOR_PORT'>): string | null {
  const { hostname, port, origin } = new URL(SIGNALWIRE_BASE_URL)
  const isOurs = ['localhost', '127.0.0.1', '[::1]'].includes(hostname) && port === String(EMULATOR_PORT)
  return isOurs ? `${origin}/` : null
}
