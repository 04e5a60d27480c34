import { branching, type Drawn } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

const question = 'For sales, press 1 or say sales. For the workshop, press 2.'
const keys = [
  { key: '1', name: 'Sales', words: 'sales' },
  { key: '2', name: 'Workshop', words: 'workshop, repair' },
]
const menu: Drawn = [
  'phone-menu',
  { text: question, keys, wait: 2, tries: 2, invalid: 'There is nothing behind that.' },
]
const voicemail: Drawn = ['voicemail', { greeting: 'Please leave a message.' }]
const bye: Drawn = ['play', { text: 'Thank you. Goodbye.' }]

const shop = branching(
  'Shop',
  { menu, ring: ['ring-group', { seconds: 10 }], workshop: ['play', { text: 'The workshop is closed.' }], voicemail },
  {
    'menu.key-1': 'ring',
    'menu.key-2': 'workshop',
    'menu.invalid': 'voicemail',
    'menu.no-input': 'voicemail',
    'ring.no-answer': 'voicemail',
    'ring.declined': 'voicemail',
    'ring.nobody': 'voicemail',
    'workshop.next': 'voicemail',
  },
)

scenario(
  '[pitfall 20] A caller need not hear a menu to its end: a key cuts it short and leads where it says',
  { flow: shop, drivers: everywhere },
  async ({ caller, ana, call, clock }) => {
    await caller.dials()
    await caller.hears(question)
    await clock.passes('1s')
    await caller.presses('1')
    await ana.phoneRings('2s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await ana.hangsUp()
    await caller.isLeftAlone()
    await call.isAnswered()
    await call.storySays(/is asked “.?For sales/)
    await call.storySays(/presses 1: “.?Sales/)
  },
)

scenario(
  '[pitfall 20] A key that the menu does not have is told as such, and the menu is read again',
  { flow: shop, drivers: everywhere },
  async ({ caller, call }) => {
    await caller.dials()
    await caller.hears(question)
    await caller.presses('7')
    await caller.hears('There is nothing behind that.')
    await caller.hearsAgain(question)
    await caller.presses('2')
    await caller.hears('The workshop is closed.')
    await caller.isAskedForAMessage()
    await caller.hangsUp()
    await call.isMissed()
  },
)

scenario(
  '[pitfall 20] Two wrong keys, and the caller goes the way of those who choose nothing that counts',
  { flow: shop },
  async ({ caller, call }) => {
    await caller.dials()
    await caller.hears(question)
    await caller.presses('7')
    await caller.hears('There is nothing behind that.')
    await caller.presses('*')
    await caller.hears('Please leave a message.')
    await caller.hasHeard('Sorry, I did not hear an answer.', 0)
    await caller.hangsUp()
    await call.storySays(/no valid answer/)
  },
)

scenario(
  '[pitfall 20] A caller who presses nothing is asked again, and goes on after the last time',
  { flow: shop, drivers: everywhere },
  async ({ caller, ana, call, clock }) => {
    await caller.dials()
    await caller.hears(question)
    await clock.passes('6s')
    await caller.hears('Sorry, I did not hear an answer.')
    await clock.passes('9s')
    await caller.hears('Please leave a message.')
    await caller.hasHeard(question, 2)
    await caller.leavesMessage('My chain is off.')
    await ana.phoneStaysSilent()
    await call.isMissed()
    await call.storySays(/does not answer/)
  },
)

scenario(
  '[pitfall 20] What stands for a key may be said instead, in whatever sentence',
  { flow: shop, drivers: everywhere },
  async ({ caller, call }) => {
    await caller.dials()
    await caller.hears(question)
    await caller.says('I have a repair, please.')
    await caller.hears('The workshop is closed.')
    await caller.hangsUp()
    await call.storySays(/says “.?I have a repair, please.*“.?Workshop/)
  },
)

scenario('[pitfall 20] Words that stand for nothing count as a wrong key', { flow: shop }, async ({ caller }) => {
  await caller.dials()
  await caller.hears(question)
  await caller.says('Salesmanship is an art.')
  await caller.hears('There is nothing behind that.')
  await caller.presses('2')
  await caller.hears('The workshop is closed.')
  await caller.hangsUp()
})

scenario(
  '[pitfall 20] A caller who hangs up while a menu is read has left before anybody was reached',
  { flow: shop, drivers: everywhere },
  async ({ caller, ana, call }) => {
    await caller.dials()
    await caller.hears(question)
    await caller.hangsUp()
    await call.isAbandoned()
    await ana.phoneStaysSilent()
    await call.storySays(/The caller hangs up/)
  },
)

const nested = branching(
  'Two floors',
  {
    floor: [
      'phone-menu',
      {
        text: 'Press 1 for the ground floor, 2 for the first.',
        keys: [
          { key: '1', name: 'Ground' },
          { key: '2', name: 'First' },
        ],
      },
    ],
    ground: [
      'phone-menu',
      {
        text: 'Press 0 for bikes, pound for boats.',
        keys: [
          { key: '0', name: 'Bikes' },
          { key: '#', name: 'Boats' },
        ],
      },
    ],
    told: ['play', { text: 'You chose {{floor.choice}}, then {{ground.choice}}.' }],
    bye,
  },
  {
    'floor.key-1': 'ground',
    'floor.key-2': 'bye',
    'ground.key-0': 'told',
    'ground.key-#': 'told',
    'ground.invalid': 'floor',
    'told.next': 'bye',
  },
)

scenario(
  '[pitfall 20] Somebody who knows both menus presses their keys ahead, and what was chosen can be said',
  { flow: nested, drivers: everywhere },
  async ({ caller, call }) => {
    await caller.dials()
    await caller.hears('Press 1 for the ground floor')
    await caller.presses('1#')
    await caller.hears('You chose Ground, then Boats.')
    await caller.hears('Thank you. Goodbye.')
    await caller.isLeftAlone()
    await call.isCompleted()
  },
)

scenario(
  '[pitfall 20] A wrong key in the second menu may lead back to the first',
  { flow: nested },
  async ({ caller, call }) => {
    await caller.dials()
    await caller.hears('Press 1 for the ground floor')
    await caller.presses('1')
    await caller.hears('Press 0 for bikes')
    await caller.presses('555')
    await caller.hearsAgain('Press 1 for the ground floor')
    await caller.presses('2')
    await caller.hears('Thank you. Goodbye.')
    await caller.isLeftAlone()
    await call.isCompleted()
  },
)

const rated = branching(
  'Rated',
  {
    ring: ['ring-group', { seconds: 10 }],
    rate: [
      'phone-menu',
      {
        text: 'Were we of help? Press 1 for yes, 2 for no.',
        keys: [
          { key: '1', name: 'Yes' },
          { key: '2', name: 'No' },
        ],
        wait: 3,
        tries: 1,
      },
    ],
    yes: ['play', { text: 'We are glad.' }],
    no: ['play', { text: 'We are sorry.' }],
  },
  {
    'ring.answered': 'rate',
    'rate.key-1': 'yes',
    'rate.key-2': 'no',
  },
)

scenario(
  '[pitfall 20] Keys that are pressed during a talk answer no question after it',
  { flow: rated, drivers: everywhere },
  async ({ caller, ben, call, clock }) => {
    await caller.dials()
    await ben.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await caller.presses('2')
    await ben.hangsUp()
    await caller.hears('Were we of help?')
    await clock.passes('1s')
    await caller.presses('1')
    await caller.hears('We are glad.')
    await caller.isLeftAlone()
    await call.isAnswered()
  },
)
