import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { noteCallerLeft } from '#infra/db/call/caller-left.ts'
import { keptWords } from '#infra/db/call/keep-word.ts'
import { entry, WatchGround } from './testing/watch-ground.ts'

let ground: WatchGround
beforeAll(async () => {
  ground = await WatchGround.begin()
}, 60_000)
afterAll(() => ground[Symbol.asyncDispose]())
beforeEach(() => ground.forget())

it('what is found for a workflow that is not there waits for it, each leg for itself', async () => {
  await ground.talk('not-there', { with: '+12025550165' })
  ground.carrierLog.set('not-there', entry('not-there', 'ended')).set('not-there-leg', entry('not-there-leg', 'ended'))
  await ground.look()
  const kept = await keptWords(ground.db, { organisation: ground.organisation.id, call: 'not-there' })
  expect(kept.map(({ key }) => key).toSorted()).toEqual(['watch:caller-ended', 'watch:leg-ended:2-1'])
})

it('the same difference is told twice at most, however long the call goes on: its history must not grow', async () => {
  await ground.talk('talks-on', { with: '+12025550166' })
  ground.running.add('talks-on')
  ground.carrierLog.set('talks-on', entry('talks-on', 'ended')).set('talks-on-leg', entry('talks-on-leg', 'ended'))
  for (let looks = 0; looks < 20; looks += 1) await ground.look()
  expect(ground.told.filter(({ news }) => news.kind === 'leg-ended')).toHaveLength(1)
  expect(ground.told.filter(({ news }) => news.kind === 'caller-ended')).toHaveLength(2)
  await ground.close('talks-on')
})

it('what could not be told, since the engine was away, is told when it is back, however long that took', async () => {
  await ground.talk('unheard', { with: '+12025550171' })
  await ground.ring('unheard-ringing', { with: '+12025550172' })
  for (const call of ['unheard', 'unheard-ringing']) {
    ground.running.add(call)
    ground.carrierLog
      .set(call, { ...entry(call, 'ended'), createdAt: Date.now() - 60_000, seconds: 30 })
      .set(`${call}-leg`, entry(`${call}-leg`, 'ended'))
  }
  ground.isEngineAway = true
  for (let looks = 0; looks < 8; looks += 1) await ground.look()
  expect(await ground.talking('+12025550171')).toBe(true)
  ground.isEngineAway = false
  await ground.look()
  expect(ground.told.map(({ call, news }) => `${call}: ${news.kind}`).toSorted()).toEqual([
    'unheard-ringing: caller-ended',
    'unheard-ringing: leg-ended',
    'unheard: caller-ended',
    'unheard: leg-ended',
  ])
  expect(await ground.talking('+12025550171')).toBe(false)
  await ground.close('unheard', 'unheard-ringing')
})

it('an end of the caller that was noted long ago, and is in no story, is told: whoever noted it may have died before telling', async () => {
  await ground.talk('noted', { with: '+12025550173' })
  ground.running.add('noted')
  ground.carrierLog.set('noted', entry('noted', 'ended')).set('noted-leg', entry('noted-leg', 'answered'))
  const at = Date.now() - 50_000
  await noteCallerLeft(ground.db, { organisation: ground.organisation.id, call: 'noted', at })
  await ground.look()
  expect(ground.told.map(({ news }) => news)).toEqual([
    { kind: 'caller-ended', at, met: { leg: '2-1', at: expect.any(Number) as number } },
  ])
  await ground.happen('noted', at, { kind: 'caller-gone' })
  await ground.look()
  expect(ground.told).toHaveLength(1)
  await ground.close('noted')
})

it('why a phone stopped ringing is left to its workflow, which may know more than the log, and is written only where it says nothing for a minute', async () => {
  await ground.ring('rings-on', { with: '+12025550168' })
  ground.running.add('rings-on')
  ground.carrierLog.set('rings-on', entry('rings-on', 'answered')).set('rings-on-leg', entry('rings-on-leg', 'ended'))
  const state = async () => (await ground.read('rings-on'))?.legs[0]?.state
  for (let looks = 1; looks <= 5; looks += 1) {
    await ground.look()
    expect([looks, await state()]).toEqual([looks, 'ringing'])
  }
  expect(ground.told).toHaveLength(2)
  await ground.look()
  expect(await state()).toBe('ended')
  await ground.close('rings-on')
})
