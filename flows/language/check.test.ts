import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import { readFlow, type Flow } from './flow.ts'
import { aSeat, factsWith } from '../nodes/scripted-call.ts'

const people = { people: { roster: factsWith().roster, routing: factsWith().routing, inactive: [] } }

/** A sound flow in short: nodes as `id kind`, connections as `from.exit to`. */
const sound = {
  nodes: ['in incoming-call', 'ring ring-group', 'vm voicemail'],
  edges: ['in.next ring', 'ring.no-answer vm', 'ring.declined vm', 'ring.nobody vm'],
}

describe('checking a flow', () => {
  test('a sound flow has no issues', () => {
    expect(check(draw(sound), people)).toEqual([])
  })

  test.each<[string, Drawing, readonly string[]]>([
    ['no entry', { nodes: ['vm voicemail'], edges: [] }, ['- error: A flow starts with an incoming call. Add one.']],
    [
      'two entries',
      { ...sound, nodes: [...sound.nodes, 'in2 incoming-call'], edges: [...sound.edges, 'in2.next ring'] },
      ['in2 error: A flow has one incoming call. Remove this one.'],
    ],
    [
      'a node that no call can reach',
      { ...sound, nodes: [...sound.nodes, 'far hang-up'] },
      ['far warning: No call can reach “far”. Connect it, or remove it.'],
    ],
    [
      'nobody eligible left open',
      { ...sound, edges: sound.edges.slice(0, 3) },
      ['ring exits.nobody error: Connect “Nobody available”: callers would be cut off there.'],
    ],
    [
      'a kind that does not exist here',
      { ...sound, nodes: [...sound.nodes, 'fax fax-machine'] },
      [
        'fax error: There is no node kind “fax-machine” here. Update Ringdown, or remove the node.',
        'fax warning: No call can reach “fax”. Connect it, or remove it.',
      ],
    ],
    [
      'an exit that the kind does not have',
      { ...sound, edges: [...sound.edges, 'ring.busy vm'] },
      ['ring exits.busy error: “Ring a group” has no exit “Busy”. Remove the connection.'],
    ],
    [
      'a connection to nowhere',
      { ...sound, edges: [...sound.edges, 'vm.failed gone'] },
      ['vm exits.failed error: This leads to “gone”, which does not exist. Connect it to another node.'],
    ],
    [
      'a connection from nowhere',
      { ...sound, edges: [...sound.edges, 'gone.next vm'] },
      ['- error: A connection begins at “gone”, which does not exist. Remove it.'],
    ],
    [
      'an exit that leads to two nodes',
      { ...sound, edges: [...sound.edges, 'ring.nobody ring'] },
      ['ring exits.nobody error: “Nobody available” leads to two nodes. Keep one connection.'],
    ],
    [
      'a way back to the entry',
      { ...sound, edges: [...sound.edges, 'vm.failed in'] },
      ['vm exits.failed error: A call cannot come in a second time. Connect this to another node.'],
    ],
  ])('%s', (_sentence, drawing, issues) => {
    expect(inWords(check(draw(drawing), people))).toEqual(expect.arrayContaining([...issues]))
  })

  test('a circle in which nobody has to do anything is refused', () => {
    const drawing = { nodes: ['in incoming-call', 'a play', 'b play'], edges: ['in.next a', 'a.next b', 'b.next a'] }
    expect(inWords(check(draw(drawing), people))).toEqual([
      'a error: A call would loop here forever: “a” → “b” → “a”. Connect one of them to another node.',
    ])
  })

  test('a circle by nobody eligible is refused too: it takes no time', () => {
    const drawing = { ...sound, edges: ['in.next ring', 'ring.no-answer vm', 'ring.declined vm', 'ring.nobody ring'] }
    expect(inWords(check(draw(drawing), people))).toEqual([
      'ring error: A call would loop here forever: “ring” → “ring”. Connect one of them to another node.',
    ])
  })

  test('a circle that waits for people is only doubtful', () => {
    const drawing = { ...sound, edges: ['in.next ring', 'ring.no-answer ring', 'ring.declined vm', 'ring.nobody vm'] }
    expect(inWords(check(draw(drawing), people))).toEqual([
      'ring warning: A call may loop here: “ring” → “ring”. Ringdown ends it after several rounds.',
    ])
  })

  test('a way back to an assistant is meant, since it takes the caller back', () => {
    const nodes = [...sound.nodes, 'desk ai-answers']
    const there = [
      'in.next desk',
      ...['wants-person', 'failed', 'limit-reached'].map((exit) => `desk.${exit} ring`),
      'ring.nobody vm',
    ]
    const back = ['ring.no-answer desk', 'ring.declined desk']
    expect(inWords(check(draw({ nodes, edges: [...there, ...back] }), people))).toEqual([])
  })

  test.each([
    [
      'whoever answers nothing is asked for ever: refused',
      'menu.no-input menu',
      'menu error: A call would loop here forever: “menu” → “menu”. Connect one of them to another node.',
    ],
    [
      'whoever answers wrongly is asked for ever: doubtful, as somebody must press keys all the while',
      'menu.invalid menu',
      'menu warning: A caller may come round here again: “menu” → “menu”. That is fine where people answer or decide; Ringdown ends it after several rounds.',
    ],
  ])('a menu that leads back to itself: %s', (_which, back, issue) => {
    const ways = ['menu.key-1 vm', 'menu.invalid vm', 'menu.no-input vm'].filter(
      (way) => !back.startsWith(way.slice(0, -2)),
    )
    const drawing = {
      nodes: ['in incoming-call', 'menu phone-menu', 'vm voicemail'],
      edges: ['in.next menu', back, ...ways],
    }
    const menu = { text: 'For sales press 1.', keys: [{ key: '1', name: 'Sales' }] }
    expect(inWords(check(draw(drawing, { menu }), people))).toEqual([issue])
  })

  test('a round by people who decide is told of kindly, and how long it rings in it as everywhere', () => {
    const drawing = {
      nodes: ['in incoming-call', 'desk ask', 'chain priority-chain', 'ring ring-group', 'vm voicemail'],
      edges: [
        'in.next desk',
        'desk.answered chain',
        'desk.invalid vm',
        'desk.no-input vm',
        'chain.exhausted ring',
        'chain.nobody vm',
        'ring.no-answer desk',
        'ring.declined vm',
        'ring.nobody vm',
      ],
    }
    const kindly =
      'desk warning: A caller may come round here again: “desk” → “chain” → “ring” → “desk”. That is fine where people answer or decide; Ringdown ends it after several rounds.'
    const desk = { text: 'What do you call about?', takes: { kind: 'words' } }
    expect(inWords(check(draw(drawing, { desk }), people))).toEqual([kindly])
    expect(inWords(check(draw(drawing, { desk, ring: { seconds: 31 } }), people))).toEqual([
      '- warning: In the worst case a caller hears ringing for 91 s. Above 90 s most callers have hung up.',
      kindly,
    ])
    const alone = {
      ...drawing,
      edges: drawing.edges.map((edge) => (edge === 'ring.declined vm' ? 'ring.declined chain' : edge)),
    }
    expect(inWords(check(draw(alone, { desk }), people))).toEqual([
      'chain warning: A call may loop here: “chain” → “ring” → “chain”. Ringdown ends it after several rounds.',
    ])
  })

  test('ringing for more than 90 s in the worst case is doubtful, and the way by nobody does not count', () => {
    const drawing = {
      nodes: ['in incoming-call', 'chain priority-chain', 'ring ring-group', 'vm voicemail'],
      edges: [
        'in.next chain',
        'chain.exhausted ring',
        'chain.nobody vm',
        'ring.no-answer vm',
        'ring.declined vm',
        'ring.nobody vm',
      ],
    }
    expect(inWords(check(draw(drawing), people))).toEqual([])
    const slow = draw(drawing, { ring: { seconds: 31 } })
    expect(inWords(check(slow, people))).toEqual([
      '- warning: In the worst case a caller hears ringing for 91 s. Above 90 s most callers have hung up.',
    ])
  })

  test('a config is checked by its schema, at the place that is wrong', () => {
    expect(inWords(check(draw(sound, { ring: { seconds: 3 } }), people))).toEqual([
      'ring seconds error: A phone must ring for at least 5 s.',
    ])
    expect(inWords(check(draw(sound, { ring: { who: { kind: 'members', members: [] } } }), people))).toEqual([
      'ring who.members error: Choose at least one person.',
    ])
    expect(inWords(check(draw(sound, { ring: { who: 'all' } }), people))).toEqual(['ring who error: Choose who rings.'])
  })

  test('people who cannot ring are met only where the people are known', () => {
    const nobody = { people: { roster: [aSeat('Ana', null, 'no-verified-phone')], routing: [], inactive: [] } }
    expect(inWords(check(draw(sound), nobody))).toEqual([
      'ring who error: Nobody here can be rung: everyone is inactive or has no verified phone that may be called. Activate someone, verify a phone, or allow calls to its country.',
    ])
    expect(check(draw(sound), { people: null })).toEqual([])
  })

  test('a voicemail without a greeting is doubtful', () => {
    expect(inWords(check(draw(sound, { vm: { greeting: '' } }), people))).toEqual([
      'vm greeting warning: Without a greeting the caller hears only a tone. Write what they should hear.',
    ])
  })
})

interface Drawing {
  readonly nodes: readonly string[]
  readonly edges: readonly string[]
}

function draw({ nodes, edges }: Drawing, configs: Readonly<Record<string, Record<string, unknown>>> = {}): Flow {
  const usual: Readonly<Record<string, Record<string, unknown>>> = {
    play: { text: 'Hello.' },
    voicemail: { greeting: 'Leave a message.' },
  }
  const read = readFlow({
    format: 1,
    name: 'Drawn',
    nodes: nodes.map((node) => {
      const [id = '', kind = ''] = node.split(' ')
      return { id, kind, title: id, config: configs[id] ?? usual[kind] ?? {}, position: { x: 0, y: 0 } }
    }),
    edges: edges.map((edge) => {
      const [from = '', exit = '', to = ''] = edge.split(/[. ]/)
      return { from, exit, to }
    }),
  })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}

function inWords(issues: ReturnType<typeof check>): readonly string[] {
  return issues.map(
    ({ node, field, severity, message }) => `${node ?? '-'} ${field ? `${field} ` : ''}${severity}: ${message}`,
  )
}
