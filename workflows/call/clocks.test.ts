import { expect, test } from 'vitest'
import { Clocks } from './clocks.ts'

const HOUR = 3_600_000
const asked = (at: number) => ({ clock: 'web', at, ms: 10_000 })

test.each([0, 12_000, -12_000, HOUR, -HOUR])(
  'a question is in time for as long as somebody waits, on a clock that is %i ms ahead',
  (ahead) => {
    const clocks = new Clocks()
    clocks.compare({ clock: 'web', at: ahead }, 40)
    expect(clocks.isOver(asked(ahead + 5000), 5030)).toBe(false)
    expect(clocks.isOver(asked(ahead + 5000), 15_000)).toBe(false)
    expect(clocks.isOver(asked(ahead + 5000), 15_100)).toBe(true)
  },
)

test('a first question that was slow makes later ones no earlier than they are', () => {
  const clocks = new Clocks()
  clocks.compare({ clock: 'web', at: 0 }, 9000)
  clocks.compare({ clock: 'web', at: 10_000 }, 10_020)
  expect(clocks.isOver(asked(20_000), 30_100)).toBe(true)
})

test('another process with another clock is measured by its own questions', () => {
  const clocks = new Clocks()
  clocks.compare({ clock: 'web', at: 0 }, 20)
  expect(clocks.isOver({ clock: 'another web', at: -12_000, ms: 10_000 }, 20)).toBe(false)
})
