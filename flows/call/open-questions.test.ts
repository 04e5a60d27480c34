import { expect, test } from 'vitest'
import sales from '../examples/sales.json' with { type: 'json' }
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { exampleArrival } from '../testing/example-arrival.ts'

test('a question that came together with the end of the caller is answered, and so is one that comes afterwards', async () => {
  const rehearsal = new Rehearsal(exampleArrival(sales, { call: 'c1' }))
  const { call } = rehearsal
  void call.run('word').then((outcome) => (rehearsal.outcome = outcome))
  const first = call.word({ step: 1, result: null })
  call.news({ kind: 'caller-ended', at: rehearsal.clock.now() })
  await rehearsal.settle()
  expect((await first).list).toEqual([{ do: 'hang-up', cause: 'done' }])
  expect(rehearsal.outcome).toBe('abandoned')
  expect((await call.word({ step: 7, result: null })).n).toBe(8)
})

test('a question of a call that its document has taken over sends it on its own way', async () => {
  const { call, settle } = bound(new Rehearsal(exampleArrival(sales, { call: 'c1' })))
  void call.run('word')
  const first = call.word({ step: 1, result: null })
  call.news({ kind: 'document-drives', why: 'the engine did not answer', at: 1 })
  await settle()
  expect((await first).list).toEqual([{ do: 'alone' }])
})

test('a question that comes as somebody accepts is answered with the room, not with more ringing', async () => {
  const rehearsal = new Rehearsal(exampleArrival(sales, { call: 'c1' }))
  const { call, world } = rehearsal
  await rehearsal.begin()
  await rehearsal.passes(15_000)
  const [leg] = world.legs
  leg?.phone.pickUp()
  const asks = call.currentOf()?.n ?? 0
  expect(call.claim({ leg: leg?.id ?? '' }).kind).toBe('yours')
  const next = call.word({ step: asks, result: null })
  await rehearsal.settle()
  expect(await next).toMatchObject({ list: [{ do: 'join' }], by: 'pull' })
})

const bound = (rehearsal: Rehearsal) => ({ call: rehearsal.call, settle: () => rehearsal.settle() })
