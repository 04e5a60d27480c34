import { expect, test } from 'vitest'
import type { Line } from '#flows/rehearsal/world.ts'
import { FastDriver } from '../drivers/fast/fast-driver.ts'
import { race, type Race } from './race.ts'

const SEEDS = 10_000

test(
  `[S3, W13, pitfall 7] ${SEEDS} races have exactly one winner each and leave no leg behind`,
  { timeout: 90_000 },
  async () => {
    const orders = new Set<string>()
    let won = 0
    const began = performance.now()
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const {
        order,
        won: hasWinner,
        complaints,
      } = await race({ seed, driver: (listen) => new FastDriver(listen), rush: false })
      expect(complaints).toEqual([])
      orders.add(order)
      if (hasWinner) won += 1
    }
    const seconds = (performance.now() - began) / 1000
    console.log(
      `${SEEDS} races met ${orders.size} distinct orders, ${won} had a winner, ${Math.round(SEEDS / seconds)} races a second`,
    )
    expect(orders.size).toBeGreaterThan(SEEDS / 4)
    // the others were left by their caller, or everybody was too late
    expect(won).toBeGreaterThan(SEEDS / 2)
  },
)

test(
  '[S3, W13] 2000 races of people with two phones have one winner each, on one phone',
  { timeout: 60_000 },
  async () => {
    let won = 0
    for (let seed = 1; seed <= 2000; seed += 1) {
      const one = await race({ seed, driver: (listen) => new FastDriver(listen), rush: false, twoPhones: true })
      expect(one.complaints).toEqual([])
      if (one.won) won += 1
    }
    expect(won).toBeGreaterThan(1000)
  },
)

test('a call that gives itself to everybody who accepts does not pass', async () => {
  const generous = (line: Line): Line => ({
    word: (word) => line.word(word),
    news: (news) => line.news(news),
    async claim(word) {
      await line.claim(word)
      return { kind: 'yours', room: 'everybody' }
    },
  })
  expect(await caught(generous)).toBeGreaterThan(50)
})

test('a call that hears no news does not pass', async () => {
  const deaf = (line: Line): Line => ({
    word: (word) => line.word(word),
    news: () => {},
    claim: (word) => line.claim(word),
  })
  expect(await caught(deaf)).toBeGreaterThan(20)
})

/** How many of a hundred races complain when the line between carrier and call is replaced. */
async function caught(spoil: (line: Line) => Line): Promise<number> {
  const races: Race[] = []
  for (let seed = 1; seed <= 100; seed += 1)
    races.push(await race({ seed, driver: (listen) => new FastDriver((line) => listen(spoil(line))), rush: false }))
  return races.filter((one) => one.complaints.length > 0).length
}
