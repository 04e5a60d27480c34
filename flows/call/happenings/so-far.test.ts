import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import support from '../../examples/support.json' with { type: 'json' }
import { Random } from '../../rehearsal/random.ts'
import { Rehearsal } from '../../rehearsal/rehearsal.ts'
import { exampleArrival } from '../../testing/example-arrival.ts'
import { mayFollow, type OpenState } from '../call-states.ts'
import { EventJournal, UNANSWERED, type CallWatch, type Known } from '../event-journal.ts'
import { foldCall, leadOf } from './fold-call.ts'
import type { CallEvent, Happening, Outcome } from './happening.ts'
import type { SoFar } from './so-far.ts'

const STATES = Object.keys({
  listening: 0,
  ringing: 0,
  accepted: 0,
  talking: 0,
  recording: 0,
  'document-driven': 0,
  ended: 0,
} satisfies Record<OpenState, 0>) as OpenState[] // the keys of that very record

const inTable = STATES.flatMap((from) => STATES.flatMap((to) => (mayFollow(from, to) ? [`${from} --> ${to}`] : [])))

test('the drawing in the README is the table', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const drawn = [...readme.matchAll(/^ {2}([a-z-]+ --> [a-z-]+):/gm)].map(([, arrow]) => arrow)
  expect(new Set(drawn)).toEqual(new Set(inTable))
  expect(drawn).toHaveLength(inTable.length)
})

test('a call whose assistant failed was missed unless somebody took it, and one whose assistant has helped was not', () => {
  const after = (...whats: readonly Happening[]): Outcome =>
    foldCall(whats.map((what, at) => ({ at, node: null, what }))).soFar.outcome
  const conversed = (end: 'failed' | 'limit-reached' | 'resolved' | 'wants-person'): Happening => ({
    kind: 'conversed',
    step: 2,
    end,
    reason: '',
  })
  expect([after(conversed('failed')), after(conversed('limit-reached'))]).toEqual(['missed', 'missed'])
  expect([after(conversed('resolved')), after(conversed('wants-person'))]).toEqual(['completed', 'completed'])
  expect(after(conversed('failed'), { kind: 'talk-ended', leg: '3-1', member: 'm', name: 'Mia', seconds: 20 })).toBe(
    'answered',
  )
})

test('five hundred calls at random go along every arrow of the drawing, and along no other', async () => {
  const walked = new Set<string>()
  const strayed = new Set<string>()
  for (let seed = 1; seed <= 500; seed += 1)
    await walkedAtRandom(seed, (what, { before: { state: from }, after: { state: to } }) => {
      if (from !== to) walked.add(`${from} --> ${to}`)
      const wanted = what.kind === 'unanswered' ? UNANSWERED.to : leadOf(what).to
      const isHeld = from === 'ended' || from === 'document-driven'
      if (wanted !== null && wanted !== to && !isHeld) strayed.add(`${from} --> ${wanted}: ${what.kind}`)
    })
  expect([...strayed]).toEqual([])
  expect(walked).toEqual(new Set(inTable))
})

test('who reads what an engine has written knows the same as the engine', async () => {
  for (let seed = 501; seed <= 700; seed += 1) {
    let own: SoFar | null = null
    const byOthers: CallEvent[] = []
    const { events } = await walkedAtRandom(seed, (what, { after }) => {
      if (what.kind === 'ended') own = after
      // where a document takes over, whoever heard of that keeps it
      if (what.kind === 'document-drives' && own === null) byOthers.push({ at: 0, node: null, what })
    })
    expect(foldCall([...byOthers, ...events.map(({ event }) => event)]).soFar, `seed ${seed}`).toEqual(own)
  }
})

const claimed: Happening = { kind: 'claimed', leg: '2-1', member: 'ana', name: 'Ana' }
const talking: Happening = { ...claimed, kind: 'talking' }
const lost: Happening = { ...claimed, kind: 'winner-lost' }
const gone: Happening = { kind: 'caller-gone' }
const parks = handed({ do: 'park', for: 1000 })
const records = handed({ do: 'record', greeting: null, limits: { maxSeconds: 60, silenceSeconds: 5 } })

test.each<[string, readonly Known[], Outcome]>([
  ['rang nobody and did what its flow says', [{ kind: 'entered', title: 'Bye', node: 'bye' }], 'completed'],
  ['was left while phones rang', [parks, gone], 'abandoned'],
  ['was left although somebody had accepted', [parks, claimed, gone, lost], 'abandoned'],
  ['was left as the two were brought together', [parks, claimed, talking, gone, lost], 'abandoned'],
  ['was ended while phones rang', [parks, { kind: 'ended-by', member: 'ana', name: 'Ana' }, gone], 'abandoned'],
  ['rang without anybody', [parks, { kind: 'unanswered' }], 'missed'],
  ['was left after it had rung without anybody', [parks, { kind: 'unanswered' }, gone], 'missed'],
  ['came to a voicemail', [records, gone], 'missed'],
  ['was led by its document', [{ kind: 'document-drives', why: 'nobody answered' }, gone], 'missed'],
  ['could not go on', [{ kind: 'trouble', with: 'flow', detail: 'no exit' }], 'missed'],
  [
    'was led by its document to somebody',
    [
      { kind: 'document-drives', why: 'nobody answered' },
      { kind: 'ladder-connected', name: 'Ana' },
    ],
    'answered',
  ],
  [
    'was talked, whatever came before and after',
    [parks, { kind: 'unanswered' }, parks, claimed, talking, { ...claimed, kind: 'talk-ended', seconds: 9 }, records],
    'answered',
  ],
])('a call that %s', (_, happened, outcome) => {
  expect(known(...happened).outcome).toBe(outcome)
})

test('two who part as they are brought together have not talked', () => {
  expect(known(parks, claimed, talking, lost)).toMatchObject({ state: 'listening', outcome: 'completed' })
})

/** What an engine that knows this goes by. */
function known(...happened: readonly Known[]): SoFar {
  const journal = new EventJournal(() => 1000)
  for (const what of happened) journal.know(what)
  return journal.soFar
}

function handed(instruction: (Happening & { kind: 'handed' })['list'][number]): Happening {
  return { kind: 'handed', step: 2, list: [instruction], by: 'pull' }
}

/** A support call on which, at a random moment each, people accept, decline or hang up, the caller leaves or speaks, somebody ends the call, and its document may take over. */
async function walkedAtRandom(seed: number, onKnown: NonNullable<CallWatch['onKnown']>): Promise<Rehearsal> {
  const random = new Random(seed)
  const first = [{ do: 'say', prompt: { say: 'Welcome to Harbour Bikes support.' } }] as const
  const arrival = { ...exampleArrival(farewell), first }
  // a caller who is slow to come leaves time between accepting and talking
  const moves = random.below(0.5) ? (['lost-and-unmoved'] as const) : []
  const rehearsal = new Rehearsal(arrival, { seed, moves }, undefined, { onKnown })
  const { call, clock, world } = rehearsal
  await rehearsal.begin()
  const within = [3000, 12_000, 60_000][random.between(0, 2)] ?? 0
  const leaves = (): void => world.caller.hangUp()
  const decides = (): void => {
    const met = world.room.talk
    call.news({ kind: 'document-drives', why: 'nobody answered', at: clock.now(), ...(met && { met }) })
  }
  const ends = (): void => call.deed({ what: 'end', by: { member: 'ana', name: 'Ana', as: 'admin' } })
  const interrupts = [leaves, ends, decides, () => {}][random.between(0, 3)] ?? leaves
  clock.after(random.between(0, within), interrupts)
  for (let deed = 0; deed < 6; deed += 1)
    clock.after(random.between(0, within), () => {
      const { phone } = world.legs[random.between(0, world.legs.length - 1)] ?? {}
      const does = random.next()
      if (does < 0.2) world.caller.say('Hello?')
      else if (does < 0.35) phone?.decline()
      else if (does < 0.55) phone?.hangUp()
      else if (phone?.pickUp())
        clock.after(random.between(0, 3000), () => {
          phone.press1()
          if (random.below(0.3)) clock.after(random.between(0, 1000), () => phone.hangUp())
          if (random.below(0.3)) clock.after(random.between(0, 1000), interrupts)
        })
    })
  await rehearsal.passes(150_000)
  world.caller.hangUp()
  await rehearsal.finishes()
  return rehearsal
}

const farewell = {
  ...support,
  nodes: [
    ...support.nodes,
    { id: 'bye', kind: 'play', title: 'Bye', config: { text: 'Goodbye.' }, position: { x: 0, y: 0 } },
    { id: 'end', kind: 'hang-up', title: 'End', config: { cause: 'done' }, position: { x: 0, y: 0 } },
  ],
  edges: [
    ...support.edges,
    { from: 'everyone', exit: 'answered', to: 'bye' },
    { from: 'voicemail', exit: 'left-message', to: 'bye' },
    { from: 'voicemail', exit: 'no-message', to: 'bye' },
    { from: 'bye', exit: 'next', to: 'end' },
  ],
}
