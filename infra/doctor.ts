import { examineCarrier } from './doctor/carrier.ts'
import { examineDeeds } from './doctor/deeds.ts'
import { ill, reasonOf, type Finding } from './doctor/finding.ts'
import { examineGround } from './doctor/ground.ts'
import { examineMachine } from './doctor/machine.ts'
import { readSettings } from './env.ts'
import type { Settings } from './settings.ts'

/** `npm run doctor`: looks at everything Ringdown needs and says how to mend what is wrong. Ends with 1 if something is. */
const settings = settingsOrReason()
if (typeof settings === 'string') {
  report('Settings', ill(settings, 'correct them in the environment or in .env'))
} else {
  for (const { what, look } of [...examineMachine(settings), ...examineGround(settings), ...examineCarrier(settings), ...examineDeeds()]) {
    report(what, await look().catch((error: unknown) => ill(reasonOf(error), 'this should not happen: please report it')))
  }
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
