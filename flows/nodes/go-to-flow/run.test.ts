import { describe, expect, test } from 'vitest'
import type { KnownFlow } from '../../language/known-flows.ts'
import { usesOf } from '../../language/uses.ts'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { goToFlow } from './definition.ts'
import { run } from './run.ts'

const flow = (id: string, goesTo: readonly string[] = [], newest: number | null = 3): KnownFlow => ({
  id,
  name: id.toUpperCase(),
  newest,
  goesTo,
})
const all = [flow('a'), flow('b', ['c']), flow('c', ['d']), flow('d', ['a']), flow('e'), flow('f', [], null)]
const checked = (config: { flow: string; version?: number }) =>
  goToFlow.check?.(config, { people: null, flows: { own: 'a', all } })

describe('go to flow', () => {
  test('does nothing by itself: the other flow stands behind its exit', async () => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, { flow: 'e' }, here())).toBe('next')
    expect(call.told).toEqual([])
  })

  test('uses the flow to which it leads', () => {
    expect(usesOf({ kind: 'go-to-flow', config: { flow: 'e' } }).flows).toEqual(['e'])
    expect(usesOf({ kind: 'go-to-flow', config: {} }).flows).toEqual([])
  })

  test.each([
    ['no flow', {}, 'Choose a flow.'],
    ['half a version', { flow: 'e', version: 1.5 }, 'Write the number of a version, as in 3.'],
    ['version 0', { flow: 'e', version: 0 }, 'Versions begin with 1.'],
  ])('%s is refused with what to do', (_sentence, config, says) => {
    expect(goToFlow.config.safeParse(config).error?.issues.map(({ message }) => message)).toEqual([says])
  })

  test.each([
    ['a published flow is fine', { flow: 'e' }, null],
    ['one of its versions, too', { flow: 'e', version: 3 }, null],
    ['one that is gone is not', { flow: 'x' }, 'This flow does not exist any more. Choose another one.'],
    [
      'one that was never published is not',
      { flow: 'f' },
      '“F” was never published. Publish it first: calls go through published flows.',
    ],
    ['a version that is still to come is not', { flow: 'e', version: 4 }, '“E” has no version 4 yet: its newest is 3.'],
    [
      'the flow itself is not',
      { flow: 'a', version: 1 },
      'A flow cannot lead back to itself: “A” → “A”. Let the call go on at a node of this flow instead, or end it before that.',
    ],
    [
      'nor is one that leads back here, and all on the way round are named',
      { flow: 'b' },
      'A flow cannot lead back to itself: “A” → “B” → “C” → “D” → “A”. Let the call go on at a node of this flow instead, or end it before that.',
    ],
  ])('%s', (_sentence, config, says) => {
    expect(checked(config)?.map(({ message }) => message)).toEqual(says === null ? [] : [says])
  })

  test('says nothing of flows where nobody knows them', () => {
    expect(goToFlow.check?.({ flow: 'x' }, { people: null })).toEqual([])
  })

  test('its summary names the flow and its version', () => {
    expect(goToFlow.summary({ flow: 'e' }, () => 'Support')).toBe('Support, newest version')
    expect(goToFlow.summary({ flow: 'e', version: 2 })).toBe('Another flow, version 2')
  })
})
