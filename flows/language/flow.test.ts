import { describe, expect, test } from 'vitest'
import { migrate, readFlow } from './flow.ts'

const node = { id: 'in', kind: 'incoming-call', title: 'In', config: {}, position: { x: 0, y: 0 } }
const remark = { id: 'note-1', text: 'Ask Olive.', position: { x: 0, y: 0 } }
const flow = { format: 1, name: 'Sales', nodes: [node], edges: [] }

describe('reading a flow', () => {
  test('takes a document or its text', () => {
    expect(readFlow(flow)).toEqual({ ok: true, flow })
    expect(readFlow(JSON.stringify(flow))).toEqual({ ok: true, flow })
  })

  test('takes notes that lie on the drawing by themselves', () => {
    expect(readFlow({ ...flow, remarks: [remark] })).toEqual({ ok: true, flow: { ...flow, remarks: [remark] } })
  })

  test('takes a draft whose nodes are unfinished or of a kind that is not known here', () => {
    expect(readFlow({ ...flow, nodes: [{ ...node, kind: 'later-kind', config: { any: 1 } }] }).ok).toBe(true)
  })

  test.each<[string, unknown, string, string]>([
    ['a text that is no JSON', '{', '', 'This is not a flow: the text is not valid JSON.'],
    [
      'a document of a newer shape',
      { ...flow, format: 2 },
      'format',
      'This flow was made by a newer Ringdown: update this one to open it.',
    ],
    [
      'a node without a title',
      { ...flow, nodes: [{ ...node, title: ' ' }] },
      'nodes[0].title',
      'Give the node a title.',
    ],
    [
      'an id that could not be a key',
      { ...flow, nodes: [{ ...node, id: '__proto__' }] },
      'nodes[0].id',
      'An id has 1 to 64 letters, digits, - or _.',
    ],
    [
      'two nodes with one id',
      { ...flow, nodes: [node, node] },
      'nodes[1].id',
      'Another node has this id. Each node needs its own.',
    ],
    [
      'two notes with one id',
      { ...flow, remarks: [remark, remark] },
      'remarks',
      'Two notes have the same id. Each needs its own.',
    ],
    ['a field that does not exist', { ...flow, color: 'red' }, '', 'Unrecognized key: "color"'],
  ])('refuses %s and says where', (_sentence, json, path, message) => {
    expect(readFlow(json)).toEqual({ ok: false, problems: [{ path, message }] })
  })

  test('says of a document with problems without end only as much as anybody would read', () => {
    const keys = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`key${at}`, 1]))
    for (const json of [
      { ...flow, ...keys },
      { ...flow, nodes: Array.from({ length: 100 }, () => ({ ...node, more: 1 })) },
    ])
      expect(JSON.stringify(readFlow(json)).length).toBeLessThan(20_000)
  })

  test('runs migrations in their order, and running them again changes nothing', () => {
    const migrations = [
      {
        name: 'time-to-seconds',
        up: ({ time, ...rest }: Record<string, unknown>) => (time === undefined ? rest : { ...rest, seconds: time }),
      },
      {
        name: 'who-is-a-choice',
        up: (config: Record<string, unknown>) =>
          config.who === 'all' ? { ...config, who: { kind: 'everyone' } } : config,
      },
    ]
    const today = { who: { kind: 'everyone' }, seconds: 20 }
    expect(migrate({ who: 'all', time: 20 }, migrations)).toEqual(today)
    expect(migrate(today, migrations)).toEqual(today)
  })
})
