import { branching, drawn } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

const SERVICE = '+12025550177'
const forwarded = drawn(
  'Forwarded',
  ['forward', { to: '+1 202 555 0177', name: 'Answering service', seconds: 20 }],
  ['voicemail', { greeting: 'The answering service cannot take your call.' }],
)

/** Says by which exit a call goes on. */
const exits = branching(
  'Exits',
  {
    forward: ['forward', { to: '+1 202 555 0177', name: 'Answering service', seconds: 20 }],
    quiet: ['play', { text: 'They do not answer.' }],
    busy: ['play', { text: 'They are talking.' }],
    no: ['play', { text: 'They do not want to talk.' }],
    gone: ['play', { text: 'They cannot be reached.' }],
    voicemail: ['voicemail', { greeting: 'Please leave a message.' }],
  },
  {
    'forward.no-answer': 'quiet',
    'forward.busy': 'busy',
    'forward.declined': 'no',
    'forward.failed': 'gone',
    'quiet.next': 'voicemail',
    'busy.next': 'voicemail',
    'no.next': 'voicemail',
    'gone.next': 'voicemail',
  },
)

scenario(
  '[pitfall 14] A call is forwarded to somebody outside, who presses 1 and talks with the caller',
  { flow: forwarded, drivers: everywhere },
  async ({ caller, outside, call }) => {
    const service = outside(SERVICE)
    await caller.dials()
    await service.phoneRings()
    await caller.hearsRinging()
    await service.answers()
    await caller.isTalkingTo(service)
    await service.hangsUp()
    await call.isAnswered()
    await call.storySays(/Answering service’s phone rings for 20 s/)
    await call.storySays(/Answering service accepts/)
  },
)

scenario(
  '[pitfall 16] The number outside is busy: the call goes on at once, and not by “Declined”',
  {
    flow: exits,
    drivers: everywhere,
  },
  async ({ caller, outside, call }) => {
    await outside(SERVICE).isBusy()
    await caller.dials()
    await caller.hears('They are talking.')
    await call.storySays(/Answering service was busy/)
  },
)

scenario(
  '[W15] Somebody outside declines: the call goes on by “Declined”',
  { flow: exits, drivers: everywhere },
  async ({ caller, outside, clock }) => {
    const service = outside(SERVICE)
    await caller.dials()
    await service.phoneRings()
    await clock.passes('1s')
    await service.declines()
    await caller.hears('They do not want to talk.')
  },
)

scenario(
  '[pitfall 4] The number outside cannot be reached: the call goes on by “Cannot be reached”',
  { flow: exits, drivers: everywhere },
  async ({ caller, outside, call }) => {
    await outside(SERVICE).switchesPhoneOff()
    await caller.dials()
    await caller.hears('They cannot be reached.')
    await call.storySays(/Answering service could not be reached/)
  },
)

scenario(
  '[pitfall 4] The carrier refuses to call the number outside: the call goes on by “Cannot be reached”',
  { flow: exits },
  async ({ caller, outside }) => {
    await outside(SERVICE).cannotBeDialled()
    await caller.dials()
    await caller.hears('They cannot be reached.')
    await outside(SERVICE).phoneStaysSilent()
  },
)

scenario(
  '[W15] Nobody outside answers: the caller hears ringing for the whole time, and goes on by “Nobody answers”',
  { flow: exits },
  async ({ caller, outside, clock, call }) => {
    const service = outside(SERVICE)
    await caller.dials()
    await service.phoneRings()
    await clock.passes('19s')
    await caller.hearsRinging()
    await clock.passes('1s')
    await caller.hears('They do not answer.')
    await service.phoneStops()
    await caller.wasNeverLeftInSilence()
    await caller.hangsUp()
    await call.isMissed()
  },
)

scenario(
  '[pitfall 1] The voicemail of a mobile outside answers and presses nothing: it does not get the caller',
  { flow: exits },
  async ({ caller, outside, clock, call }) => {
    const service = outside(SERVICE)
    await service.hasAnAnsweringMachine()
    await caller.dials()
    await service.phoneRings()
    await clock.passes('5s')
    await caller.hearsRinging()
    await clock.passes('10s')
    await caller.hears('They do not answer.')
    await call.storySays(/Answering service picked up but did not accept/)
  },
)

scenario(
  '[pitfall 5] The caller hangs up while it rings outside: that phone stops, and nobody was reached',
  { flow: forwarded, drivers: everywhere },
  async ({ caller, outside, call }) => {
    const service = outside(SERVICE)
    await caller.dials()
    await service.phoneRings()
    await caller.hangsUp()
    await service.phoneStops()
    await call.isAbandoned()
  },
)

scenario(
  '[pitfall 1] Where picking up is enough, whoever picks up outside talks with the caller',
  {
    flow: drawn('On pick-up', ['forward', { to: 'sip:desk@service.example', confirm: 'none' }], ['hang-up']),
  },
  async ({ caller, outside, call }) => {
    const desk = outside('sip:desk@service.example')
    await caller.dials()
    await desk.phoneRings()
    await desk.picksUp()
    await caller.isTalkingTo(desk)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 17] A call is never forwarded to whoever is calling, and the story says so',
  { flow: exits },
  async ({ anotherCaller, outside }) => {
    const caller = anotherCaller(SERVICE)
    await caller.dials()
    await caller.hears('They cannot be reached.')
    await outside(SERVICE).phoneStaysSilent()
    await caller.call.storySays(/Answering service is skipped: it is the number that is calling/)
  },
)

scenario(
  '[S4] Two callers are forwarded to the same switchboard at the same time',
  { flow: forwarded },
  async ({ caller, anotherCaller, outside }) => {
    const service = outside(SERVICE)
    const second = anotherCaller()
    await caller.dials()
    await service.phoneRings()
    await service.answers()
    await caller.isTalkingTo(service)
    await second.dials()
    await service.phoneRang(2)
    await second.hearsRinging()
  },
)
