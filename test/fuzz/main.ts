import { readOptions, USAGE, type Options } from './options.ts'
import { keepLedgers, report } from './report.ts'
import { playRound } from './round.ts'
import { setStage } from './stage/stage.ts'

/** `npm run fuzz`: seeded random calls on the whole product, with trouble if wanted. Ends with 1 when there is a complaint. */
async function main(options: Options): Promise<number> {
  const { seeds, keep, ...how } = options
  console.log('Starting the whole product …')
  const stage = await setStage()
  process.once('SIGINT', () => process.exit(1)) // what runs ends with us
  let complaints = 0
  try {
    for (const seed of seeds) {
      const order = { seed, ...how }
      const round = await playRound(stage, order)
      for (const line of report(round, order)) console.log(line)
      if (keep !== null) keepLedgers(keep, round)
      complaints += round.complaints.length
    }
  } finally {
    await stage.ground.stop()
  }
  console.log(`${seeds.length * how.calls} calls over ${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds'}: ${complaints} complaints`)
  return complaints
}

/** @returns null after having said what is wrong with the options. */
function optionsOrUsage(said: readonly string[]): Options | null {
  try {
    return readOptions(said)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return null
  }
}

const options = optionsOrUsage(process.argv.slice(2))
process.exitCode = options === null ? 2 : (await main(options)) > 0 ? 1 : 0
