import { expect, test } from 'vitest'
import { ANA, BEN, complaints, hears, leg, ledger, note, order, trouble } from './testing/hand-made.ts'

type Change = NonNullable<Parameters<typeof ledger>[0]>

/** The caller hears ringing from 1 s until then. */
const rings = (until: number, { carrier, ...change }: Change = {}) =>
  complaints(
    'ringing means somebody',
    ledger({
      heard: [hears(100, 'speech'), hears(1000, 'ringback'), hears(until, 'speech')],
      ...change,
      carrier: { endedAt: until + 5000, ...carrier },
    }),
  )

test('a caller who hears ringing for longer than 4 s while no phone rings waits for nobody', () => {
  expect(rings(5000)).toEqual([])
  expect(rings(6000)).toEqual([
    'the caller heard ringing for 5.0 s, from at 1.0 s on, while no phone rang: 4.0 s are allowed',
  ])
})

test('a phone that rings and a person who decides are waited for', () => {
  const legs = [
    leg(ANA, { createdAt: 1500, endedAt: 9000 }),
    leg(BEN, { createdAt: 9500, answeredAt: 10_000, endedAt: 19_000 }),
  ]
  expect(rings(22_000, { carrier: { legs } })).toEqual([])
  expect(rings(24_000, { carrier: { legs } })).toHaveLength(1)
})

test('a phone of whose end nobody has heard may seem to ring for 15 s more', () => {
  const legs = [leg(ANA, { createdAt: 1500, endedAt: 4000, endReason: 'declined' })]
  expect(rings(22_000, { carrier: { legs }, legsTold: new Map() })).toEqual([])
  expect(rings(24_000, { carrier: { legs }, legsTold: new Map() })).toHaveLength(1)
  expect(rings(10_000, { carrier: { legs } })).toHaveLength(1)
})

test('with trouble about, a document goes on alone after 10 s', () => {
  const troubles = [trouble('outage', { from: 0, to: 60_000, what: 'temporal held' })]
  expect(rings(13_000, { troubles })).toEqual([])
  expect(rings(14_000, { troubles })).toEqual([
    'the caller heard ringing for 13.0 s, from at 1.0 s on, while no phone rang: 12.0 s are allowed',
  ])
})

test('the short silences in which a document asks belong to the waiting', () => {
  const heard = [
    hears(1000, 'ringback'),
    hears(3000, 'silence'),
    hears(6000, 'ringback'),
    hears(8000, 'silence'),
    hears(11_000, 'ringback'),
    hears(14_000, 'speech'),
  ]
  expect(rings(14_000, { heard })).toHaveLength(1)
})

test('a dial that the carrier refuses for a while is given again meanwhile', () => {
  const refused = (at: number) => order({ what: 'dial', to: ANA, call: 'call-1', at, answeredAt: at + 20, status: 503 })
  expect(rings(9000, { orders: [refused(1200), refused(3000), refused(4500)] })).toEqual([])
  expect(rings(9000, { orders: [refused(1200)] })).toHaveLength(1)
})

test('a call that is not answered is a caller who hears the carrier ring', () => {
  const answered = (answeredAt: number | null, change: Change['carrier'] = {}) =>
    complaints('every call is answered', ledger({ carrier: { answeredAt, ...change } }))
  expect(answered(60)).toEqual([])
  expect(answered(null, { endedAt: 800 })).toEqual([])
  expect(answered(6000)).toEqual(['it was answered only after 6.0 s: 4.0 s are allowed'])
  expect(answered(null, { timeline: [note(10_000, 'caller', 'hangs-up')] })).toEqual([
    'it was not answered for 10.0 s: 4.0 s are allowed',
  ])
})
