import { describe, expect, test } from 'vitest'
import { studioFlow, studioFlows, widget } from '../../testing/studio-flows.ts'
import { check } from '../check.ts'
import { readDocument, type FlowDocument } from '../document.ts'
import type { Flow } from '../flow.ts'
import { importStudio, type ImportedWidget } from './import-studio.ts'

describe('a Studio flow', () => {
  test('of a menu becomes a phone menu with its keys, words and second tries', () => {
    const { flow, of } = imported(studioFlows.frontDesk)
    expect(node(flow, 'main_menu')).toMatchObject({
      kind: 'phone-menu',
      config: {
        text: 'For sales, press 1 or say sales. For repairs, press 2.',
        keys: [
          { key: '1', name: 'Sales', words: 'sales' },
          { key: '2', name: 'The workshop', words: '' },
        ],
        wait: 6,
        tries: 3,
        silent: 'I did not hear you.',
      },
    })
    expect(ways(flow, 'main_menu')).toEqual({
      'key-1': 'sales',
      'key-2': 'repairs',
      invalid: 'hang-up',
      'no-input': 'hang-up',
    })
    expect(flow.nodes.map(({ id }) => id)).not.toContain('by_key')
    expect(of('by_key')).toMatchObject({ result: 'carried', nodes: [], reason: expect.stringContaining('“main_menu”') })
    expect(of('not_heard').reason).toContain('before “main_menu” asks again')
    expect(of('main_menu').reason).toContain('asked 3 times')
  })

  test('that branches by how a forward went has those branches as its exits', () => {
    const { flow, of } = imported(studioFlows.frontDesk)
    expect(node(flow, 'sales')).toMatchObject({
      kind: 'forward',
      config: { to: '+442079460000', seconds: 20, shows: 'caller', confirm: 'none' },
    })
    expect(ways(flow, 'sales')).toEqual({
      'no-answer': 'message',
      busy: 'message',
      declined: 'message',
      failed: 'message',
    })
    expect(of('how_it_went').result).toBe('carried')
  })

  test('speaks as most of it does, and its widgets only where they speak otherwise', () => {
    const { flow } = imported(studioFlows.frontDesk)
    expect(node(flow, 'incoming-call').config).toEqual({ language: 'en-GB' })
    expect(node(flow, 'welcome')).toMatchObject({ config: { text: 'Welcome to Harbour Bikes.', voice: 'man' } })
    expect(flow.layout['welcome']).toEqual({ x: 20, y: 200 })
  })

  test('has a draft with which nothing is wrong where all of it has a counterpart', () => {
    expect(errors(imported(studioFlows.frontDesk).flow)).toEqual([])
    expect(errors(imported(studioFlows.spokenChoice).flow)).toEqual([])
  })

  test('that is answered by voice alone has keys for its words', () => {
    const { flow, of } = imported(studioFlows.spokenChoice)
    expect(ways(flow, 'incoming-call')).toEqual({ next: 'who' })
    expect(node(flow, 'who')).toMatchObject({
      config: {
        keys: [
          { key: '1', name: 'To sales', words: 'sales' },
          { key: '2', name: 'To support', words: 'support, help me' },
        ],
        tries: 1,
      },
    })
    expect(of('recording')).toMatchObject({ result: 'left-out', nodes: [] })
    expect(of('who').reason).toContain('Key 1 stands for “sales”, too')
  })

  test('that calls SIP addresses or several numbers calls them one after another, without any password', () => {
    const { flow, of } = imported(studioFlows.spokenChoice)
    expect(node(flow, 'to_sales')).toMatchObject({ config: { to: 'sip:sales@pbx.example.com' } })
    expect(JSON.stringify(flow)).not.toContain('hunter2')
    expect(of('to_sales').reason).toContain('password of the SIP address are left out')
    expect(of('to_support').nodes).toEqual(['to_support', 'to_support-then1'])
    expect(ways(flow, 'to_support')).toMatchObject({ 'no-answer': 'to_support-then1', busy: 'to_support-then1' })
    expect(node(flow, 'to_support')).toMatchObject({ config: { seconds: 120 } })
  })

  test('that looks something up keeps of the answer what it uses, and sends no password', () => {
    const { flow, of } = imported(studioFlows.orderStatus)
    expect(node(flow, 'ask_order')).toMatchObject({
      kind: 'ask',
      config: { takes: { kind: 'digits', fewest: 1, most: 8, ends: '#' }, wait: 10, tries: 3 },
    })
    expect(node(flow, 'look_up')).toMatchObject({
      kind: 'webhook',
      config: {
        method: 'POST',
        url: 'https://shop.example.com/orders?from={{caller.number | }}',
        body: '{"order": "{{ask_order.answer | }}", "city": ""}',
        keeps: [
          { name: 'order-state', pointer: '/order/state' },
          { name: 'order-parcels-0-id', pointer: '/order/parcels/0/id' },
          { name: 'total', pointer: '/total' },
        ],
      },
    })
    expect(of('look_up').reason).toContain('“trigger.call.FromCity”')
    expect(of('look_up').reason).toContain('keep them as a secret')
    expect(node(flow, 'keep')).toMatchObject({
      config: {
        values: [
          { name: 'v-2nd_state', text: '{{look_up.order-state | unknown}}' },
          { name: 'tries', text: '{{flow.tries | }}' },
        ],
      },
    })
    expect(node(flow, 'tell')).toMatchObject({
      config: { text: 'Order {{ask_order.answer | }} is {{flow.v-2nd_state | }}.' },
    })
    expect(node(flow, 'which')).toMatchObject({
      config: {
        rows: [
          { name: 'On its way', value: 'flow.v-2nd_state', when: { is: 'equal', to: 'sent' } },
          { value: 'look_up.order-parcels-0-id', when: { is: 'known' } },
          { value: 'look_up.total', when: { is: 'after', than: '100' } },
        ],
      },
    })
  })

  test('leaves to be written what only its sound files say, and check asks for it', () => {
    const { flow, of } = imported(studioFlows.orderStatus)
    expect(of('trouble').reason).toContain('https://files.example.com/trouble.mp3')
    expect(errors(flow)).toEqual([
      ['keep', 'values[1].text', expect.stringContaining('No call knows “flow.tries” here')],
      ['trouble', 'text', 'Write what the caller should hear.'],
    ])
  })

  test('keeps every branch of what it compares, and check asks what cannot be told', () => {
    const { flow, of } = imported(studioFlows.afterHours)
    expect(node(flow, 'open')).toMatchObject({
      config: {
        rows: [
          { name: 'true', value: 'is_open.open', when: { is: 'equal', to: 'true' } },
          { value: 'caller.number', when: { is: 'like', pattern: '+31*' } },
          { value: '', when: { is: 'before', than: '17:00' } },
          { value: 'caller.number', when: {} },
          { name: 'Not does not contain spam', value: 'caller.name', when: { is: 'like', pattern: '*spam*' } },
        ],
      },
    })
    expect(ways(flow, 'open')).toMatchObject({ 'is-not-does-not-contain-spam': 'closed_text', else: 'day_flow' })
    expect(of('open').reason).toContain('“flow.data.now”')
    expect(of('open').reason).toContain('“regex”')
    expect(errors(flow)).toEqual([
      ['open', 'rows[2].value', 'Choose a value.'],
      ['open', 'rows[3].when.is', 'Choose what is asked of the value.'],
      ['day_flow', 'flow', 'Choose a flow.'],
      ['tell_owner', 'to.members', 'Choose at least one person.'],
    ])
  })

  test('that runs functions asks a web service that has to be found, and tells callers by text', () => {
    const { flow, of } = imported(studioFlows.afterHours)
    expect(node(flow, 'is_open')).toMatchObject({
      kind: 'webhook',
      config: { url: 'https://desk-1234.twil.io/hours', body: '{"from":"{{caller.number | }}"}' },
    })
    expect(of('is_open').reason).toContain('A function runs at Twilio')
    expect(node(flow, 'closed_text')).toMatchObject({
      config: { to: { kind: 'caller' }, words: 'We are closed, {{caller.name | hello}}.' },
    })
    expect(of('closed_text').reason).toContain('picture or file is left out')
  })

  test('of messages alone hangs up on calls, and says so', () => {
    const { flow, of } = imported(studioFlows.messagesOnly)
    expect(flow.edges).toEqual([{ from: 'incoming-call', exit: 'next', to: 'hang-up' }])
    expect(of('Trigger').reason).toContain('the call is hung up')
    expect(of('ask')).toMatchObject({
      result: 'left-out',
      reason: expect.stringContaining('No incoming call comes to it'),
    })
  })

  test('that begins otherwise begins with what comes first, and its circles are there to be mended', () => {
    const { flow, of } = imported(studioFlows.retries)
    expect(ways(flow, 'incoming-call')).toEqual({ next: 'request' })
    expect(of('Trigger').reason).toContain('what follows “incomingRequest” does here')
    expect(node(flow, 'request')).toMatchObject({
      config: { method: 'GET', url: 'https://api.example.com/ready?who={{caller.number | }}', body: '' },
    })
    expect(ways(flow, 'again')).toEqual({ 'is-greater-than-3': 'hold', else: 'request' })
    expect(
      errors(flow)
        .map(([, , message]) => message)
        .join(' '),
    ).toContain('A call would loop here forever')
  })

  test('has one line of report for each widget, whatever became of it', () => {
    for (const flow of Object.values(studioFlows)) {
      const { report } = imported(flow)
      expect(report.map((one) => one.widget)).toEqual(flow.states.map(({ name }) => name))
      expect(report.every(({ reason }) => reason.endsWith('.'))).toBe(true)
    }
  })

  test('is found in what the API answers with, too', () => {
    const { flow } = imported({ sid: 'FW0', definition: studioFlows.frontDesk })
    expect(flow.name).toBe('Front desk')
    expect(imported({ definition: JSON.stringify(studioFlows.frontDesk) }).flow).toEqual(flow)
  })

  test('with many branches has several conditions, one behind the other', () => {
    const rows = Array.from(
      { length: 45 },
      (_, at) => ['match', 'end', ['trigger.call.From', 'equal_to', `+1202555${1000 + at}`]] as const,
    )
    const { flow } = imported(
      studioFlow(
        'Many',
        [['incomingCall', 'which']],
        [
          widget('which', 'split-based-on', {}, [['noMatch', 'end'], ...rows]),
          widget('end', 'say-play', { say: 'Bye.' }),
        ],
      ),
    )
    expect(flow.nodes.filter(({ kind }) => kind === 'condition').map(({ id }) => id)).toEqual([
      'which',
      'which-more1',
      'which-more2',
    ])
    expect(ways(flow, 'which-more2')).toMatchObject({ else: 'end' })
    expect(errors(flow)).toEqual([])
  })
})

describe('what is no flow of Studio', () => {
  test.each<[string, unknown, string]>([
    ['nothing', null, 'no list of “states”'],
    ['one of ours', { format: 2, name: 'x', nodes: [], edges: [] }, 'no list of “states”'],
    ['an empty one', { states: [] }, 'has no widgets'],
    ['a huge one', { states: Array.from({ length: 501 }, (_, n) => widget(`w${n}`, 'say-play', {})) }, '501 widgets'],
    [
      'one with a huge widget',
      {
        states: [
          widget(
            'w',
            'say-play',
            {},
            Array.from({ length: 201 }, () => ['next'] as const),
          ),
        ],
      },
      '201 transitions',
    ],
  ])('%s is refused in words', (_sentence, json, why) => {
    const read = importStudio(json)
    expect(read.ok ? 'read' : read.why).toContain(why)
  })
})

function imported(json: unknown) {
  const made = importStudio(json)
  if (!made.ok) throw new Error(made.why)
  const of = (name: string): ImportedWidget => {
    const found = made.report.find(({ widget: own }) => own === name)
    if (!found) throw new Error(`no report of ${name}`)
    return found
  }
  return { ...made, of }
}

function node(flow: FlowDocument, id: string) {
  const found = flow.nodes.find((one) => one.id === id)
  if (!found) throw new Error(`no node ${id}`)
  return found
}

function ways({ edges }: FlowDocument, id: string): Record<string, string> {
  return Object.fromEntries(edges.flatMap(({ from, exit, to }) => (from === id ? [[exit, to]] : [])))
}

function errors(document: FlowDocument): readonly (readonly [string | null, string, string])[] {
  return check(flowOf(document), { people: null }).flatMap(({ node: at, field, severity, message }) =>
    severity === 'error' ? [[at, field, message] as const] : [],
  )
}

function flowOf(document: FlowDocument): Flow {
  const read = readDocument(document)
  if (!read.ok) throw new Error('it does not read')
  return read.flow
}
