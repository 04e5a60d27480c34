import { expect, test } from 'vitest'
import { CarrierClock } from './carrier-clock.ts'
import { clockRemarks } from './clock-skew.ts'

test.each([
  [12_000, ['The clock of the carrier is 12 s ahead of this machine’s: let both follow the same time server.']],
  [-12_000, ['The clock of the carrier is 12 s behind this machine’s: let both follow the same time server.']],
  [500, []],
])('of several callbacks the fastest tells that the carrier’s clock is %i ms ahead', async (ahead, remarks) => {
  const clock = new CarrierClock()
  const now = Date.now()
  for (const late of [8000, 4000, 40, 6000, 9000]) clock.heard(now + ahead - late, now)
  expect(await clockRemarks({ 'the carrier': () => clock.read() })).toEqual(remarks)
})

test('two late callbacks say nothing of a clock', async () => {
  const clock = new CarrierClock()
  for (const late of [8000, 4000]) clock.heard(Date.now() - late, Date.now())
  expect(await clockRemarks({ 'the carrier': () => clock.read() })).toEqual([])
})
