import { drawn, sales, support } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

const groupThenMessage = drawn(
  'Group',
  ['ring-group', { who: { kind: 'everyone' }, seconds: 20 }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)

scenario(
  '[pitfall 14] The caller hears ringing, never silence, until a person accepts',
  { flow: sales },
  async ({ caller, ana, clock }) => {
    await caller.dials()
    await caller.hearsRinging()
    await clock.passes('10s')
    await ana.picksUp()
    await clock.passes('3s')
    await caller.hearsRinging()
    await ana.presses('1')
    await caller.isTalkingTo(ana)
    await caller.wasNeverLeftInSilence()
  },
)

scenario(
  '[pitfall 1] Picking up connects nobody: only pressing 1 does',
  { flow: support, drivers: everywhere },
  async ({ caller, ana, ben, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await ana.picksUp()
    await ana.hears(/press 1/i)
    await clock.passes('3s')
    await caller.talksToNobody()
    await ben.phoneStillRings()
    await ana.presses('1')
    await caller.isTalkingTo(ana)
  },
)

scenario(
  '[pitfall 1, pitfall 2] A voicemail machine that picks up never wins',
  { flow: sales },
  async ({ caller, ana, ben, clock, call }) => {
    await ana.hasAnAnsweringMachine()
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('13.5s')
    await caller.hearsRinging()
    await ben.phoneStaysSilent()
    await clock.passes('0.6s')
    await ben.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await call.storySays(/Ana picked up but did not accept/)
  },
)

scenario(
  '[pitfall 1] Machines at all phones: missed, and the message is on our voicemail',
  { flow: groupThenMessage },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await ana.hasAnAnsweringMachine()
    await ben.hasAnAnsweringMachine()
    await cy.hasAnAnsweringMachine()
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('14s')
    await caller.leavesMessage('Hello, it is me.')
    await call.isMissed()
    await call.hasVoicemail()
  },
)

scenario(
  '[W14] Another key than 1 accepts nothing: the next in line rings',
  { flow: sales, drivers: everywhere },
  async ({ caller, ana, ben }) => {
    await caller.dials()
    await ana.picksUp()
    await ana.presses('2')
    await ana.hears(/not accepted/)
    await ben.phoneRings()
    await caller.talksToNobody()
    await ben.answers()
    await caller.isTalkingTo(ben)
  },
)

scenario(
  '[S3, pitfall 7] Two accept in the same moment: one talks, the other hears who was faster',
  { flow: support },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await ana.picksUp()
    await ben.picksUp()
    await Promise.all([ben.presses('1'), ana.presses('1')])
    const winner = await caller.isTalkingToOneOf(ana, ben)
    const loser = winner === ana ? ben : ana
    await loser.hears(new RegExp(`${winner.name} has already taken this call`))
    await loser.phoneStops()
    await cy.phoneStops()
    await clock.passes('1s')
    await caller.hangsUp()
    await call.isAnswered() // what is refused while an order is under way is written with the next one
    await call.storySays(new RegExp(`${winner.name} accepts`))
    await call.storySays(new RegExp(`${loser.name} accepts, but the call is already taken`))
  },
)

scenario(
  '[S3, pitfall 6] Whoever has picked up but not yet accepted hears who has the call when another one wins',
  { flow: support, drivers: everywhere },
  async ({ caller, ana, ben }) => {
    await caller.dials()
    await ana.phoneRings()
    await ana.picksUp()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await ana.hears(/Ben has already taken this call/)
    await ana.phoneStops()
  },
)

scenario(
  '[S3, pitfall 6] Who picks up and hangs up again has declined nothing for the others',
  { flow: support },
  async ({ caller, ana, ben, call, clock }) => {
    await caller.dials()
    await ben.phoneRings()
    await ana.picksUp()
    await ana.hangsUp()
    await clock.passes('2s')
    await ben.phoneStillRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[W14] The winner hangs up before the caller is there: the next in line rings',
  { flow: sales },
  async ({ caller, ana, ben, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await ana.picksUp()
    await ana.presses('1')
    await ana.hangsUp()
    await ben.phoneRings()
    await caller.hearsRinging()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await caller.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ana was gone before the caller was connected/)
  },
)

scenario(
  '[W15] The winner of a group is gone at once: the caller may leave a message',
  { flow: support },
  async ({ caller, ben, call }) => {
    await caller.dials()
    await ben.phoneRings()
    await ben.picksUp()
    await ben.presses('1')
    await ben.hangsUp()
    await caller.leavesMessage('We were cut off.')
    await call.isMissed()
    await call.hasVoicemail()
  },
)

scenario(
  '[S3] After the talk the person hangs up and the call is over',
  { flow: sales },
  async ({ caller, ana, clock, call }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await clock.passes('2m')
    await ana.hangsUp()
    await caller.isLeftAlone()
    await call.isAnswered()
    await call.storySays(/the two talked for 2:0\d/i)
  },
)
