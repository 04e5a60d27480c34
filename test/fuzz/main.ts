import { readOptions, USAGE, type Options } from './options.ts'
import { keepLedgers, report, totals } from './report.ts'
import { playRound, type Round } from './round.ts'
import { setStage } from './stage/stage.ts'

/** `npm run fuzz`: seeded random calls on the whole product, with trouble if wanted. Ends with 1 when there is a complaint. */
async function main({ orders, keep }: Options): Promise<number> {
  console.log('Starting the whole product …')
  const stage = await setStage()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1)) // what runs ends with us
  const rounds: Pick<Round, 'ledgers' | 'complaints' | 'played'>[] = []
  try {
    for (const order of orders) {
      const round = await playRound(stage, order)
      for (const line of report(round, order)) console.log(line)
      if (keep !== null) keepLedgers(keep, round)
      rounds.push(round)
    }
  } finally {
    await stage.stop()
  }
  for (const line of totals(rounds)) console.log(line)
  return rounds.reduce((sum, { complaints }) => sum + complaints.length, 0)
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
