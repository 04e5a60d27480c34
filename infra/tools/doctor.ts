import { examineCarrier } from './doctor/carrier.ts'
import { examineDeeds } from './doctor/deeds.ts'
import { ill, reasonOf, type Finding } from './doctor/finding.ts'
import { examineGround } from './doctor/ground.ts'
import { examineMachine } from './doctor/machine.ts'
import { examineNumbers, type AccountNumbers } from './doctor/numbers.ts'
import { isEmulated } from '../emulated.ts'
import { readSettings } from '../env.ts'
import type { Settings } from '../settings.ts'
import { signalWire } from '../signalwire/client.ts'

/** `npm run doctor`: looks at all that Ringdown needs and says how to fix what is wrong. Ends with 1 if anything is. */
const settings = settingsOrReason()
if (typeof settings === 'string') {
  report('Settings', ill(settings, 'correct them in the environment or in .env'))
} else {
  for (const { what, look } of [
    ...examineMachine(settings),
    ...examineGround(settings),
    ...examineCarrier(settings),
    ...examineNumbers(accountOf(settings)),
    ...examineDeeds(),
  ]) {
    report(
      what,
      await look().catch((error: unknown) => ill(reasonOf(error), 'this should not happen: please report it')),
    )
  }
}

/** The account at a carrier out in the world; an emulator that is not started has none to ask. */
function accountOf(settings: Settings): AccountNumbers | null {
  const { SIGNALWIRE_BASE_URL: baseUrl, SIGNALWIRE_PROJECT: project, SIGNALWIRE_TOKEN: token } = settings
  return isEmulated(settings) ? null : () => signalWire({ baseUrl, project, token }).numbers()
}

function settingsOrReason(): Settings | string {
  try {
    return readSettings()
  } catch (error) {
    return reasonOf(error)
  }
}

function report(what: string, finding: Finding): void {
  console.log(`${finding.well ? '✓' : '✗'} ${what}: ${finding.says}`)
  if (finding.well) return
  console.log(`    To mend it: ${finding.mend}.`)
  process.exitCode = 1
}
