import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { story } from '#flows/story/story.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { keptWords } from '#infra/db/call/keep-word.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { smallOrganisation } from '#infra/db/testing/people.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { entry, WatchGround, younger, type LogSpan } from './testing/watch-ground.ts'

let ground: WatchGround
beforeAll(async () => {
  ground = await WatchGround.begin()
}, 60_000)
afterAll(() => ground[Symbol.asyncDispose]())
beforeEach(() => ground.forget())

it('a talk that the carrier has forgotten is over after 30 s: its people are free again, whatever became of its workflow', async () => {
  await ground.talk('forgotten', { with: '+12025550161' })
  ground.running.add('forgotten')
  ground.carrierLog.set('younger', younger('younger'))
  await ground.look()
  expect(ground.told).toEqual([])
  expect(await ground.talking('+12025550161')).toBe(true)
  await ground.asIfUnknownFor('forgotten', 29)
  await ground.look()
  expect(await ground.talking('+12025550161')).toBe(true)
  await ground.asIfUnknownFor('forgotten', 31)
  await ground.look() // another process, or this one after a restart: the rows remember
  expect(ground.told.map(({ news }) => news.kind).toSorted()).toEqual(['caller-ended', 'leg-ended'])
  expect(await ground.talking('+12025550161')).toBe(false)
  expect((await ground.read('forgotten'))?.legs).toMatchObject([{ state: 'ended', why: 'hung-up' }])
})

it('a log that knows nothing at all, as behind a proxy that answers 404, ends no talk, however long, and keeps nobody from being rung', async () => {
  await ground.talk('behind-a-proxy', { with: '+12025550168' })
  ground.running.add('behind-a-proxy')
  await ground.look()
  await ground.asIfUnknownFor('behind-a-proxy', 3600)
  await ground.look()
  // nor one that lists what it does not know when it is asked for it, or knows only what is older
  ground.carrierLog
    .set('listed', younger('listed', { asked: null }))
    .set('older', { ...younger('older'), createdAt: Date.now() - 120_000 })
  await ground.look()
  expect(ground.told).toEqual([])
  expect((await ground.read('behind-a-proxy'))?.state).toBe('talking')
  expect(await ground.talking('+12025550168')).toBe(false)
  await ground.close('behind-a-proxy')
})

it('a carrier that has restarted in a quiet hour has forgotten its talks: what its log has known before, it would know', async () => {
  await ground.talk('quiet-hour', { with: '+12025550175' })
  ground.running.add('quiet-hour')
  for (const id of ['quiet-hour', 'quiet-hour-leg']) ground.carrierLog.set(id, entry(id, 'answered'))
  await ground.look()
  ground.carrierLog.clear()
  await ground.look()
  await ground.asIfUnknownFor('quiet-hour', 29)
  await ground.look()
  expect(ground.told).toEqual([])
  await ground.asIfUnknownFor('quiet-hour', 31)
  // an answer to everything that is not the log's tells nothing
  await ground.look({
    logs: () =>
      Promise.reject(
        new CarrierError({ kind: 'gone', code: null, status: 404, message: 'logs: the carrier answered 404' }),
      ),
  })
  expect(ground.told).toEqual([])
  await ground.look()
  expect(ground.told.map(({ news }) => news.kind).toSorted()).toEqual(['caller-ended', 'leg-ended'])
  expect(await ground.talking('+12025550175')).toBe(false)
})

it('a leg that has just spoken itself was not forgotten, whatever the log says', async () => {
  await ground.talk('speaks', { with: '+12025550169' })
  ground.running.add('speaks')
  ground.carrierLog.set('speaks', entry('speaks', 'answered')).set('younger', younger('younger'))
  await ground.look()
  await ground.asIfUnknownFor('speaks', 60)
  expect(await ground.talking('+12025550169')).toBe(false)
  await ground.happen('speaks', Date.now() - 5_000, { kind: 'in-room', leg: '2-1' })
  await ground.look()
  expect(ground.told).toEqual([])
  expect(await ground.talking('+12025550169')).toBe(true)
  await ground.close('speaks')
})

it('an end that only the log tells of was when the log says, not when it was read', async () => {
  await ground.talk('ended-before', { with: '+12025550170' })
  ground.running.add('ended-before')
  const createdAt = Date.now() - 60_000
  ground.carrierLog.set('ended-before', { ...entry('ended-before', 'ended'), createdAt, seconds: 47 })
  ground.carrierLog.set('ended-before-leg', { ...entry('ended-before-leg', 'ended'), createdAt, seconds: 45 })
  await ground.look()
  expect(Object.fromEntries(ground.told.map(({ news }) => [news.kind, (news.at ?? NaN) - createdAt]))).toEqual({
    'caller-ended': 47_000,
    'leg-ended': 45_000,
  })
  expect((await ground.read('ended-before'))?.legs).toMatchObject([{ endedAt: createdAt + 45_000 }])
  await ground.close('ended-before')
})

it('a whole day of the log is read in pieces, a few seconds of it at each look, and the first error leaves the rest to the next one', async () => {
  const now = Date.now()
  let seenTo = now - 24 * 3_600_000
  const spans: LogSpan[] = []
  let fails = false
  // each piece takes 100 ms, by a clock that only this test turns
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const logs = async (span: LogSpan) => {
    if (span.createdBefore !== undefined) spans.push(span)
    if (fails)
      throw new CarrierError({
        kind: 'unavailable',
        code: null,
        status: 503,
        message: 'logs: the carrier answered 503',
      })
    vi.advanceTimersByTime(100)
    return []
  }
  fails = true
  expect(await ground.look({ seenTo, logs })).toBe(seenTo)
  fails = false
  spans.length = 0
  seenTo = await ground.look({ seenTo, logs })
  expect(spans).toHaveLength(50)
  expect(seenTo).toBe(now - 24 * 3_600_000 + 50 * 15 * 60_000)
  seenTo = await ground.look({ seenTo, logs })
  expect(
    Math.max(...spans.map(({ createdAfter, createdBefore = Infinity }) => createdBefore - createdAfter)),
  ).toBeLessThanOrEqual(15 * 60_000)
  expect(spans[0]?.createdAfter).toBe(now - 24 * 3_600_000)
  // only what is too young to be taken in is read again
  expect(Date.now() - seenTo).toBeLessThan(130_000)
  spans.length = 0
  await ground.look({ seenTo, logs })
  expect(spans).toHaveLength(1)
})

it('a call that never arrived is found in its piece of the log, and taken in once', async () => {
  const createdAt = Date.now() - 3_600_000
  ground.carrierLog.set('stranger', {
    ...entry('stranger', 'ended'),
    direction: 'inbound',
    from: '+12025550155',
    to: '+12025550101',
    createdAt,
    seconds: 30,
  })
  ground.running.add('stranger')
  for (let looks = 0; looks < 2; looks += 1) await ground.look({ seenTo: createdAt - 60_000 })
  expect(await ground.read('stranger')).toMatchObject({ state: 'document-driven' })
  expect(
    (await keptWords(ground.db, { organisation: ground.organisation.id, call: 'stranger' })).map(
      ({ signal }) => signal,
    ),
  ).toEqual([{ kind: 'caller-ended', at: createdAt + 30_000 }])
  await ground.close('stranger')
})

it('a call that came in before the carrier had confirmed its number did not reach us, and its story says so', async () => {
  const createdAt = Date.now() - 3_600_000
  const comesIn = async (call: string, confirmed: Date | null) => {
    await ground.db.withOrganisation(ground.organisation.id, (em) =>
      em.nativeUpdate(PhoneNumber, { id: ground.organisation.number }, { carrierConfirmedAt: confirmed }),
    )
    ground.carrierLog.set(call, {
      ...entry(call, 'ended'),
      direction: 'inbound',
      from: '+12025550155',
      to: '+12025550101',
      createdAt,
      seconds: 0,
    })
    ground.running.add(call)
    await ground.look({ seenTo: createdAt - 60_000 })
    await ground.close(call)
    const events = await eventsOf(ground.db, { organisation: ground.organisation.id, call })
    return story(events).map(({ text }) => text)
  }
  expect((await comesIn('too-early', new Date(createdAt + 1_000)))[1]).toBe(
    'The call did not reach Ringdown: the carrier had not confirmed that it sends the number’s calls here.',
  )
  expect((await comesIn('web-away', new Date(createdAt - 1_000)))[1]).toBe(
    'The call did not reach Ringdown: nothing here answered when it came in.',
  )
})

it('a leg that the log knows again was not forgotten', async () => {
  await ground.talk('known-again', { with: '+12025550162' })
  ground.running.add('known-again')
  await ground.look()
  await ground.asIfUnknownFor('known-again', 20)
  ground.carrierLog
    .set('known-again', entry('known-again', 'answered'))
    .set('known-again-leg', entry('known-again-leg', 'answered'))
  await ground.look()
  ground.carrierLog.clear()
  await ground.look()
  expect(ground.told).toEqual([])
  await ground.close('known-again')
})

it('a call of an organisation whose last number has been taken away meanwhile is looked after to its end', async () => {
  const other = await smallOrganisation(ground.db, { id: '22222222-2222-4222-8222-222222222222', e164: '+12025550102' })
  await ground.talk('outlives-its-number', { with: '+12025550174', at: other })
  ground.running.add('outlives-its-number')
  await ground.db.withOrganisation(other.id, (em) =>
    em.execute('update number set live_id = null where id = ?', [other.number], 'run'),
  )
  ground.carrierLog
    .set('outlives-its-number', entry('outlives-its-number', 'ended'))
    .set('outlives-its-number-leg', entry('outlives-its-number-leg', 'ended'))
  await ground.look()
  expect(ground.told.map(({ news }) => news.kind).toSorted()).toEqual(['caller-ended', 'leg-ended'])
})

it('one call of which the carrier cannot be asked keeps no other from being looked after', async () => {
  await ground.talk('in-trouble', { with: '+12025550163' })
  await ground.talk('over', { with: '+12025550164' })
  for (const call of ['in-trouble', 'over']) ground.running.add(call)
  const trouble = new CarrierError({
    kind: 'unavailable',
    code: null,
    status: 500,
    message: 'log: the carrier answered 500',
  })
  ground.carrierLog.set('in-trouble', trouble).set('in-trouble-leg', trouble)
  ground.carrierLog.set('over', entry('over', 'ended')).set('over-leg', entry('over-leg', 'ended'))
  await ground.look({ logs: () => Promise.reject(trouble) })
  expect(ground.told.map(({ call, news }) => `${call}: ${news.kind}`).toSorted()).toEqual([
    'over: caller-ended',
    'over: leg-ended',
  ])
  expect(ground.told.find(({ news }) => news.kind === 'leg-ended')?.news).toMatchObject({ why: 'hung-up' })
  await ground.close('in-trouble', 'over')
})

it('a leg whose dial was never answered is found in the log, and its end is told', async () => {
  await ground.talk('nameless', { with: '+12025550167', carrier: null })
  ground.running.add('nameless')
  ground.carrierLog.set('nameless', entry('nameless', 'answered')).set('lost-leg', {
    ...entry('lost-leg', 'ended'),
    from: '+12025550101',
    to: '+12025550167',
    createdAt: Date.now() - 60_000,
  })
  await ground.look()
  expect(ground.told.map(({ news }) => news)).toMatchObject([{ kind: 'leg-ended', leg: '2-1' }])
  expect((await ground.read('nameless'))?.legs).toMatchObject([{ carrier: 'lost-leg', state: 'ended' }])
  await ground.close('nameless')
})
