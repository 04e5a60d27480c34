import { describe, expect, test } from 'vitest'
import { played } from './testing/played.ts'

describe('what a flow goes by', () => {
  const shared = '0197a000-0000-7000-8000-000000000001'
  const at = { position: { x: 0, y: 0 } }
  const flow = {
    format: 1,
    name: 'By name',
    nodes: [
      { id: 'in', kind: 'incoming-call', title: 'In', config: {}, ...at },
      {
        id: 'hours',
        kind: 'business-hours',
        title: 'Hours',
        config: { hours: { kind: 'shared', schedule: shared } },
        ...at,
      },
      {
        id: 'team',
        kind: 'priority-chain',
        title: 'Team',
        config: { who: { kind: 'members', members: ['u2', 'u1'] }, seconds: 10 },
        ...at,
      },
      { id: 'end', kind: 'hang-up', title: 'End', config: {}, ...at },
    ],
    edges: [
      { from: 'in', exit: 'next', to: 'hours' },
      { from: 'hours', exit: 'open', to: 'team' },
      { from: 'hours', exit: 'closed', to: 'end' },
      { from: 'hours', exit: 'holiday', to: 'end' },
      { from: 'team', exit: 'exhausted', to: 'end' },
      { from: 'team', exit: 'nobody', to: 'end' },
    ],
  }
  const scenario = {
    format: 1,
    title: 'By name',
    at: '2026-03-10T10:00Z',
    people: [
      { name: 'Ana', member: 'u1' },
      { name: 'Ben', member: 'u2' },
    ],
    schedules: { [shared]: { publicHolidays: 'DE' } },
    expects: { rings: ['Ben', 'Ana'], way: ['hours.open', 'team.exhausted'] },
  }

  test('people by their ids, and shared hours', async () => {
    expect(await played(flow, scenario)).toMatchObject({ code: 0 })
    const onHoliday = { ...scenario, at: '2026-10-03T10:00Z', expects: { way: ['hours.holiday', 'end'] } }
    expect(await played(flow, onHoliday)).toMatchObject({ code: 0 })
  })

  test('must be said', async () => {
    const { out, code } = await played(flow, { ...scenario, people: [{ name: 'Ana' }, { name: 'Ben' }], schedules: {} })
    expect(code).toBe(2)
    expect(out).toContain('people: The flow names u2. Say who that is, as in {"name": "Ana", "member": "u2"}.')
    expect(out).toContain(`schedules: The flow goes by the shared hours ${shared}.`)
  })

  test('may be no other flow', async () => {
    const goes = { id: 'end', kind: 'go-to-flow', title: 'Go', config: { flow: shared }, ...at }
    const { out, code } = await played({ ...flow, nodes: [...flow.nodes.slice(0, 3), goes] }, scenario)
    expect([code, out]).toEqual([2, expect.stringContaining('Rehearse each of them by itself.')])
  })
})

describe('a scenario says what the world outside does', () => {
  const at = { position: { x: 0, y: 0 } }
  const flow = {
    format: 1,
    name: 'Outside',
    nodes: [
      { id: 'in', kind: 'incoming-call', title: 'In', config: {}, ...at },
      { id: 'mode', kind: 'mode', title: 'Mode', config: {}, ...at },
      { id: 'desk', kind: 'ai-answers', title: 'Desk', config: {}, ...at },
      {
        id: 'crm',
        kind: 'webhook',
        title: 'CRM',
        config: {
          url: 'https://crm.example.com/callers?number={{caller.number | unknown}}',
          keeps: [{ name: 'customer', pointer: '/name' }],
        },
        ...at,
      },
      { id: 'hello', kind: 'play', title: 'Hello', config: { text: 'Hello {{crm.customer | you}}.' }, ...at },
      { id: 'out', kind: 'forward', title: 'Out', config: { to: '+44 20 7946 0000', name: 'Service' }, ...at },
      { id: 'end', kind: 'hang-up', title: 'End', config: {}, ...at },
    ],
    edges: [
      ['in.next', 'mode'],
      ['mode.ai', 'desk'],
      ['mode.team', 'crm'],
      ['desk.wants-person', 'crm'],
      ['desk.failed', 'out'],
      ['desk.limit-reached', 'out'],
      ['crm.ok', 'hello'],
      ['crm.error', 'out'],
      ['crm.timeout', 'end'],
      ['hello.next', 'out'],
      ['out.no-answer', 'end'],
      ['out.busy', 'end'],
      ['out.declined', 'end'],
      ['out.failed', 'end'],
    ].map(([from = '', to]) => ({ from: from.split('.')[0], exit: from.split('.')[1], to })),
  }
  const world = {
    format: 1,
    title: 'Outside',
    at: '2026-03-10T10:00Z',
    outside: [{ address: '+442079460000', does: [{ what: 'answers', after: 2 }] }],
  }

  test('what web services answer, and who is called outside', async () => {
    const scenario = {
      ...world,
      services: [{ body: { name: 'Vera' }, after: 1 }],
      expects: {
        hears: ['Hello Vera.'],
        rings: ['+442079460000'],
        asks: ['/callers?number='],
        way: ['mode.team', 'crm.ok', 'out.answered'],
      },
    }
    expect(await played(flow, scenario)).toMatchObject({ code: 0 })
  })

  test('that none answers in time', async () => {
    const scenario = {
      ...world,
      services: [{ after: 60 }],
      expects: { way: ['crm.timeout', 'end'], outcome: 'completed' },
    }
    expect(await played(flow, scenario)).toMatchObject({ code: 0 })
  })

  test('how the number is switched, and what an assistant does', async () => {
    const scenario = {
      ...world,
      mode: 'ai',
      assistant: [
        { caller: 'BILL', says: 'Which bill do you mean?' },
        { caller: 'the last', uses: 'ask_for_person', reason: 'A bill' },
      ],
      does: [
        { after: 10, says: 'It is about my bill.' },
        { when: { hears: 'Which bill' }, after: 4, says: 'The last one.' },
      ],
      expects: {
        hears: ['Which bill do you mean?', 'I will connect you'],
        way: ['mode.ai', 'desk.wants-person', 'crm.ok'],
      },
    }
    expect(await played(flow, scenario)).toMatchObject({ code: 0 })
    const failing = {
      ...scenario,
      assistant: [{ caller: 'bill', fails: true }],
      does: scenario.does.slice(0, 1),
      expects: { way: ['desk.failed', 'out.answered'] },
    }
    expect(await played(flow, failing)).toMatchObject({ code: 0 })
  })
})
