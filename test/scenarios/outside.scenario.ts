import type { Flow } from '#flows/language/flow.ts'
import { SERVICE } from '#test/drivers/service.ts'
import { everywhere, scenario } from './scenario.ts'

const CALLER = '+12025550150'

/** Asks who calls, then greets by name and rings; says so where nobody can be asked. */
function lookUp(name: string, settings: object = {}): Flow {
  return flow(
    name,
    [
      ['in', 'incoming-call', {}],
      ['hello', 'play', { text: 'Welcome to Harbour Bikes.' }],
      [
        'crm',
        'webhook',
        {
          url: `${SERVICE}/callers?number={{caller.number | unknown}}`,
          body: '{"line": "{{number.name}}", "caller": "{{caller.number | unknown}}"}',
          keeps: [
            { name: 'customer', pointer: '/customer/name' },
            { name: 'token', pointer: '/token', as: 'secret' },
          ],
          ...settings,
        },
      ],
      ['greet', 'play', { text: 'Hello {{crm.customer | there}}.' }],
      ['ring', 'ring-group', { seconds: 10 }],
      ['sorry', 'play', { text: 'We could not look you up.' }],
      ['late', 'play', { text: 'Our computer is slow today.' }],
      ['end', 'hang-up', {}],
    ],
    {
      'in next': 'hello',
      'hello next': 'crm',
      'crm ok': 'greet',
      'crm error': 'sorry',
      'crm timeout': 'late',
      'greet next': 'ring',
      'sorry next': 'ring',
      'late next': 'ring',
      'ring no-answer': 'end',
      'ring declined': 'end',
      'ring nobody': 'end',
    },
  )
}

const quickly = lookUp('Look up')

scenario(
  '[S4] A caller is greeted by what a web service knows of them, and rung for afterwards',
  { flow: quickly },
  async ({ caller, ben, call, service, clock }) => {
    await service.answers({ body: { customer: { name: 'Maria' }, token: 'not to be told' } })
    await caller.dials()
    await caller.hears('Welcome to Harbour Bikes.')
    await service.isAskedFor(`/callers?number=${encodeURIComponent(CALLER)}`, { line: 'Look up', caller: CALLER })
    await caller.hears('Hello Maria.')
    await clock.passes('3s')
    await ben.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await caller.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ringdown asks .*: it answers/)
    await call.storyNeverSays(/not to be told|customer/)
    await service.wasAsked(1)
  },
)

scenario(
  '[pitfall 10] A web service that is slow has the caller wait in quiet, who is told so, and the call goes on by its answer',
  // in virtual time an activity cannot take any
  { flow: quickly, drivers: ['fast', 'stack'] },
  async ({ caller, ben, service, clock }) => {
    await service.answers({ after: 4000, body: {} })
    await caller.dials()
    await clock.passes('4s')
    await caller.hears('One moment, please.')
    await clock.passes('3s')
    await caller.hears('Hello there.')
    await clock.passes('2s')
    await ben.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await caller.hangsUp()
  },
)

scenario(
  '[pitfall 10] A web service that fails has an exit of its own, and its caller does not hear why',
  { flow: quickly },
  async ({ caller, call, service, clock }) => {
    await service.answers({ status: 500 })
    await caller.dials()
    await clock.passes('3s')
    await caller.hears('We could not look you up.')
    await caller.hangsUp()
    await call.isAbandoned()
    await call.storySays(/Ringdown asks .*: it fails \(it answered 500\)/)
  },
)

scenario(
  '[pitfall 10] A web service is asked again, and one that does not answer at all has an exit of its own',
  { flow: lookUp('Fails', { retries: 1, seconds: 2 }), drivers: ['fast'] },
  async ({ caller, anotherCaller, service, clock }) => {
    const second = anotherCaller()
    await service.answers({ status: 500 }, { status: 503 }, { after: 60_000 })
    await caller.dials()
    await clock.passes('5s')
    await caller.hears('We could not look you up.')
    await caller.hangsUp()
    await service.wasAsked(2)
    await second.dials()
    await clock.passes('10s')
    await second.hears('Our computer is slow today.')
    await second.hangsUp()
    await second.call.storySays(/Ringdown asks .*: no answer in time/)
  },
)

scenario(
  '[W15] A web service that is asked after phones have rung is asked while the caller still hears ringing',
  {
    flow: flow(
      'Tell',
      [
        ['in', 'incoming-call', {}],
        ['ring', 'ring-group', { seconds: 5 }],
        [
          'tell',
          'webhook',
          { url: `${SERVICE}/missed`, body: '{"caller": "{{caller.number | unknown}}"}', seconds: 8 },
        ],
        ['done', 'voicemail', { greeting: 'Please leave a message.' }],
      ],
      {
        'in next': 'ring',
        'ring no-answer': 'tell',
        'ring declined': 'tell',
        'ring nobody': 'tell',
        'tell ok': 'done',
        'tell error': 'done',
        'tell timeout': 'done',
      },
    ),
    drivers: ['fast'],
  },
  async ({ caller, call, service, clock }) => {
    await service.answers({ after: 6000 })
    await caller.dials()
    await clock.passes('12s')
    await service.isAskedFor('/missed', { caller: CALLER })
    await caller.hears('One moment, please.')
    await caller.leavesMessage('Please call me back.')
    await call.isMissed()
    await call.hasVoicemail()
  },
)

scenario(
  '[pitfall 10] A caller who hangs up while a web service is asked leaves nobody waiting',
  { flow: quickly, drivers: ['fast'] },
  async ({ caller, call, service, clock }) => {
    await service.answers({ after: 4000 })
    await caller.dials()
    await clock.passes('3s')
    await caller.hangsUp()
    await call.isOverAtOnce()
    await call.isAbandoned()
  },
)

/** Texts the caller, and Ana; says what came of the first. */
const texting = flow(
  'Text',
  [
    ['in', 'incoming-call', {}],
    ['text', 'send-text', { words: 'Thank you for calling {{number.name}} from {{caller.number | somewhere}}.' }],
    ['sent', 'play', { text: 'We have sent you a text.' }],
    ['blocked', 'play', { text: 'We may not text you.' }],
    ['failed', 'play', { text: 'The text could not be sent.' }],
    ['end', 'hang-up', {}],
  ],
  {
    'in next': 'text',
    'text sent': 'sent',
    'text blocked': 'blocked',
    'text failed': 'failed',
    'sent next': 'end',
    'blocked next': 'end',
    'failed next': 'end',
  },
)

scenario(
  '[S1] A caller gets one text from the number that was dialled, and the story tells what it says',
  { flow: texting, drivers: everywhere },
  async ({ caller, call, texts }) => {
    await caller.dials()
    await caller.hears('We have sent you a text.')
    await texts.come(CALLER, `Thank you for calling Text from ${CALLER}.`)
    await caller.isLeftAlone()
    await call.isCompleted()
    await call.storySaysOnce(/^.*text is sent to the caller: “/i)
  },
)

scenario(
  '[pitfall 23] Whoever has opted out gets no text, and neither does whoever withholds their number',
  { flow: texting },
  async ({ caller, anotherCaller, call, texts }) => {
    const hidden = anotherCaller(null)
    await texts.areUnwantedBy(CALLER)
    await caller.dials()
    await caller.hears('We may not text you.')
    await caller.isLeftAlone()
    await texts.areNone(CALLER)
    await call.storySays(/no text is sent to the caller: they want no texts/i)
    await hidden.dials()
    await hidden.hears('We may not text you.')
    await hidden.isLeftAlone()
  },
)

function flow(
  name: string,
  nodes: readonly (readonly [id: string, kind: string, config: object])[],
  edges: Readonly<Record<string, string>>,
): Flow {
  return {
    format: 1,
    name,
    nodes: nodes.map(([id, kind, config], at) => ({
      id,
      kind,
      title: `${id} of ${name}`,
      config: { ...config },
      position: { x: at, y: 0 },
    })),
    edges: Object.entries(edges).map(([from, to]) => {
      const [id = '', exit = ''] = from.split(' ')
      return { from: id, exit, to }
    }),
  }
}
