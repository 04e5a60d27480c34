import { describe, expect, test } from 'vitest'
import { chosenSeats } from '../chosen-seats.ts'
import { aSeat, exitOf, factsWith, here, ScriptedCall, type Script } from '../scripted-call.ts'
import { priorityChain } from './definition.ts'
import { run } from './run.ts'

const list = priorityChain.config.parse({})

describe('a priority chain', () => {
  test.each<[string, Script, string]>([
    ['someone accepts and they talk', { ring: [{ accepts: 'ben' }] }, 'answered'],
    ['nobody answers', { ring: ['no-answer'] }, 'exhausted'],
    ['all decline', { ring: ['declined'] }, 'exhausted'],
    ['nobody could be rung', { ring: ['nobody'] }, 'nobody'],
  ])('when %s', async (_sentence, script, exit) => {
    expect(exitOf(await run(new ScriptedCall(factsWith(), script), list, here()))).toBe(exit)
  })

  test('the routing list rings in its own order, not in the order of names', async () => {
    const call = new ScriptedCall(factsWith({ routing: ['cy', 'ana', 'ben'] }))
    await run(call, list, here())
    expect(call.told).toEqual(['rings Cy, Ana, Ben in-turn for 20s'])
  })

  test('a place on the list that is switched off is handed over as inactive; the same person still rings when named', async () => {
    const facts = factsWith({ inactive: ['ana'] })
    expect(chosenSeats(facts, { kind: 'routing-list' }).map((seat) => seat.barred)).toEqual(['inactive', null, null])
    expect(chosenSeats(facts, { kind: 'members', members: ['ana'] }).map((seat) => seat.barred)).toEqual([null])
  })

  test('named members ring in the order of the config', async () => {
    const call = new ScriptedCall(factsWith({ routing: [] }))
    await run(call, { who: { kind: 'members', members: ['ben', 'ana'] }, seconds: 5 }, here())
    expect(call.told).toEqual(['rings Ben, Ana in-turn for 5s'])
  })

  test('when the one who accepted is gone too early, the chain goes on behind them', async () => {
    const call = new ScriptedCall(factsWith(), {
      ring: [{ accepts: 'ana' }, { accepts: 'ben' }],
      talk: ['lost', 'talked'],
    })
    expect(await run(call, list, here())).toEqual({ exit: 'answered', gives: { 'answered-by': 'Ben' } })
    expect(call.told).toEqual([
      'rings Ana, Ben, Cy in-turn for 20s',
      'talks to Ana',
      'rings Ben, Cy in-turn for 20s',
      'talks to Ben',
    ])
  })

  test('those who declined ring once more where the settings say so, and nobody else', async () => {
    const call = new ScriptedCall(factsWith(), {
      ring: [{ inVain: 'no-answer', fates: { ana: 'declined', ben: 'no-answer', cy: 'busy' } }, 'no-answer'],
    })
    expect(await run(call, priorityChain.config.parse({ declinedAgain: 'once' }), here())).toBe('exhausted')
    expect(call.told).toEqual(['rings Ana, Ben, Cy in-turn for 20s', 'rings Ana in-turn for 20s'])
  })

  test('nobody who declined rings again by themselves', async () => {
    const call = new ScriptedCall(factsWith(), { ring: [{ inVain: 'declined', fates: { ana: 'declined' } }] })
    expect(await run(call, list, here())).toBe('exhausted')
    expect(call.told).toEqual(['rings Ana, Ben, Cy in-turn for 20s'])
  })

  test('its phones ring in the manner of its settings', async () => {
    const call = new ScriptedCall(factsWith())
    await run(call, priorityChain.config.parse({ talking: 'ring', shows: 'caller', confirm: 'none' }), here())
    expect(call.told).toEqual([
      'rings Ana, Ben, Cy in-turn for 20s, accepting by picking up, showing the caller’s number, even who talks',
    ])
  })

  test('when the last one who accepted is gone too early, the chain is exhausted', async () => {
    const call = new ScriptedCall(factsWith(), { ring: [{ accepts: 'cy' }], talk: ['lost'] })
    expect(await run(call, list, here())).toBe('exhausted')
  })

  test('when behind a lost winner nobody can ring, the chain is exhausted and not empty', async () => {
    const roster = [aSeat('Ana'), aSeat('Ben', null, 'inactive')]
    const call = new ScriptedCall(factsWith({ roster, routing: ['ana', 'ben'] }), {
      ring: [{ accepts: 'ana' }],
      talk: ['lost'],
    })
    expect(await run(call, list, here())).toBe('exhausted')
  })
})

describe('the definition of a priority chain', () => {
  test('20 s each over the routing list is the default', () => {
    expect(list).toEqual({ who: { kind: 'routing-list' }, seconds: 20 })
    expect(priorityChain.summary(list)).toBe('Routing list, 20 s each')
  })

  test('an empty routing list is an error', () => {
    const issues = priorityChain.check?.(list, { people: { roster: [aSeat('Ana')], routing: [], inactive: [] } })
    expect(issues?.map((issue) => issue.message)).toEqual(['The number’s routing list is empty. Put someone on it.'])
  })

  test('the longest wait counts only who can ring', () => {
    const roster = [aSeat('Ana'), aSeat('Ben'), aSeat('Cy', null, 'inactive')]
    expect(priorityChain.longestWait?.(list, { people: { roster, routing: ['ana', 'ben', 'cy'], inactive: [] } })).toBe(
      40,
    )
    const again = priorityChain.config.parse({ declinedAgain: 'once' })
    expect(priorityChain.longestWait?.(again, { people: { roster, routing: ['ana', 'ben'], inactive: [] } })).toBe(80)
  })
})
