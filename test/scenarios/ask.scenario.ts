import { branching, type Drawn } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

const voicemail: Drawn = ['voicemail', { greeting: 'Please leave a message.' }]
const orderNumber = 'Please enter your order number, then the pound key.'
const order = branching(
  'Orders',
  {
    order: [
      'ask',
      { text: orderNumber, takes: { kind: 'digits', fewest: 4, most: 8, readBack: 'yes' }, wait: 2, tries: 2 },
    ],
    told: ['play', { text: 'We look for order {{order.answer}}.' }],
    voicemail,
  },
  { 'order.answered': 'told', 'order.invalid': 'voicemail', 'order.no-input': 'voicemail' },
)

scenario(
  '[pitfall 20] A number is read back digit by digit, corrected, and said again later in the call',
  { flow: order, drivers: everywhere },
  async ({ caller, call }) => {
    await caller.dials()
    await caller.hears(orderNumber)
    await caller.presses('4712#')
    await caller.hears('You entered 4 7 1 2.')
    await caller.presses('2')
    await caller.hearsAgain(orderNumber)
    await caller.presses('4711#')
    await caller.hears('You entered 4 7 1 1.')
    await caller.presses('1')
    await caller.hears('We look for order 4 7 1 1.')
    await caller.isLeftAlone()
    await call.isCompleted()
    await call.storySays(/enters 4711/)
  },
)

scenario(
  '[pitfall 20] Too few digits are no answer: the caller is asked again, then goes on without one',
  { flow: order },
  async ({ caller, call, clock }) => {
    await caller.dials()
    await caller.hears(orderNumber)
    await caller.presses('47#')
    await caller.hears('Sorry, that is not a valid answer.')
    await caller.presses('4')
    await clock.passes('4s')
    await caller.hears('Please leave a message.')
    await caller.hangsUp()
    await call.storySays(/no valid answer/)
    await call.isMissed()
  },
)

scenario(
  '[pitfall 20] A pause ends a number, and as many digits as it may have do',
  { flow: order },
  async ({ caller, clock }) => {
    await caller.dials()
    await caller.hears(orderNumber)
    await caller.presses('4711')
    await clock.passes('5s')
    await caller.hears('You entered 4 7 1 1.')
    await caller.presses('2')
    await caller.hearsAgain(orderNumber)
    await caller.presses('12345678')
    await caller.hears('You entered 1 2 3 4 5 6 7 8.')
    await caller.hangsUp()
  },
)

scenario(
  '[pitfall 20] Whoever does not answer is asked again, and goes on after the last time',
  { flow: order },
  async ({ caller, call, clock }) => {
    await caller.dials()
    await clock.passes('6s')
    await caller.hears('Sorry, I did not hear an answer.')
    await clock.passes('8s')
    await caller.hears('Please leave a message.')
    await caller.hangsUp()
    await call.storySays(/does not answer/)
  },
)

scenario(
  '[pitfall 20] A caller who hangs up amid their number has left before anybody was reached',
  { flow: order },
  async ({ caller, call, clock }) => {
    await caller.dials()
    await caller.hears(orderNumber)
    await caller.presses('47')
    await clock.passes('1s')
    await caller.hangsUp()
    await call.isAbandoned()
  },
)

const pin = branching(
  'Door',
  {
    pin: ['ask', { text: 'Your PIN, please.', takes: { kind: 'secret-digits', fewest: 4, most: 4 }, wait: 2 }],
    open: ['play', { text: 'The door is open.' }],
  },
  { 'pin.answered': 'open' },
)

scenario(
  '[pitfall 20] Of a secret number no more is known afterwards than that it was entered',
  { flow: pin, drivers: everywhere },
  async ({ caller, call }) => {
    await caller.dials()
    await caller.hears('Your PIN, please.')
    await caller.presses('2580')
    await caller.hears('The door is open.')
    await caller.isLeftAlone()
    await call.isCompleted()
    await call.storySays(/a number that is kept secret/)
    await call.nothingKeeps('2580')
  },
)

const wish = branching(
  'Wishes',
  {
    wish: ['ask', { text: 'What can we do for you?', takes: { kind: 'words', readBack: 'yes' }, wait: 3, tries: 2 }],
    told: ['play', { text: 'We have noted: {{wish.answer}}.' }],
  },
  { 'wish.answered': 'told' },
)

scenario(
  '[pitfall 20] What a caller says is read back, and yes is enough',
  { flow: wish, drivers: everywhere },
  async ({ caller, call, clock }) => {
    await caller.dials()
    await caller.hears('What can we do for you?')
    await clock.passes('2s')
    await caller.says('A new tyre')
    await caller.hears('You said: A new tyre.')
    await clock.passes('1s')
    await caller.says('Yes, right')
    await caller.hears('We have noted: A new tyre.')
    await caller.isLeftAlone()
    await call.storySays(/says “.?A new tyre/)
  },
)
