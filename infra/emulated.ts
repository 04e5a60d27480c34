import { THIS_MACHINE } from './this-machine.ts'
import type { Settings } from './settings.ts'

/** Whether the emulator plays the carrier. Otherwise neither it nor the demo's lines are wanted. */
export function isEmulated({
  SIGNALWIRE_BASE_URL,
  EMULATOR_PORT,
}: Pick<Settings, 'SIGNALWIRE_BASE_URL' | 'EMULATOR_PORT'>): boolean {
  const { hostname, port } = new URL(SIGNALWIRE_BASE_URL)
  return THIS_MACHINE.includes(hostname) && port === String(EMULATOR_PORT)
}
