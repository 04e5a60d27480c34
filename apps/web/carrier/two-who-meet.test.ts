import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { keptWords } from '#infra/db/call/keep-word.ts'
import { engineAway, rings, who, type EngineAway } from './testing/engine-away.ts'

let away: EngineAway
let db: EngineAway['db']
let organisation: EngineAway['organisation']
let callbacks: EngineAway['callbacks']
let arrives: EngineAway['arrives']
let happen: EngineAway['happen']

beforeAll(async () => {
  away = await engineAway()
  ;({ db, organisation, callbacks, arrives, happen } = away)
}, 60_000)

afterAll(() => away.close())

test('two meet before the arrival of their call is written: the engine hears of it', async () => {
  const key = { organisation: organisation.id, call: 'hasty' }
  await happen(
    key.call,
    rings('2-1', 'leg-answered'),
    { kind: 'claimed', ...who('2-1') },
    { kind: 'handed', by: 'push', step: 3, list: [{ do: 'join', room: 'r' }] },
  )
  const kept = await callbacks.begun(key, 3, 1000)
  const joining = callbacks.joins(key, 3, { kept, now: 1000 })
  const at = Date.now()
  await callbacks.inRoom(key, '2-1', { at: 'joining', now: at })
  await joining
  expect((await keptWords(db, key)).map(({ signal }) => signal)).toEqual([{ kind: 'met', leg: '2-1', at, step: 3 }])
})

test.each(['the caller', 'the person'] as const)(
  'that two have met rides with the end of their call, whoever came second: here %s',
  async (second) => {
    const key = await arrives(`meeting-${second.length}-${second}`.replaceAll(' ', '-'))
    await happen(
      key.call,
      rings('2-1', 'leg-answered'),
      { kind: 'claimed', ...who('2-1') },
      { kind: 'handed', by: 'push', step: 3, list: [{ do: 'join', room: 'r' }] },
    )
    const came = Date.now()
    const person = () => callbacks.inRoom(key, '2-1', { at: 'joining', now: came })
    const caller = async () => {
      const kept = await callbacks.begun(key, 3, came)
      return callbacks.joins(key, 3, { kept, now: came })
    }
    if (second === 'the caller') await person()
    const joining = caller()
    if (second === 'the person') {
      await expect.poll(async () => (await eventsOf(db, key)).map(({ what }) => what.kind)).toContain('begun')
      await person()
    }
    await joining
    // said again, as an answer was lost
    await Promise.all([caller(), person()])
    expect(await keptWords(db, key)).toEqual([])
    await callbacks.callerLeft(key, came + 5000)
    const told = (await keptWords(db, key)).map(({ signal }) => signal)
    expect(told).toContainEqual({ kind: 'caller-ended', at: came + 5000, met: { leg: '2-1', at: came, step: 3 } })
  },
)

test('whoever hangs up in a talk is told of with whom they met, and whoever stops ringing is not', async () => {
  const key = await arrives('person-leaves')
  await happen(
    key.call,
    rings('2-1', 'leg-answered'),
    rings('2-2', 'leg-other'),
    { kind: 'claimed', ...who('2-1') },
    { kind: 'handed', by: 'push', step: 3, list: [{ do: 'join', room: 'r' }] },
  )
  const came = Date.now()
  await callbacks.begun(key, 3, came)
  await callbacks.inRoom(key, '2-1', { at: 'joining', now: came })
  await callbacks.leg(key, '2-2', ended('leg-other', 'hangup'), came + 1000)
  await callbacks.leg(key, '2-1', ended('leg-answered', 'hangup'), came + 2000)
  expect((await keptWords(db, key)).map(({ signal }) => signal)).toMatchObject([
    { kind: 'leg-ended', leg: '2-2' },
    { kind: 'leg-ended', leg: '2-1', met: { leg: '2-1', at: came, step: 3 } },
  ])
  expect((await keptWords(db, key))[0]?.signal).not.toHaveProperty('met')
})

test.each(['the caller', 'the person'] as const)(
  'two who meet so late that their call may wonder are told of at once: here by %s',
  async (second) => {
    const key = await arrives(`late-${second}`.replaceAll(' ', '-'))
    const came = Date.now()
    await happen(
      key.call,
      rings('2-1', 'leg-answered'),
      { kind: 'claimed', ...who('2-1') },
      { kind: 'handed', by: 'push', step: 3, list: [{ do: 'join', room: 'r' }] },
      { kind: 'pushed', step: 3 },
    )
    const late = came + 3000
    if (second === 'the caller') {
      await callbacks.inRoom(key, '2-1', { at: 'joining', now: came })
      const kept = await callbacks.begun(key, 3, late)
      await callbacks.joins(key, 3, { kept, now: late })
    } else {
      await callbacks.begun(key, 3, came)
      await callbacks.inRoom(key, '2-1', { at: 'joining', now: late })
    }
    expect((await keptWords(db, key)).map(({ signal }) => signal)).toEqual([
      second === 'the caller'
        ? { kind: 'begun', step: 3, met: true, at: late }
        : { kind: 'met', leg: '2-1', at: late, step: 3 },
    ])
  },
)

test.each(['claimed', 'handed'] as const)(
  'two whom no word could tell of, as %s was kept late, are told of a moment later',
  async (late) => {
    const key = await arrives(`kept-late-${late}`)
    const expected = [
      { kind: 'claimed', ...who('2-1') },
      { kind: 'handed', by: 'push', step: 3, list: [{ do: 'join', room: 'r' }] },
    ] as const
    await happen(key.call, rings('2-1', 'leg-answered'), ...expected.filter(({ kind }) => kind !== late))
    const came = Date.now()
    const kept = await callbacks.begun(key, 3, came)
    const joining = callbacks.joins(key, 3, { kept, now: came })
    await callbacks.inRoom(key, '2-1', { at: 'joining', now: came + 100 })
    await happen(key.call, ...expected.filter(({ kind }) => kind === late))
    await joining
    const told = (await keptWords(db, key)).map(({ signal }) => signal)
    expect(told).toMatchObject([{ kind: 'begun', step: 3, met: true }])
  },
)

test('a caller who waits in the room for somebody who does not come is told of a moment later', async () => {
  const key = await arrives('waits-alone')
  await happen(
    key.call,
    rings('2-1', 'leg-answered'),
    { kind: 'claimed', ...who('2-1') },
    { kind: 'handed', by: 'push', step: 3, list: [{ do: 'join', room: 'r' }] },
  )
  const kept = await callbacks.begun(key, 3, 1000)
  await callbacks.joins(key, 3, { kept, now: 1000 })
  expect((await keptWords(db, key)).map(({ signal }) => signal)).toEqual([
    { kind: 'begun', step: 3, met: false, at: 1000 },
  ])
})

test('whoever is heard only as they leave the room has met the caller when the caller came', async () => {
  const key = await arrives('heard-late')
  await happen(
    key.call,
    rings('2-1', 'leg-answered'),
    { kind: 'claimed', ...who('2-1') },
    { kind: 'handed', by: 'push', step: 3, list: [{ do: 'join', room: 'r' }] },
  )
  const came = Date.now()
  await callbacks.begun(key, 3, came)
  await callbacks.inRoom(key, '2-1', { at: 'left', now: came + 60_000 })
  expect((await keptWords(db, key)).map(({ signal }) => signal)).toEqual([
    { kind: 'met', leg: '2-1', at: came, step: 3 },
  ])
})

const ended = (call_id: string, end_reason: string) => ({
  event_type: 'calling.call.state',
  event_channel: 'swml:x',
  timestamp: Date.now() / 1000,
  params: { call_id, call_state: 'ended', end_reason },
})
