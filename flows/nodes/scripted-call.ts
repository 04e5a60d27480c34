import type { CallFacts, Seat } from '../call/facts.ts'
import { whyNotRung, type Party } from '../call/party.ts'
import { groupsOf } from '../call/turns.ts'
import type {
  Cause,
  Claim,
  FetchOutcome,
  LiveCall,
  Message,
  OutboundRequest,
  OutboundText,
  Prompt,
  Question,
  RecordLimits,
  RingFate,
  Reply,
  RingHow,
  RingOutcome,
  TalkOutcome,
  TextOutcome,
} from '../live-call.ts'
import type { Here } from '../language/node.ts'
import type { PlanNode } from '../language/plan.ts'
import type { AiOutcome, Assistant } from '../verbs/converse/assistant.ts'
import { promptWords } from '../speech/prompt-words.ts'

/** What people do in a scripted call, verb by verb; the last answer of a list holds for the rest. */
export interface Script {
  readonly ring?: readonly RingScript[]
  readonly ask?: readonly Reply[]
  readonly talk?: readonly TalkOutcome[]
  readonly record?: readonly Message[]
  readonly fetch?: readonly FetchOutcome[]
  readonly text?: readonly TextOutcome[]
  readonly converse?: readonly AiOutcome[]
}

/** Who accepts, a member by id and anybody else by name, or an outcome without anybody. */
export type RingScript =
  | { readonly accepts: string }
  /** What came of each of them, named as above. */
  | { readonly inVain: 'declined' | 'no-answer'; readonly fates: Readonly<Record<string, RingFate['why']>> }
  | Exclude<RingOutcome['kind'], 'claimed'>

/**
 * A call for the tests of nodes: people behave as scripted, and `told` keeps what the node did, in
 * order. Like every call it rings only those who are not barred.
 */
export class ScriptedCall implements LiveCall {
  readonly facts: CallFacts
  readonly told: string[] = []
  readonly #script: {
    readonly ask: Reply[]
    readonly ring: RingScript[]
    readonly talk: TalkOutcome[]
    readonly record: Message[]
    readonly fetch: FetchOutcome[]
    readonly text: TextOutcome[]
    readonly converse: AiOutcome[]
  }

  constructor(facts: CallFacts, script: Script = {}) {
    this.facts = facts
    this.#script = {
      ask: [...(script.ask ?? [{ kind: 'no-input' }])],
      ring: [...(script.ring ?? ['no-answer'])],
      talk: [...(script.talk ?? ['talked'])],
      record: [...(script.record ?? [{ kind: 'none' }])],
      fetch: [...(script.fetch ?? [{ kind: 'ok', values: {} }])],
      text: [...(script.text ?? ['sent'])],
      converse: [...(script.converse ?? [{ kind: 'wants-person', reason: '', values: {} }])],
    }
  }

  enter(step: PlanNode): void {
    this.told.push(`enters ${step.id}`)
  }

  async say(prompt: Prompt): Promise<void> {
    this.told.push(`says ${promptWords(prompt)}`)
  }

  /** What it asked, in order. */
  readonly questions: Question[] = []

  async ask(question: Question): Promise<Reply> {
    this.told.push(`asks ${promptWords(question.prompt)}`)
    this.questions.push(question)
    return take(this.#script.ask)
  }

  async ring(parties: readonly Party[], how: RingHow): Promise<RingOutcome> {
    this.told.push(ringWords(parties, how))
    if (parties.every((party) => whyNotRung(party) !== null)) return { kind: 'nobody' }
    const next = take(this.#script.ring)
    if (typeof next === 'string') return { kind: next }
    const found = (name: string): Party => {
      const party = parties.find((one) => (one.kind === 'seat' ? one.member : one.name) === name)
      if (!party) throw new Error(`${name} does not ring`)
      return party
    }
    if ('inVain' in next)
      return {
        kind: next.inVain,
        fates: Object.entries(next.fates).map(([name, why]) => ({ party: found(name), why })),
      }
    const party = found(next.accepts)
    return { kind: 'claimed', claim: { party, leg: `1-${parties.indexOf(party) + 1}` } }
  }

  async talk({ party }: Claim): Promise<TalkOutcome> {
    this.told.push(`talks to ${party.name}`)
    return take(this.#script.talk)
  }

  async record(greeting: Prompt | null, limits: RecordLimits): Promise<Message> {
    this.told.push(
      `records after ${greeting ? promptWords(greeting) : 'no greeting'}, at most ${limits.maxSeconds} s, ${limits.silenceSeconds} s of silence`,
    )
    return take(this.#script.record)
  }

  async fetch({ method, url }: OutboundRequest): Promise<FetchOutcome> {
    this.told.push(`asks ${method} ${url}`)
    return take(this.#script.fetch)
  }

  async text({ words, to }: OutboundText): Promise<TextOutcome> {
    this.told.push(`texts ${to.map(({ name }) => name).join(', ') || 'nobody'}: ${words}`)
    return take(this.#script.text)
  }

  async converse({ greeting, tools, answers, speech }: Assistant): Promise<AiOutcome> {
    this.told.push(
      `converses: ${promptWords({ say: greeting, ...(speech && { speech }) })}, may ${tools.join(', ') || 'do nothing'}, knows ${answers.length}`,
    )
    return take(this.#script.converse)
  }

  async hangUp(cause: Cause): Promise<void> {
    this.told.push(`hangs up: ${cause}`)
  }
}

/** Where a run is in the tests of nodes. @param decided what was decided when the call came in; null where nobody did. */
export function here(decided: string | null = null, node = 'n1'): Here {
  return { node, decided }
}

/** By which exit a call goes on, whatever the node has found out. */
export function exitOf(left: string | { readonly exit: string }): string {
  return typeof left === 'string' ? left : left.exit
}

/** Facts of a call to Ana, Ben and Cy, all on the routing list. */
export function factsWith(change: Partial<CallFacts> = {}): CallFacts {
  return {
    call: 'call-1',
    number: { e164: '+12025550100', name: 'Sales' },
    caller: { e164: '+12025550150', name: null },
    roster: [aSeat('Ana', '+12025550121'), aSeat('Ben', '+12025550122'), aSeat('Cy', '+12025550123')],
    routing: ['ana', 'ben', 'cy'],
    inactive: [],
    seed: 1,
    arrivedAt: 0,
    ...change,
  }
}

/** A seat that may ring; its member's id is the name in small letters. */
export function aSeat(name: string, address: string | null = '+12025550199', barred: Seat['barred'] = null): Seat {
  return { member: name.toLowerCase(), name, address, barred }
}

/** Who is rung in which way, as tests read it. */
function ringWords(parties: readonly Party[], how: RingHow): string {
  const named = (those: readonly Party[]): string => those.map(({ name }) => name).join(', ') || 'nobody'
  const who = how.groups
    ? groupsOf(parties, how)
        .map((group) => `${named(group.parties)} for ${group.time}`)
        .join(', then ')
    : `${named(parties)} ${how.order} for ${how.time}`
  const manner = [
    ...(how.accepts ? ['accepting by picking up'] : []),
    ...(how.shows ? ['showing the caller’s number'] : []),
    ...(how.evenTalking ? ['even who talks'] : []),
  ]
  return `rings ${who}${manner.length > 0 ? `, ${manner.join(', ')}` : ''}`
}

function take<T>(list: T[]): T {
  const [first] = list
  if (first === undefined) throw new Error('the script has ended')
  if (list.length > 1) list.shift()
  return first
}
