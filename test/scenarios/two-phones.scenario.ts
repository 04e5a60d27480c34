import { drawn, sales, support } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const everyone = drawn(
  'Everyone',
  ['ring-group', { who: { kind: 'everyone' }, seconds: 20 }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)

scenario(
  '[S3, pitfall 8] Somebody in a group has two phones: both ring, and whichever they answer gets the call',
  { flow: support },
  async ({ caller, ana, ben, cy, office, clock, call }) => {
    const desk = await office.givesPhoneTo(ana)
    await caller.dials()
    await ana.phoneRings()
    await desk.phoneRings()
    await ben.phoneRings()
    await clock.passes('3s')
    await desk.answers()
    await caller.isTalkingTo(desk)
    await ana.phoneStops()
    await ben.phoneStops()
    await cy.phoneStops()
    await desk.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ana’s, Ben’s and Cy’s phones ring for 30 s/)
    await call.storySays(/Ana accepts; Ben’s and Cy’s phones stop ringing/)
  },
)

scenario(
  '[W12, pitfall 8] The first in line has two phones: both ring, and the first of them does as well',
  { flow: sales },
  async ({ caller, ana, ben, office, call }) => {
    const desk = await office.givesPhoneTo(ana)
    await caller.dials()
    await desk.phoneRings()
    await ana.phoneRings()
    await ben.phoneStaysSilent('5s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await desk.phoneStops()
    await caller.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ana’s phones ring for 20 s/)
  },
)

scenario(
  '[W13] Neither phone of the first in line is answered: the next rings when both have rung their time',
  { flow: sales },
  async ({ caller, ana, ben, office, clock, call }) => {
    const desk = await office.givesPhoneTo(ana)
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('19s')
    await desk.phoneStillRings()
    await ben.phoneStaysSilent()
    await clock.passes('1s')
    await ben.phoneRings()
    await ana.phoneStops()
    await desk.phoneStops()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await call.storySays(/Ana did not answer; Ben’s phone rings/)
  },
)

scenario(
  '[W14] Who declines on one phone has declined: their other one stops, and the next in line rings at once',
  { flow: sales },
  async ({ caller, ana, ben, office, clock, call }) => {
    const desk = await office.givesPhoneTo(ana)
    await caller.dials()
    await ana.phoneRings()
    await desk.phoneRings()
    await clock.passes('2s')
    await ana.declines()
    await ben.phoneRings('1s')
    await desk.phoneStops()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await call.storySays(/Ana declined; Ben’s phone rings/)
    await call.storyNeverSays(/Ana’s phone stops/)
  },
)

scenario(
  '[W14] Who has picked up at the desk may put the other phone away, and takes the call',
  { flow: sales },
  async ({ caller, ana, ben, office, clock }) => {
    const desk = await office.givesPhoneTo(ana)
    await caller.dials()
    await ana.phoneRings()
    await desk.picksUp()
    await ana.declines()
    await clock.passes('2s')
    await ben.phoneStaysSilent()
    await desk.presses('1')
    await caller.isTalkingTo(desk)
  },
)

scenario(
  '[W15] One phone of a group’s only person is declined while the other rings: the caller hears so at once',
  { flow: everyone },
  async ({ caller, ana, ben, cy, office, call }) => {
    const desk = await office.givesPhoneTo(ana)
    await office.losesPhoneOf(ben)
    await office.losesPhoneOf(cy)
    await caller.dials()
    await desk.phoneRings()
    await desk.declines()
    await caller.hears('Nobody is here.')
    await ana.phoneStops()
    await call.storySays(/Ana declined/)
  },
)

scenario(
  '[pitfall 16] One phone is busy: the other rings its whole time, and may be answered',
  { flow: sales },
  async ({ caller, ana, ben, office, clock, call }) => {
    const desk = await office.givesPhoneTo(ana)
    await ana.isBusy()
    await caller.dials()
    await desk.phoneRings()
    await ben.phoneStaysSilent('15s')
    await desk.answers()
    await caller.isTalkingTo(desk)
    await clock.passes('5s')
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 16] Both phones are busy: the next in line rings at once',
  { flow: sales },
  async ({ caller, ana, ben, office, call }) => {
    const desk = await office.givesPhoneTo(ana)
    await ana.isBusy()
    await desk.isBusy()
    await caller.dials()
    await ben.phoneRings()
    await call.storySays(/Ana was busy/)
  },
)

scenario(
  '[pitfall 1] A machine answers one phone: the other goes on ringing, and may be answered',
  { flow: sales },
  async ({ caller, ana, ben, office, clock }) => {
    const desk = await office.givesPhoneTo(ana)
    await ana.hasAnAnsweringMachine()
    await caller.dials()
    await desk.phoneRings()
    await clock.passes('16s')
    await desk.phoneStillRings()
    await ben.phoneStaysSilent()
    await desk.answers()
    await caller.isTalkingTo(desk)
  },
)

scenario(
  '[S3, pitfall 7] Pressing 1 on both phones at once takes the call once, on the phone that was first',
  { flow: sales },
  async ({ caller, ana, office, clock, call }) => {
    const desk = await office.givesPhoneTo(ana)
    await caller.dials()
    await ana.phoneRings()
    await ana.picksUp()
    await desk.picksUp()
    await desk.presses('1')
    await ana.tries('1')
    await caller.isTalkingTo(desk)
    await clock.passes('10s')
    await ana.phoneStops()
    await caller.isTalkingTo(desk)
    await desk.hangsUp()
    await call.isAnswered()
    await call.storySaysOnce(/the caller and Ana talk/i)
    await call.storyNeverSays(/already taken|did not accept/)
  },
)

scenario(
  '[pitfall 16] Who talks at one phone is talking: no other phone of theirs rings, and the story says it once',
  { flow: sales },
  async ({ caller, anotherCaller, ana, ben, office }) => {
    const desk = await office.givesPhoneTo(ana)
    await caller.dials()
    await desk.answers()
    await caller.isTalkingTo(desk)
    const second = anotherCaller()
    await second.dials()
    await ben.phoneRings()
    await ana.phoneRang(1)
    await desk.phoneRang(1)
    await second.call.storySaysOnce(/Ana is skipped: already on a call/)
  },
)

scenario(
  '[W13, pitfall 11] The dial to one of two phones is lost: only that phone is dialled again',
  { flow: sales },
  async ({ caller, ana, ben, office, clock }) => {
    const desk = await office.givesPhoneTo(ana)
    await desk.dialVanishes()
    await caller.dials()
    await ana.phoneRings()
    await desk.phoneRings('8s')
    await ana.phoneRang(1)
    await ben.phoneStaysSilent()
    await desk.answers()
    await caller.isTalkingTo(desk)
    await clock.passes('2s')
    await ana.phoneStops()
  },
)

const eight = ['Dora', 'Emil', 'Fay', 'Gus', 'Hal', 'Ida', 'Jo']

scenario(
  '[S13, S15] Never more than 10 phones ring at once: nobody is left out for somebody else’s second one',
  { flow: everyone, others: eight },
  async ({ caller, ana, ben, colleague, office, call }) => {
    const anasDesk = await office.givesPhoneTo(ana)
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await colleague('Jo').phoneRings()
    await anasDesk.phoneStaysSilent('2s')
    await call.storyNeverSays(/skipped/)
  },
)
