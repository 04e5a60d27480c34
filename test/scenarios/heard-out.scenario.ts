import { branching } from '#test/builders/flows.ts'
import { SERVICE } from '#test/drivers/service.ts'
import { scenario } from './scenario.ts'

const CALLER = '+12025550150'

/** Tells a service and the caller's telephone of a call, one right after the other, with a sentence before, between and behind. */
const telling = branching(
  'Telling',
  {
    welcome: ['play', { text: 'Welcome to Harbour Bikes.' }],
    note: ['webhook', { url: `${SERVICE}/first` }],
    first: ['play', { text: 'Your call has been noted, and this sentence takes a while to say.' }],
    again: ['webhook', { url: `${SERVICE}/second` }],
    second: ['play', { text: 'We are sending you a text with all that you need to know.' }],
    text: ['send-text', { words: 'Thank you for calling.' }],
    bye: ['play', { text: 'The text is on its way. Goodbye.' }],
  },
  {
    'welcome.next': 'note',
    'note.ok': 'first',
    'first.next': 'again',
    'again.ok': 'second',
    'second.next': 'text',
    'text.sent': 'bye',
    'bye.next': 'end',
  },
)

scenario(
  '[pitfall 10] What is said between requests that are answered at once is heard to its end, and so is the goodbye',
  { flow: telling },
  async ({ caller, call, service, texts, clock }) => {
    await service.answers({ body: {} })
    await caller.dials()
    await clock.passes('3s')
    await caller.hears('Your call has been noted, and this sentence takes a while to say.')
    await clock.passes('5s')
    await caller.hears('We are sending you a text with all that you need to know.')
    await texts.come(CALLER, 'Thank you for calling.')
    await clock.passes('5s')
    await caller.hears('The text is on its way. Goodbye.')
    await caller.isLeftAlone()
    await service.wasAsked(2)
    await call.isCompleted()
  },
)
