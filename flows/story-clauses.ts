import type { CallEvent, Happening, LegEnd, Outcome, SkipReason } from './call-events.ts'
import type { Instruction } from './instruction.ts'
import { isolated } from './isolated.ts'
import { byLeg } from './leg-order.ts'
import type { StepId } from './plan.ts'
import { clock, listOf, phones } from './story-words.ts'
import { worthTelling } from './worth-telling.ts'

/** Something that happened, in words that can stand alone or go on in a sentence. */
export interface Clause {
  readonly at: number
  readonly node: StepId | null
  readonly text: string
  /** What it is about; decides which clauses may share a sentence. */
  readonly topic: 'rings' | 'gave-up' | 'cancelled' | 'accepts' | 'gone' | 'left' | 'talked' | 'other'
}

/** What is worth telling of a call's events, people of the same fate told together. */
export function clauses(events: readonly CallEvent[]): readonly Clause[] {
  return new Teller().tell(events)
}

type Of<Kind extends Happening['kind']> = Extract<Happening, { readonly kind: Kind }>
type Told = Pick<Clause, 'topic' | 'text'>

class Teller {
  /** Legs whose person accepted: their end is the end of a talk. */
  readonly #accepted = new Set<string>()
  readonly #recordings = new Set<string>()
  #callerGone = false
  /** How long the last phone at this node rang, told once. */
  #ring: { readonly node: StepId | null; readonly seconds: number } | null = null

  tell(events: readonly CallEvent[]): readonly Clause[] {
    const all: Clause[] = []
    for (const group of groups(worthTelling(events).filter((event) => !isSilent(event.what)))) {
      const [first] = group
      const told = this.#tell(first, asOrdered(group).map(({ what }) => isolated(('name' in what && what.name) || 'someone')))
      all.push(...told.map((clause) => ({ at: first.at, node: first.node, ...clause })))
    }
    return all
  }

  #tell({ what, node }: CallEvent, names: readonly string[]): readonly Told[] {
    switch (what.kind) {
      case 'arrived':
        return other(`${isolated(what.caller)} calls ${isolated(what.number)}; version ${what.version} of its flow answers`)
      case 'entered':
      case 'begun':
      case 'ordered':
      case 'not-rung':
      case 'phone-rings':
      case 'picked-up':
      case 'in-room':
        return []
      case 'handed':
        return what.list.flatMap(instructionInWords)
      case 'first-list-differs':
        return other('what the caller heard first is not what this version says; what was heard counts')
      case 'rings':
        return this.#rings(what, { node, names })
      case 'skipped':
        return other(`${listOf(names)} ${names.length === 1 ? 'is' : 'are'} skipped: ${SKIPPED[what.why]}`)
      case 'stopped-ringing':
        return this.#stopped(what, names)
      case 'claimed':
        this.#accepted.add(what.leg)
        return [{ topic: 'accepts', text: `${isolated(what.name)} accepts` }]
      case 'claim-refused':
        return other(`${isolated(what.name)} ${REFUSED[what.why]}`)
      case 'talking':
        return other(`the caller and ${isolated(what.name)} talk`)
      case 'talk-ended':
        return [{ topic: 'talked', text: `the two talked for ${clock(what.seconds * 1000)}` }]
      case 'winner-lost':
        return other(this.#callerGone ? `the caller was gone before ${isolated(what.name)} was connected` : `${isolated(what.name)} was gone before the caller was connected`)
      case 'recording':
        return this.#recording(what)
      case 'no-message':
        return other('the caller left no message')
      case 'caller-gone':
        this.#callerGone = true
        return [{ topic: 'gone', text: 'the caller hangs up' }]
      case 'document-drives':
        return other(`from here on the call goes by itself: ${what.why}`)
      case 'ladder-rings':
        return other(phones(what.members.map(isolated), { one: 'rings', many: 'ring' }))
      case 'ladder-connected':
        return other(`the caller is connected to ${isolated(what.name ?? 'someone of the team')}`)
      case 'trouble':
        return other(`${TROUBLE[what.with]}: ${what.detail}`)
      case 'ended':
        return other(`the call ends after ${clock(what.seconds * 1000)}: ${OUTCOME[what.outcome]}`)
    }
  }

  #rings({ seconds, order }: Of<'rings'>, { node, names }: { node: StepId | null; names: readonly string[] }): readonly Told[] {
    const known = order === 'in-turn' && this.#ring?.node === node && this.#ring.seconds === seconds
    this.#ring = { node, seconds }
    return [{ topic: 'rings', text: phones(names, { one: 'rings', many: 'ring' }) + (known ? '' : ` for ${seconds} s`) }]
  }

  #stopped({ why, leg }: Of<'stopped-ringing'>, names: readonly string[]): readonly Told[] {
    const accepted = this.#accepted.has(leg)
    if (why === 'cancelled') return accepted ? [] : [{ topic: 'cancelled', text: phones(names, { one: 'stops ringing', many: 'stop ringing' }) }]
    if (!accepted && why === 'unknown') return [{ topic: 'gave-up', text: phones(names, { one: 'stopped ringing', many: 'stopped ringing' }) }]
    if (!accepted && why !== 'unknown') return [{ topic: 'gave-up', text: `${listOf(names)} ${gaveUp(why, names.length)}` }]
    // after the caller has gone the winner's leg is ended by us, which is no news
    return this.#callerGone ? [] : [{ topic: 'left', text: `${listOf(names)} hangs up` }]
  }

  /** The same recording is heard of by up to three ways. */
  #recording({ url, seconds }: Of<'recording'>): readonly Told[] {
    if (this.#recordings.has(url)) return []
    this.#recordings.add(url)
    return other(`the caller left a ${clock(seconds * 1000)} voicemail`)
  }
}

/** Phones that ring at once begin in any order: they are told in the order in which they were to ring. */
function asOrdered(group: readonly CallEvent[]): readonly CallEvent[] {
  return group.toSorted((a, b) => byLeg(legOf(a), legOf(b)))
}

const legOf = ({ what }: CallEvent): string => ('leg' in what ? what.leg : '')

/** Events of the same kind and fate that follow each other closely are told of several people at once. */
function groups(events: readonly CallEvent[]): readonly (readonly [CallEvent, ...CallEvent[]])[] {
  const all: [CallEvent, ...CallEvent[]][] = []
  for (const event of events) {
    const last = all.at(-1)
    if (last && sameFate(last[0], event)) last.push(event)
    else all.push([event])
  }
  return all
}

/** Milliseconds: ten phones may take this long to ring at one call per second. */
const TOGETHER_WITHIN = 12_000

function sameFate(one: CallEvent, other: CallEvent): boolean {
  if (one.node !== other.node || other.at - one.at > TOGETHER_WITHIN) return false
  const [a, b] = [one.what, other.what]
  if (a.kind === 'rings' && b.kind === 'rings') return a.order === 'together' && b.order === 'together' && a.seconds === b.seconds
  if (a.kind === 'stopped-ringing' && b.kind === 'stopped-ringing') return a.why === b.why && a.why !== 'hung-up' && other.at - one.at <= 2000
  return a.kind === 'skipped' && b.kind === 'skipped' && a.why === b.why
}

/** What is seen elsewhere: a node by its sentences, a phone by what its person did. Telling it would part what belongs together. */
function isSilent(what: Happening): boolean {
  return SILENT.has(what.kind) || (what.kind === 'handed' && what.list.flatMap(instructionInWords).length === 0)
}

const SILENT: ReadonlySet<Happening['kind']> = new Set(['entered', 'begun', 'ordered', 'not-rung', 'phone-rings', 'picked-up', 'in-room'])

function instructionInWords(instruction: Instruction): readonly Told[] {
  if (instruction.do === 'say') return other(`the caller hears “${isolated(instruction.prompt.say)}”`)
  if (instruction.do === 'record') {
    return other(instruction.greeting ? `the caller is asked for a message: “${isolated(instruction.greeting.say)}”` : 'the caller may leave a message')
  }
  if (instruction.do === 'hang-up' && instruction.cause !== 'done') return other(`the call is ended as ${instruction.cause}`)
  return []
}

function other(text: string): readonly Told[] {
  return [{ topic: 'other', text }]
}

function gaveUp(why: Exclude<LegEnd, 'cancelled' | 'unknown'>, people: number): string {
  if (why === 'busy') return people === 1 ? 'was busy' : 'were busy'
  return GAVE_UP[why]
}

const GAVE_UP: Readonly<Record<Exclude<LegEnd, 'cancelled' | 'unknown' | 'busy'>, string>> = {
  'no-answer': 'did not answer',
  declined: 'declined',
  'hung-up': 'hung up without accepting',
  'not-accepted': 'picked up but did not accept',
  failed: 'could not be reached',
}

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  inactive: 'not active',
  'not-joined': 'has not joined yet',
  'no-verified-phone': 'no verified phone',
  'country-not-allowed': 'calls to the phone’s country are not allowed',
  talking: 'already in a talk',
  limit: 'at most 10 phones ring at once',
}

const REFUSED: Readonly<Record<Of<'claim-refused'>['why'], string>> = {
  taken: 'accepts, but the call is already taken',
  late: 'accepts too late',
  gone: 'accepts, but the caller has gone',
}

const OUTCOME: Readonly<Record<Outcome, string>> = {
  answered: 'answered',
  missed: 'missed',
  abandoned: 'missed, the caller hung up first',
  completed: 'the flow was done',
}

const TROUBLE: Readonly<Record<Of<'trouble'>['with'], string>> = {
  dial: 'a phone could not be dialled',
  redirect: 'the caller could not be moved on',
  end: 'a leg could not be ended',
  carrier: 'the carrier reported trouble',
  engine: 'the call’s engine was lost',
  flow: 'the flow could not go on',
  record: 'something that happened could not be kept',
}
