import { expect, it } from 'vitest'
import type { Happening } from '#flows/call/happenings/happening.ts'
import {
  alsoRinging,
  asOf,
  concerns,
  foldLiveCalls,
  inOrder,
  liveCallsRead,
  mayEnd,
  stateFor,
  withoutEnded,
  type RunningCalls,
  type NumberedHappening,
} from './live-calls.ts'

const rings = (leg: string, name: string): Happening => ({
  kind: 'rings',
  leg,
  carrier: null,
  member: name.toLowerCase(),
  name,
  address: '',
  seconds: 20,
  order: 'in-turn',
})
const arrived: Happening = { kind: 'arrived', caller: 'Carla', number: 'Sales', flow: 'f', version: 1 }

function told(...happenings: readonly Happening[]): RunningCalls {
  return happenings.reduce<RunningCalls>(
    (calls, what, index) => foldLiveCalls(calls, { call: 'c', number: 'n', at: index * 1000, node: null, what }),
    new Map(),
  )
}

it('tells who rings now, at which step, and since when', () => {
  const call = told(arrived, { kind: 'entered', title: 'Ask the team', node: 'priority-chain' }, rings('1', 'Ana')).get(
    'c',
  )
  expect(call).toMatchObject({
    caller: 'Carla',
    numberName: 'Sales',
    step: 'Ask the team',
    ringing: [{ name: 'Ana', since: 2000, seconds: 20 }],
    talk: null,
  })
})

it('rings the next when the first does not answer, and keeps who was rung', () => {
  const call = told(
    arrived,
    rings('1', 'Ana'),
    { kind: 'stopped-ringing', leg: '1', member: 'ana', name: 'Ana', why: 'no-answer', seconds: 20 },
    rings('2', 'Ben'),
  ).get('c')
  expect(call?.ringing.map(({ name }) => name)).toEqual(['Ben'])
  expect([...(call?.rung ?? [])]).toEqual(['ana', 'ben'])
})

it('names whoever else rings once, however many phones they have, and whoever is no member as well', () => {
  const { member: _, ...drivers } = { ...rings('2-4', 'The drivers') } as Extract<Happening, { kind: 'rings' }>
  const call = told(arrived, rings('2-1', 'Ana'), rings('2-2', 'Ben'), rings('2-3', 'Ben'), drivers).get('c')
  expect(alsoRinging(call?.ringing ?? [], 'ana')).toEqual(['Ben', 'The drivers'])
  expect([...(call?.rung ?? [])]).toEqual(['ana', 'ben'])
})

it('lists phones that were dialled at once in the order in which they were to ring, whichever began first', () => {
  const call = told(arrived, rings('2-3', 'Cy'), rings('2-1', 'Ana'), rings('2-2', 'Ben')).get('c')
  expect(call?.ringing.map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cy'])
})

it('stops ringing everybody as soon as somebody accepts', () => {
  const call = told(arrived, rings('1', 'Ana'), rings('2', 'Ben'), {
    kind: 'claimed',
    leg: '2',
    member: 'ben',
    name: 'Ben',
  }).get('c')
  expect(call).toMatchObject({ ringing: [], talk: { name: 'Ben', since: 3000 } })
})

it.each<[string, readonly Happening[]]>([
  [
    'was told to ring only after somebody had accepted',
    [
      rings('1', 'Ana'),
      { kind: 'claimed', leg: '1', member: 'ana', name: 'Ana' },
      rings('2', 'Ben'),
      { kind: 'winner-lost', leg: '1', member: 'ana', name: 'Ana' },
    ],
  ],
  [
    'was told to ring only after its end',
    [{ kind: 'stopped-ringing', leg: '2', member: 'ben', name: 'Ben', why: 'busy', seconds: 0 }, rings('2', 'Ben')],
  ],
  ['was not dialled after all', [rings('2', 'Ben'), { kind: 'not-rung', leg: '2' }]],
])('claims of no phone that it rings that %s', (_sentence, happenings) => {
  const call = told(arrived, ...happenings).get('c')
  expect(call).toMatchObject({ ringing: [], talk: null })
  expect(call?.rung.has('ben')).toBe(true)
})

it('believes no phone to ring for long after its time, though nobody has told its end', () => {
  const calls = told(arrived, rings('1', 'Ana'))
  expect(asOf(calls, 1_000 + 20_000)).toBe(calls)
  expect(asOf(calls, 1_000 + 60_000).get('c')?.ringing).toEqual([])
})

it('knows who has picked up, and joins the two when both hear each other', () => {
  const pickedUp: readonly Happening[] = [arrived, rings('1', 'Ana'), { kind: 'picked-up', leg: '1' }]
  expect(told(...pickedUp).get('c')?.ringing).toMatchObject([{ name: 'Ana', isPickedUp: true }])
  const claimed: readonly Happening[] = [...pickedUp, { kind: 'claimed', leg: '1', member: 'ana', name: 'Ana' }]
  expect(told(...claimed).get('c')?.talk).toEqual({ member: 'ana', name: 'Ana', since: 3_000, isJoined: false })
  const talking: Happening = { kind: 'talking', leg: '1', member: 'ana', name: 'Ana' }
  expect(told(...claimed, talking, talking).get('c')?.talk).toEqual({
    member: 'ana',
    name: 'Ana',
    since: 4_000,
    isJoined: true,
  })
})

it('shows the call in which one talks first, then the one that waits for one’s key, then those that ring', () => {
  const more: readonly (readonly Happening[])[] = [
    [],
    [{ kind: 'picked-up', leg: '1' }],
    [{ kind: 'claimed', leg: '1', member: 'ana', name: 'Ana' }],
  ]
  const calls = more.flatMap((happenings) => told(arrived, rings('1', 'Ana'), ...happenings).get('c') ?? [])
  expect(inOrder(calls, 'ana')).toEqual(calls.toReversed())
})

it('knows nothing of a call that it has not seen come in', () => {
  expect(told(rings('1', 'Ana')).size).toBe(0)
})

it('shows a call for a moment after its end, and then no more', () => {
  const calls = told(arrived, rings('1', 'Ana'), { kind: 'ended', outcome: 'missed', seconds: 9 })
  expect(calls.get('c')).toMatchObject({ ended: { at: 2000, outcome: 'missed' }, ringing: [] })
  expect(withoutEnded(calls, { before: 1000 })).toBe(calls)
  expect(withoutEnded(calls, { before: 2000 }).size).toBe(0)
})

it('concerns those whose phones ring, whoever talks, and for three seconds those who are told who has it', () => {
  const call = told(
    arrived,
    rings('1', 'Ana'),
    rings('2', 'Ben'),
    { kind: 'claimed', leg: '2', member: 'ben', name: 'Ben' },
    { kind: 'talking', leg: '2', member: 'ben', name: 'Ben' },
  ).get('c')
  if (!call) throw new Error('the call is not there')
  const at = (member: string, now: number) => (concerns(call, { member, now }) ? stateFor(call, member) : 'quiet')
  expect([at('ben', 60_000), at('ana', 6_900), at('ana', 7_100), at('cy', 4_000)]).toEqual([
    'talking',
    'taken',
    'quiet',
    'quiet',
  ])
})

it('lets whoever talks end the call, as long as we lead it, and nobody else', () => {
  const talks: readonly Happening[] = [
    arrived,
    rings('1', 'Ana'),
    { kind: 'claimed', leg: '1', member: 'ana', name: 'Ana' },
    { kind: 'talking', leg: '1', member: 'ana', name: 'Ana' },
  ]
  const may = (member: string, ...more: readonly Happening[]) => {
    const call = told(...talks, ...more).get('c')
    return call !== undefined && mayEnd(call, member)
  }
  expect([may('ana'), may('ben')]).toEqual([true, false])
  // whom its document has connected, nobody here knows: only an admin may end it
  expect(may('ana', { kind: 'document-drives', why: 'Ringdown was away' })).toBe(false)
  expect(may('ana', { kind: 'ended', outcome: 'answered', seconds: 9 })).toBe(false)
})

it('concerns nobody any more whose phone has made way for the next', () => {
  const call = told(
    arrived,
    rings('1', 'Ana'),
    { kind: 'stopped-ringing', leg: '1', member: 'ana', name: 'Ana', why: 'no-answer', seconds: 20 },
    rings('2', 'Ben'),
  ).get('c')
  expect(call && ['ana', 'ben'].map((member) => concerns(call, { member, now: 4_000 }))).toEqual([false, true])
})

it('keeps a call that came in while older readings were under way, however many of them come back', () => {
  const news = (call: string, ...happenings: readonly Happening[]): NumberedHappening[] =>
    happenings.map((what, index) => ({ id: index, call, number: 'n', at: index * 1000, node: null, what }))
  const came = news('c', arrived, rings('1', 'Ana'))
  for (const read of [[], came.slice(0, 1), came]) expect(liveCallsRead(read, came).get('c')?.ringing).toHaveLength(1)
  expect(liveCallsRead([], came.slice(1)).size).toBe(0)
})

it('tells news that came late for as long as any other, and old news to nobody', () => {
  const ringing = told(arrived, rings('1', 'Ana'))
  const end = {
    call: 'c',
    number: 'n',
    at: 3_000,
    node: null,
    what: { kind: 'ended', outcome: 'missed', seconds: 3 },
  } as const
  const heard = (heardAt: number | null) => foldLiveCalls(ringing, end, heardAt).get('c')
  const isTold = (call: ReturnType<typeof heard>, now: number) =>
    call !== undefined && concerns(call, { member: 'ana', now })
  expect([isTold(heard(null), 5_000), isTold(heard(null), 7_000)]).toEqual([true, false])
  expect([isTold(heard(8_000), 9_000), isTold(heard(8_000), 12_000)]).toEqual([true, false])
  expect(isTold(heard(60_000), 60_500)).toBe(false)
  expect(withoutEnded(foldLiveCalls(ringing, end, 8_000), { before: 7_000 }).size).toBe(1)
  const recording = { ...end, at: 9_000, what: { kind: 'recording', url: '', seconds: 1, from: 'log' } } as const
  const later = foldLiveCalls(foldLiveCalls(ringing, end, 3_100), recording, 9_000).get('c')
  expect(isTold(later, 9_100)).toBe(false)
})
