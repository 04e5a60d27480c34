import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { requireOwnCarrierSecrets } from '../../carrier-secrets.ts'
import { isEmulated } from '../../emulated.ts'
import { isRunByNpm, readSettings } from '../../env.ts'
import type { Settings } from '../../settings.ts'
import { bringUp, isDemo } from './bring-up.ts'
import { resetGround } from './ground.ts'
import { HELP } from './help.ts'
import { exposureOf } from './exposure.ts'
import { panel } from './panel.ts'
import { requireFree } from './ports.ts'
import { progressOn } from './progress.ts'
import { endOrphans, removeRunRecord, runningHere, writeRunRecord } from './run-record.ts'
import { Supervisor } from './supervisor.ts'
import { watchSources } from './watch-sources.ts'

const progress = progressOn((text) => process.stdout.write(text))
await main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
})
process.exit()

/** `npm start`: starts everything, shows where to click, and stays until it is told to stop or has to give up. */
async function main(): Promise<void> {
  const { reset = false, watch = false, demo: flag = false, host: said, help = false } = flags()
  if (help) return progress.say(HELP)
  const settings: Settings = { ...readSettings(), ...(watch && { NODE_ENV: 'development' }) }
  const demo = isDemo(settings, { flag })
  const { host, warnings } = exposureOf(settings, { demo, host: said })
  requireOwnCarrierSecrets(settings)
  const began = Date.now()
  await clearTheWay(settings, reset)
  writeRunRecord(settings.DATA_DIR, [])

  const supervisor = new Supervisor({
    logFolder: join(settings.DATA_DIR, 'logs'),
    say: progress.say,
    living: (children) => writeRunRecord(settings.DATA_DIR, children),
  })
  const told = toldToStop(supervisor)
  const end = Promise.race([told, supervisor.gaveUp.then(throwIt)])
  try {
    const up = bringUp({ settings, supervisor, progress, watch, demo, host, isPatient: true })
    const isUp = await Promise.race([up.then(() => true), end.then(() => false)])
    if (!isUp) up.catch(() => undefined) // what we stopped in the middle has nothing more to say
    if (isUp) {
      progress.say(`Ready after ${((Date.now() - began) / 1000).toFixed(1)} s.\n`)
      progress.say(
        panel(settings, { emulated: isEmulated(settings), demo, temporalUi: settings.TEMPORAL_ADDRESS === undefined }),
      )
      for (const warning of warnings) progress.say(`⚠ ${warning}`)
      const watching = watch ? watchSources(supervisor, progress.say) : null
      await end.finally(() => watching?.close())
    }
    progress.say('Stopping …')
  } finally {
    await supervisor.stop()
    removeRunRecord(settings.DATA_DIR)
  }
  progress.say('Everything is stopped; the data is kept.')
}

function flags() {
  try {
    return parseArgs({
      options: {
        reset: { type: 'boolean' },
        watch: { type: 'boolean' },
        demo: { type: 'boolean' },
        host: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new Error(HELP, { cause: error })
  }
}

/** Makes sure that nobody else runs here, that nothing was left running, and that the ports are ours to take. */
async function clearTheWay(settings: Settings, reset: boolean): Promise<void> {
  const other = runningHere(settings.DATA_DIR)
  if (other !== undefined) {
    throw new Error(
      `Ringdown runs in this folder already (process ${other}, ${settings.PUBLIC_URL}). Stop it there with Ctrl-C first, or set DATA_DIR and the ports to run a second one.`,
    )
  }
  const orphans = await endOrphans(settings.DATA_DIR)
  if (orphans.length > 0) progress.say(`Ended what an earlier start had left running: ${orphans.join(', ')}.`)
  if (reset) {
    await resetGround(settings.DATA_DIR)
    progress.say(`Removed all data in ${settings.DATA_DIR}.`)
  }
  await requireFree([
    { port: settings.WEB_PORT, variable: 'WEB_PORT', what: 'the web' },
    ...(isEmulated(settings)
      ? [{ port: settings.EMULATOR_PORT, variable: 'EMULATOR_PORT', what: "the carrier's emulator" }]
      : []),
    ...(settings.TEMPORAL_ADDRESS !== undefined
      ? []
      : [
          { port: settings.TEMPORAL_PORT, variable: 'TEMPORAL_PORT', what: 'Temporal' },
          { port: settings.TEMPORAL_UI_PORT, variable: 'TEMPORAL_UI_PORT', what: "Temporal's web pages" },
        ]),
  ])
}

/** Resolves at the first Ctrl-C, SIGTERM or closed terminal; after the second, nothing is waited for any more. */
function toldToStop(supervisor: Supervisor): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    const told = () => {
      first ??= Date.now()
      if (Date.now() - first > 1_000) supervisor.killAll() // npm passes one Ctrl-C on to us, which makes it two
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, told)
    process.stdout.on('error', resolve) // nobody reads us any more: `npm start | head`
    const parent = process.ppid
    const orphaned = () => process.ppid !== parent && resolve()
    if (isRunByNpm()) setInterval(orphaned, 500).unref() // npm was killed and could not pass it on
  })
}

function throwIt(sentence: string): never {
  throw new Error(sentence)
}
