import { join } from 'node:path'
import { installers } from './install-chromium.ts'
import { thisMachine, type Machine } from './machine.ts'
import { cachedChromiums } from './playwright-cache.ts'

/** Told to whoever waits: what is being installed. */
type Tell = (line: string) => void

/**
 * The path of a Chromium (or Chrome) that starts on this machine: the one that CHROMIUM_PATH names, else one of the
 * system, else one in Playwright's cache, else one installed now, by Playwright or, as root on Debian, by apt.
 * @throws Error with one line that says what was tried and what to do.
 */
export async function findChromium(tell: Tell, machine: Machine = thisMachine()): Promise<string> {
  const named = machine.variables['CHROMIUM_PATH']
  if (named)
    return (await machine.starts(named))
      ? named
      : stop(`CHROMIUM_PATH names ${named}, which is no browser that starts here: correct the variable, or remove it.`)
  const present = await lookFor(machine)
  if (present !== undefined) return present
  const reasons: string[] = []
  for (const { by, install } of installers(machine)) {
    tell(`No Chromium was found for the tests in the browser; ${by} installs one …`)
    const trouble = await install()
    const installed = await lookFor(machine)
    if (installed !== undefined) return installed
    reasons.push(`${by}: ${trouble ?? 'what it installed does not start here'}`)
  }
  return stop(
    `The tests in the browser need Chromium, and none could be had (${reasons.join('; ')}). Install Chromium or Google Chrome, or set CHROMIUM_PATH to the path of one, and run the tests again.`,
  )
}

/** The names under which systems know it. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

async function lookFor(machine: Machine): Promise<string | undefined> {
  const onPath = machine.path.flatMap((folder) => COMMANDS.map((command) => join(folder, command)))
  for (const candidate of [...onPath, ...machine.usualPlaces, ...cachedChromiums(machine)]) {
    if (await machine.starts(candidate)) return candidate
  }
  return undefined
}

function stop(sentence: string): never {
  throw new Error(sentence)
}
