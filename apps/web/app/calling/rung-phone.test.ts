import { expect, it } from 'vitest'
import { rangUntil, type RungPhone } from './rung-phone.ts'

const rung = (more: Partial<RungPhone>): RungPhone => ({
  ringingAt: 1_000,
  pickedUpAt: null,
  claimedAt: null,
  joinedAt: null,
  endedAt: null,
  ...more,
})
const ana = rung({ claimedAt: 5_000, joinedAt: 5_090 })

it.each<[string, RungPhone, readonly RungPhone[], number | null]>([
  ['rings while nobody has accepted', rung({}), [], null],
  [
    'rings until it is picked up, however long its person takes to accept',
    rung({ ...ana, pickedUpAt: 3_000 }),
    [],
    3_000,
  ],
  [
    'that a machine picked up rings no longer, though the machine speaks on',
    rung({ pickedUpAt: 3_000, endedAt: 14_000 }),
    [],
    3_000,
  ],
  ['that was picked up does not ring while its person listens', rung({ pickedUpAt: 2_000 }), [], 2_000],
  ['whose picking up was not heard of rings until its person accepts', ana, [], 5_000],
  ['has stopped when somebody else accepts, though nothing was written of its end', rung({}), [ana], 5_000],
  ['has stopped when its end was told, if that was earlier', rung({ endedAt: 4_000 }), [ana], 4_000],
  [
    'that is rung after an acceptance that came to nothing rings',
    rung({ ringingAt: 9_000 }),
    [rung({ claimedAt: 5_000, endedAt: 8_000 })],
    null,
  ],
])('a phone %s', (_sentence, phone, others, until) => {
  expect(rangUntil(phone, [phone, ...others])).toBe(until)
})
