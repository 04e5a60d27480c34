import { expect, test } from 'vitest'
import support from '#flows/examples/support.json' with { type: 'json' }
import { opening } from '#flows/first-list.ts'
import { exampleArrival } from '#flows/testing/example-arrival.ts'
import type { Plan, PlanNode } from '#flows/language/plan.ts'
import type { LiveNumber } from '../db/number/live-numbers.ts'
import { arrivalOf, decidesByCaller, firstStep } from './arrivals.ts'

test('whoever has heard the first words does not hear them again from a document that goes on alone', async () => {
  const arrives = exampleArrival(support)
  const { list } = await opening(arrives.plan, arrives.facts)
  const welcome = { do: 'say', prompt: { say: 'Welcome to Harbour Bikes support.' } } as const
  const step = await firstStep({ ...arrives, first: list })
  expect(step).toMatchObject({ n: 1, node: 'everyone', list: [welcome] })
  expect(step.ladder.map((rung) => rung.do)).toEqual(['connect', 'record', 'hang-up'])
})

const support1: LiveNumber = {
  organisation: 'o1',
  number: 'n1',
  e164: '+12025550100',
  name: 'Support',
  flow: 'f1',
  version: 1,
  plan: exampleArrival(support).plan,
  roster: [],
  routing: [],
  business: 'Harbour Bikes',
  zone: 'America/New_York',
}
const july = Date.parse('2026-07-05T22:05:00Z')

test('a call comes in with the name of its organisation and in its time zone', async () => {
  const { facts } = await arrivalOf(support1, { call: 'c1', from: null }, july)
  expect(facts).toMatchObject({
    business: { name: 'Harbour Bikes' },
    local: { timeZone: 'America/New_York', ahead: -4 * 3_600_000 },
  })
  expect(facts).not.toHaveProperty('speech')
})

test('language, voice and time zone of the flow come before', async () => {
  const number = { ...support1, plan: withSettings({ language: 'de-DE', voice: 'man', timeZone: 'Europe/Berlin' }) }
  const { facts, first } = await arrivalOf(number, { call: 'c1', from: null }, july)
  const speech = { language: 'de-DE', voice: 'man' }
  expect(facts).toMatchObject({ speech, local: { timeZone: 'Europe/Berlin', ahead: 2 * 3_600_000 } })
  expect(first).toMatchObject([{ prompt: { speech } }])
})

test('a number that an earlier release has kept on the disk answers all the same', async () => {
  const { business: _business, zone: _zone, ...earlier } = support1
  const { facts } = await arrivalOf(earlier, { call: 'c1', from: null }, july)
  expect(facts).not.toHaveProperty('business')
  expect(facts.local).toEqual({ timeZone: 'UTC', ahead: 0 })
})

test('the caller is looked up beforehand only where a text says their name, or a node decides by them', () => {
  const { plan } = support1
  expect(decidesByCaller(plan)).toBe(false)
  const welcome = { ...stepOf('welcome'), config: { text: 'Hello {{caller.name | there}}.' }, templates: [['text']] }
  expect(decidesByCaller({ ...plan, steps: { ...plan.steps, welcome } })).toBe(true)
})

test('what is known of a caller decides, and what their number tells by itself; a number without a switch is as it is drawn', async () => {
  const node = (id: string, kind: string, config: object) => ({ [id]: { ...stepOf('welcome'), id, kind, config } })
  const check = (id: string, who: object) => node(id, 'caller-check', { matches: [{ id: '1', name: 'They', who }] })
  const steps = {
    ...support1.plan.steps,
    ...check('vip', { is: 'vip' }),
    ...check('berlin', { is: 'area', begins: '+4930' }),
    ...check('german', { is: 'country', country: 'DE' }),
    ...node('mode', 'mode', { initially: 'ai' }),
  }
  const number = { ...support1, plan: { ...support1.plan, steps } }
  expect(decidesByCaller(number.plan)).toBe(true)
  const from = '+4930901820'
  const known = { name: 'Rosa', tags: [], vip: true, blocked: false, calledBefore: true }
  const decided = async (more: object, incoming: Partial<Parameters<typeof arrivalOf>[1]> = {}) =>
    (await arrivalOf({ ...number, ...more }, { call: 'c1', from, known, ...incoming }, july)).facts.decided
  expect(await decided({})).toEqual({ vip: 'match-1', berlin: 'match-1', german: 'match-1', mode: 'ai' })
  expect(await decided({ mode: 'team' }, { known: null })).toMatchObject({
    vip: 'else',
    german: 'match-1',
    mode: 'team',
  })
  expect(await decided({ mode: null }, { from: null, known: null })).toEqual({
    vip: 'anonymous',
    berlin: 'anonymous',
    german: 'anonymous',
    mode: 'ai',
  })
})

function withSettings(config: object): Plan {
  const { plan } = support1
  return { ...plan, steps: { ...plan.steps, in: { ...stepOf('in'), config } } }
}

function stepOf(id: string): PlanNode {
  const step = support1.plan.steps[id]
  if (!step) throw new Error(`no step ${id}`)
  return step
}
