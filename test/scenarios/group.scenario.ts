import { drawn, support } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

const five = ['Dora', 'Emil']
const eight = ['Dora', 'Emil', 'Fay', 'Gus', 'Hal', 'Ida', 'Jo']
const everyone = drawn(
  'Everyone',
  ['ring-group', { who: { kind: 'everyone' }, seconds: 20 }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)

scenario(
  '[S2] Everybody with access to the number rings at once',
  { flow: support, drivers: everywhere },
  async ({ caller, ana, ben, cy, call }) => {
    await caller.dials()
    await caller.hears('Welcome to Harbour Bikes support.')
    await ana.phoneRings()
    await ben.phoneRings()
    await cy.phoneRings()
    await caller.hearsRinging()
    await caller.hangsUp()
    await call.storySays(/Ana’s, Ben’s and Cy’s phones ring for 30 s/)
  },
)

scenario(
  '[S3] The first to answer gets the call, and the others stop ringing',
  { flow: support, budget: 'ring-all of 3' },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('12s')
    await ben.answers()
    await ana.phoneStops()
    await cy.phoneStops()
    await caller.isTalkingTo(ben)
    await clock.passes('42s')
    await caller.isTalkingTo(ben)
    await ben.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ben accepts/)
  },
)

scenario(
  '[S2, S3] Five ring at once and one of them wins',
  { flow: everyone, others: five, budget: 'ring-all of 5' },
  async ({ caller, ana, colleague, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await colleague('Emil').phoneRings()
    await clock.passes('5s')
    await colleague('Dora').answers()
    await caller.isTalkingTo(colleague('Dora'))
    await ana.phoneStops()
    await colleague('Emil').phoneStops()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S13, S15] Never more than 10 phones ring at once, whoever has access',
  { flow: everyone, others: [...eight, 'Kim', 'Lea'] },
  async ({ caller, colleague, ana, call, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await colleague('Jo').phoneRings()
    await colleague('Kim').phoneStaysSilent()
    await colleague('Lea').phoneStaysSilent('19s')
    await call.storySays(/Kim and Lea are skipped: at most 10 phones ring at once/)
    await clock.passes('1s')
    await caller.hears('Nobody is here.')
  },
)

scenario(
  '[S13] Ten may ring at once, and the tenth may answer',
  { flow: everyone, others: eight },
  async ({ caller, ana, colleague, call }) => {
    await caller.dials()
    await colleague('Jo').phoneRings()
    await ana.phoneRings()
    await colleague('Jo').answers()
    await caller.isTalkingTo(colleague('Jo'))
    await ana.phoneStops()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S2, pitfall 4] At one call per second the last phone still gets its whole time',
  { flow: everyone, others: five, world: { callsPerSecond: 1 } },
  async ({ caller, ana, colleague, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await colleague('Emil').phoneStaysSilent('3s')
    await clock.passes('1s')
    await colleague('Emil').phoneRings()
    await clock.passes('19s')
    await ana.phoneStops()
    await colleague('Emil').phoneStillRings()
    await colleague('Emil').answers()
    await caller.isTalkingTo(colleague('Emil'))
  },
)

scenario(
  '[S3] One declines, the others ring on',
  { flow: support, drivers: everywhere },
  async ({ caller, ana, ben, cy, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await cy.phoneRings()
    await ana.declines()
    await clock.passes('2s')
    await ben.phoneStillRings()
    await cy.phoneStillRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
  },
)

scenario(
  '[W15] All of a group decline: the caller is asked for a message at once',
  { flow: support, drivers: everywhere },
  async ({ caller, ana, ben, cy, call }) => {
    await caller.dials()
    await cy.phoneRings()
    await ana.declines()
    await ben.declines()
    await cy.declines()
    await caller.hears('Everyone in support is busy.')
    await caller.leavesMessage('It is about my order.')
    await call.isMissed()
    await call.hasVoicemail(2)
  },
)

scenario(
  '[W15] Nobody of a group answers: voicemail after its time',
  { flow: support, budget: 'ring-all of 3, then voicemail' },
  async ({ caller, ana, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('29s')
    await caller.hearsRinging()
    await clock.passes('1s')
    await caller.hears('Everyone in support is busy.')
    await ana.phoneStops()
    await caller.leavesMessage('It is about my order.')
    await call.isMissed()
    await call.hasVoicemail(2)
  },
)

/** Who rings where everybody rings some at a time. */
const fiveInBatches = drawn(
  'Batches',
  ['ring-group', { who: { kind: 'everyone' }, seconds: 10, order: { kind: 'random', atOnce: 2 } }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)
const takingTurns = drawn(
  'Turns',
  ['ring-group', { who: { kind: 'everyone' }, seconds: 10, order: { kind: 'rotating', atOnce: 1 } }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)
const inGroups = drawn(
  'Groups',
  [
    'ring-group',
    {
      who: { kind: 'members', members: ['m-ana', 'm-ben'] },
      seconds: 10,
      then: [
        { who: { kind: 'members', members: ['m-cy', 'm-dora'] }, seconds: 15 },
        { who: { kind: 'everyone' }, seconds: 5 },
      ],
    },
  ],
  ['voicemail', { greeting: 'Nobody is here.' }],
)

scenario(
  '[S16] More than ten are reached in groups: the second rings when the first has not answered',
  { flow: inGroups, others: ['Dora'] },
  async ({ caller, ana, ben, cy, colleague, clock, call }) => {
    const dora = colleague('Dora')
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await caller.hearsRinging()
    await cy.phoneStaysSilent('9s')
    await clock.passes('1s')
    await cy.phoneRings()
    await dora.phoneRings()
    await ana.phoneStops()
    await ben.phoneStops()
    await clock.passes('14s')
    await dora.answers()
    await caller.isTalkingTo(dora)
    await cy.phoneStops()
    await dora.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ana’s and Ben’s phones ring for 10 s/)
    await call.storySays(/Ana and Ben did not answer; Cy’s and Dora’s phones ring for 15 s/)
  },
)

scenario(
  '[S16] A group in which all decline makes way for the next at once, and nobody is left in silence between them',
  { flow: inGroups, others: ['Dora'] },
  async ({ caller, ana, ben, cy, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await ana.declines()
    await ben.declines()
    await cy.phoneRings('1s')
    await caller.hearsRinging()
    await cy.answers()
    await caller.isTalkingTo(cy)
    await caller.wasNeverLeftInSilence()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S16, W15] No group answers: the caller has heard ringing for the time of all of them, and is asked for a message',
  { flow: inGroups, others: ['Dora'] },
  async ({ caller, ana, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('25s')
    await ana.phoneRings()
    await ana.phoneRang(2)
    await clock.passes('4s')
    await caller.hearsRinging()
    await clock.passes('1s')
    await caller.hears('Nobody is here.')
    await caller.hangsUp()
    await call.isMissed()
  },
)

scenario(
  '[S13, S15] In a later group, too, there is never an eleventh phone, and the story says whose',
  {
    flow: drawn(
      'Everyone then',
      [
        'ring-group',
        {
          who: { kind: 'members', members: ['m-ana'] },
          seconds: 5,
          then: [{ who: { kind: 'everyone' }, seconds: 20 }],
        },
      ],
      ['voicemail', { greeting: 'Nobody is here.' }],
    ),
    others: [...eight, 'Kim', 'Lea'],
  },
  async ({ caller, ana, colleague, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('5s')
    await colleague('Jo').phoneRings()
    await colleague('Kim').phoneStaysSilent()
    await colleague('Lea').phoneStaysSilent('5s')
    await call.storySays(/Kim and Lea are skipped: at most 10 phones ring at once/)
  },
)

scenario(
  '[S13] At random, two at a time: each call rings everybody, never three at once',
  { flow: fiveInBatches, others: five },
  async ({ caller, ana, ben, cy, colleague, clock, call }) => {
    const all = [ana, ben, cy, colleague('Dora'), colleague('Emil')]
    const ringing = async (): Promise<number> => {
      const rings = await Promise.all(all.map((person) => person.isRinging()))
      return rings.filter(Boolean).length
    }
    const seen: number[] = []
    await caller.dials()
    for (let batch = 0; batch < 3; batch += 1) {
      await clock.passes('1s')
      seen.push(await ringing())
      await clock.passes('9s')
    }
    await caller.hears('Nobody is here.')
    for (const person of all) await person.phoneRang(1)
    if (seen.join() !== '2,2,1') throw new Error(`so many rang at once: ${seen.join()}`)
    await caller.hangsUp()
    await call.isMissed()
  },
)

scenario(
  '[S2] Taking turns over calls, each call begins with somebody else',
  { flow: takingTurns },
  async ({ caller, anotherCaller, ana, ben, cy, clock }) => {
    const [second, third] = [anotherCaller(), anotherCaller()]
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneStaysSilent('2s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await clock.passes('5s')
    await second.dials()
    await ben.phoneRings()
    await cy.phoneStaysSilent('2s')
    await ben.declines()
    await cy.phoneRings()
    await second.hangsUp()
    await clock.passes('5s')
    await third.dials()
    await cy.phoneRings()
    await third.hangsUp()
    await ana.phoneRang(1)
    await ben.phoneRang(1)
    await cy.phoneRang(2)
  },
)

scenario(
  '[pitfall 16] Whoever talks is rung as well where the group says so, and the call waits at their phone',
  {
    flow: drawn(
      'Even who talks',
      ['ring-group', { who: { kind: 'everyone' }, seconds: 20, talking: 'ring' }],
      ['hang-up'],
    ),
  },
  async ({ caller, anotherCaller, ana, ben }) => {
    const second = anotherCaller()
    await caller.dials()
    await ana.phoneRings()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await second.dials()
    await ben.phoneRings()
    await ana.phoneRang(2)
    await ben.answers()
    await second.isTalkingTo(ben)
  },
)

scenario(
  '[pitfall 1] Where picking up is enough, whoever picks up has the call',
  {
    flow: drawn('On pick-up', ['ring-group', { who: { kind: 'everyone' }, seconds: 20, confirm: 'none' }], ['hang-up']),
  },
  async ({ caller, ana, ben, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await ben.picksUp()
    await caller.isTalkingTo(ben)
    await ana.phoneStops()
    await ben.hangsUp()
    await call.isAnswered()
  },
)
