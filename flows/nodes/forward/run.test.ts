import { describe, expect, test } from 'vitest'
import { exitOf, factsWith, here, ScriptedCall, type Script } from '../scripted-call.ts'
import { forward } from './definition.ts'
import { outsideAddress } from './outside-address.ts'
import { run } from './run.ts'

const service = forward.config.parse({ to: '+44 20 7946 0123', name: 'Answering service' })
const rung = (why: 'busy' | 'declined' | 'failed' | 'no-answer', inVain: 'declined' | 'no-answer'): Script => ({
  ring: [{ inVain, fates: { 'Answering service': why } }],
})

describe('a forwarded call', () => {
  test.each<[string, Script, string]>([
    ['somebody accepts and they talk', { ring: [{ accepts: 'Answering service' }] }, 'answered'],
    [
      'somebody accepts but is gone before the caller is there',
      { ring: [{ accepts: 'Answering service' }], talk: ['lost'] },
      'no-answer',
    ],
    ['nobody picks up', rung('no-answer', 'no-answer'), 'no-answer'],
    ['it is busy', rung('busy', 'declined'), 'busy'],
    ['it is declined', rung('declined', 'declined'), 'declined'],
    ['it cannot be reached', rung('failed', 'no-answer'), 'failed'],
    ['an engine of an earlier release says no more than that nobody answered', { ring: ['no-answer'] }, 'no-answer'],
  ])('when %s', async (_sentence, script, exit) => {
    expect(exitOf(await run(new ScriptedCall(factsWith(), script), service, here('may-be-called')))).toBe(exit)
  })

  test('rings the number even while another call of ours talks there, and asks for a key', async () => {
    const call = new ScriptedCall(factsWith())
    await run(call, service, here())
    expect(call.told).toEqual(['rings Answering service together for 30s, even who talks'])
  })

  test('is told by the number as it was written where it has no other name', async () => {
    const call = new ScriptedCall(factsWith(), { ring: [{ accepts: '+44 20 7946 0123' }] })
    const left = await run(call, forward.config.parse({ to: ' +44 20 7946 0123'.trim(), confirm: 'none' }), here())
    expect(left).toEqual({ exit: 'answered', gives: { 'answered-by': '+44 20 7946 0123' } })
    expect(call.told[0]).toBe('rings +44 20 7946 0123 together for 30s, accepting by picking up, even who talks')
  })

  test.each([
    ['the number that was dialled', factsWith({ number: { e164: '+442079460123', name: 'Sales' } }), null],
    ['whoever is calling', factsWith({ caller: { e164: '+442079460123', name: null } }), null],
    ['a country that was forbidden as the call came in', factsWith(), 'country-not-allowed'],
    ['another number of the organisation', factsWith(), 'own-number'],
    ['a number that no flow may call', factsWith(), 'not-allowed'],
    ['anybody, for a call that comes from the organisation itself', factsWith(), 'loop'],
  ])('never rings %s', async (_what, facts, decided) => {
    expect(await run(new ScriptedCall(facts), service, here(decided))).toBe('failed')
  })
})

describe('the definition of a forward', () => {
  test.each([
    ['+44 20 7946 0123', '+442079460123'],
    ['+1 (202) 555-0123', '+12025550123'],
    ['sip:desk@example.com', 'sip:desk@example.com'],
  ])('%s is dialled as %s', (to, address) => {
    expect(forward.config.safeParse({ to }).success).toBe(true)
    expect(outsideAddress(to)).toBe(address)
    expect(forward.uses?.({ to })).toEqual({ addresses: [address] })
  })

  test.each([
    '',
    '911',
    '112',
    '020 7946 0123',
    '+',
    '+44',
    'desk@example.com',
    'sip:desk',
    '+1 202 555 0123 ext. 7',
    '${caller}',
    '+1x2025550123',
    'sip:a b@c',
  ])('%o is refused, and it is said how to write it', (to) => {
    const read = forward.config.safeParse({ to })
    expect(read.success).toBe(false)
    expect(read.error?.issues[0]?.message).toMatch(/^(Say where|Write a number)/)
    expect(forward.uses?.({ to })).toEqual({})
  })

  test('nothing is chosen for whoever draws it', () => {
    expect(forward.config.safeParse({}).error?.issues.map(({ message }) => message)).toEqual([
      'Say where the call goes.',
    ])
  })

  test('where nobody has to press 1, a machine that answers would take the call: that is doubtful', () => {
    const issues = forward.check?.({ ...service, confirm: 'none' }, { people: null })
    expect(issues).toEqual([expect.objectContaining({ field: 'confirm', severity: 'warning' })])
    expect(forward.check?.(service, { people: null })).toEqual([])
  })

  test('its summary says where and how long', () => {
    expect(forward.summary(service)).toBe('Answering service, +44 20 7946 0123, 30 s')
    expect(forward.summary({ to: 'sip:desk@example.com', seconds: 10 })).toBe('sip:desk@example.com, 10 s')
  })

  test('is decided as the call comes in, by whoever knows what may be called', () => {
    const around = { node: 'n1', at: 0, timeZone: 'UTC', ...factsWith() }
    expect(forward.decide?.(service, around)).toBe('may-be-called')
    const asked: unknown[] = []
    const whyNotOutside = (...given: unknown[]) => {
      asked.push(given)
      return 'own-number' as const
    }
    expect(forward.decide?.(service, { ...around, whyNotOutside })).toBe('own-number')
    expect(asked).toEqual([['+442079460123', '+12025550150']])
  })
})
