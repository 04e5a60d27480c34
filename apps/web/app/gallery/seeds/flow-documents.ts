import type { Flow, FlowNode } from '#flows/language/flow.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { newNode } from '../../flow-editor/drawing/new-node.ts'
import { ana, ben, cy, longName } from './people.ts'

const place = (column: number, row = 0) => ({ x: column * 320, y: row * 260 })

/** The shop's sales line: a chain of three people, then voicemail. */
export const salesDrawing: Flow = {
  format: 1,
  name: 'Sales',
  nodes: [
    { id: 'in', kind: 'incoming-call', title: 'Call to Sales', config: { language: 'en-US' }, position: place(0) },
    {
      id: 'chain',
      kind: 'priority-chain',
      title: 'Ring the sales team in order',
      config: { who: { kind: 'members', members: [ana.member, ben.member, cy.member] }, seconds: 20 },
      position: place(1),
    },
    {
      id: 'voicemail',
      kind: 'voicemail',
      title: 'Sales voicemail',
      config: {
        greeting: 'Nobody in sales can take your call right now. Please leave a message after the tone.',
        maxSeconds: 120,
        silenceSeconds: 5,
      },
      position: place(2, 0.4),
    },
  ],
  edges: [
    { from: 'in', exit: 'next', to: 'chain' },
    { from: 'chain', exit: 'exhausted', to: 'voicemail' },
    { from: 'chain', exit: 'nobody', to: 'voicemail' },
  ],
}

/** The same with everything that can be wrong or odd: an empty greeting, an unknown kind, open exits, long words, notes. */
export const troubledDrawing: Flow = {
  ...salesDrawing,
  name: 'Winter storage, spare parts and everything that the workshop answers',
  nodes: [
    ...salesDrawing.nodes.map((node) =>
      node.id === 'voicemail' ? { ...node, config: { ...node.config, greeting: '', maxSeconds: 4_000 } } : node,
    ),
    {
      id: 'play',
      kind: 'play',
      title: 'Wilhelmina’s announcement about the winter storage hall and its opening hours',
      config: { text: 'The hall is open from ten to four.' },
      position: place(1, 1.3),
      note: 'Ask Wilhelmina before you change this: the words are on the door as well.',
    },
    { id: 'menu', kind: 'fax-machine', title: 'From another Ringdown', config: {}, position: place(2, 1.6) },
    {
      id: 'group',
      kind: 'ring-group',
      title: 'Everybody',
      config: {
        who: { kind: 'members', members: [longName.member, '0b000000-0000-4000-8000-0000000000ff'] },
        seconds: 3,
      },
      position: place(0, 1.3),
    },
  ],
  remarks: [
    {
      id: 'remark',
      text: 'Until March the hall answers first. שלום, this part is Liora’s.',
      position: { x: 640, y: -160 },
    },
  ],
}

/** Only the place where calls come in. */
export const emptyDrawing: Flow = {
  ...salesDrawing,
  name: 'Untitled',
  nodes: salesDrawing.nodes.slice(0, 1),
  edges: [],
}

/** Values that are set, one name twice, and a condition on them with a row of each shape. */
export const decidingDrawing: Flow = {
  ...salesDrawing,
  name: 'Who calls',
  nodes: [
    ...salesDrawing.nodes.filter(({ id }) => id !== 'chain'),
    {
      id: 'set',
      kind: 'set-value',
      title: 'What we call them',
      config: {
        values: [
          { name: 'greeting', text: '{{caller.name | a neighbour}}' },
          { name: 'greeting', text: '' },
          { name: 'code', text: '{{caller.number | }}', type: 'digits' },
        ],
      },
      position: place(1),
    },
    {
      id: 'condition',
      kind: 'condition',
      title: 'Who calls?',
      config: {
        rows: [
          { name: 'The Netherlands', value: 'caller.number', when: { is: 'like', pattern: '+31*' } },
          { name: 'Friends', value: 'flow.greeting', when: { is: 'one-of', of: ['Maria Santos', 'Ana'] } },
          { name: 'At night', value: 'call.time', when: { is: 'between', from: '22:00', to: '6:00' } },
          { name: 'Much', value: 'caller.name', when: { is: 'after', than: '3' } },
        ],
      },
      position: place(2),
    },
  ],
  edges: [
    { from: 'in', exit: 'next', to: 'set' },
    { from: 'set', exit: 'next', to: 'condition' },
    { from: 'condition', exit: 'is-friends', to: 'voicemail' },
  ],
}

/** A web service that is asked with everything that can be said to it, and a text of two messages. */
export const outsideDrawing: Flow = {
  ...salesDrawing,
  name: 'Look up',
  nodes: [
    ...salesDrawing.nodes.filter(({ id }) => id !== 'chain'),
    {
      id: 'crm',
      kind: 'webhook',
      title: 'Who is it?',
      config: {
        url: 'https://crm.example.com/callers?number={{caller.number | unknown}}',
        headers: [
          { kind: 'text', name: 'X-Line', value: '{{number.name}}' },
          { kind: 'secret', name: 'Authorization', before: 'Bearer ', secret: 'crm-key' },
        ],
        body: '{\n  "from": "{{caller.number | unknown}}",\n  "day": "{{call.weekday | today}}"\n}',
        seconds: 10,
        retries: 1,
        keeps: [
          { name: 'customer', pointer: '/customer/name' },
          { name: 'order', pointer: '/orders/0/id', as: 'digits' },
          { name: 'token', pointer: '/token', as: 'secret' },
        ],
      },
      position: place(1),
    },
    {
      id: 'text',
      kind: 'send-text',
      title: 'Send the address',
      config: {
        words: `Thank you for calling {{number.name}}, {{crm.customer | neighbour}}! ${'You find us at Harbour Street 12, next to the old crane. '.repeat(3)}`,
      },
      position: place(2),
    },
    {
      id: 'tell',
      kind: 'send-text',
      title: 'Tell the team',
      config: { to: { kind: 'members', members: [ana.member, ben.member] }, words: 'A call from {{caller.name}}.' },
      position: place(3),
    },
  ],
  edges: [
    { from: 'in', exit: 'next', to: 'crm' },
    { from: 'crm', exit: 'ok', to: 'text' },
    { from: 'crm', exit: 'error', to: 'voicemail' },
    { from: 'text', exit: 'sent', to: 'tell' },
    { from: 'tell', exit: 'sent', to: 'voicemail' },
  ],
}

/** Calls that ring some at a time, then a group after them, then somebody outside. */
export const ringingDrawing: Flow = {
  ...salesDrawing,
  name: 'Everybody, then outside',
  nodes: [
    ...salesDrawing.nodes.filter(({ id }) => id !== 'chain'),
    {
      id: 'turns',
      kind: 'ring-group',
      title: 'Everybody, two at a time',
      config: {
        who: { kind: 'everyone' },
        seconds: 15,
        order: { kind: 'rotating', atOnce: 2 },
        then: [{ who: { kind: 'members', members: [longName.member] }, seconds: 20 }],
        talking: 'ring',
      },
      position: place(1),
    },
    {
      id: 'outside',
      kind: 'forward',
      title: 'The answering service',
      config: { to: '+44 20 7946 0123', name: 'Answering service', seconds: 25, confirm: 'none' },
      position: place(2),
    },
  ],
  edges: [
    { from: 'in', exit: 'next', to: 'turns' },
    { from: 'turns', exit: 'no-answer', to: 'outside' },
    { from: 'outside', exit: 'no-answer', to: 'voicemail' },
  ],
}

/** Every kind of node as it is when it was just added, and with what a note and long words make of it. */
export const eachKind: readonly { readonly kind: string; readonly flow: Flow; readonly node: FlowNode }[] = Object.keys(
  definitions,
).map((kind) => {
  const nothing: Flow = { format: 1, name: 'Kinds', nodes: [], edges: [] }
  const node: FlowNode = { ...newNode(nothing, kind), position: place(0) }
  const noted: FlowNode = {
    ...node,
    id: 'noted',
    title: 'A title in the admin’s own words, as long as a title can be before it is cut',
    position: place(0, 0.9),
    note: 'Notes: callers never hear this.',
  }
  return { kind, node, flow: { ...nothing, nodes: [node, noted] } }
})

/** A caller check that asks for everything that it can ask for. */
export const checkingCallers: Flow = {
  format: 1,
  name: 'Who calls',
  nodes: [
    {
      id: 'check',
      kind: 'caller-check',
      title: 'Who calls?',
      config: {
        matches: [
          { id: '1', name: 'Our best customers', who: { is: 'vip' } },
          { id: '2', name: 'Suppliers', who: { is: 'tagged', tag: 'tag-2' } },
          { id: '3', name: 'A tag that is gone', who: { is: 'tagged', tag: 'gone' } },
          { id: '4', name: 'Germany', who: { is: 'country', country: 'DE' } },
          { id: '5', name: 'Berlin', who: { is: 'area', begins: '+4930' } },
          { id: '6', name: 'The bank', who: { is: 'numbers', numbers: ['+12025550199', ''] } },
        ],
      },
      position: place(0),
    },
  ],
  edges: [],
}
