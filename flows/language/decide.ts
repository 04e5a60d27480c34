import type { AnswerMode } from '../call/answer-mode.ts'
import type { CallFacts } from '../call/facts.ts'
import type { CallerNumber, KnownCaller } from '../call/known-caller.ts'
import type { OutsideBarred } from '../call/party.ts'
import type { Hours, PublicHolidays } from '../hours/hours.ts'
import { definitionOf } from './flow.ts'
import type { NodeId, Plan } from './plan.ts'

/**
 * What is known when a call comes in beside its facts, for kinds that decide then. The web has it in memory, but for what is
 * known of the caller. Whoever knows less leaves it out, and a kind says what it does without.
 */
export interface KnownAtArrival {
  /** The organisation's shared opening hours, by id. */
  readonly schedules?: Readonly<Record<string, Hours>> | undefined
  readonly publicHolidays?: PublicHolidays | undefined
  /** What the address book and earlier calls tell of the caller. Asked of the database only where the plan asks for it (`asksWhoCalls`); null or absent where nobody asked, or could say in time. */
  readonly knownCaller?: KnownCaller | null | undefined
  /** What the caller's number tells by itself; absent where it is withheld. */
  readonly callerNumber?: CallerNumber | undefined
  /** How the number's switch stands; null or absent until somebody switches. */
  readonly mode?: AnswerMode | null | undefined
  /** Why an address outside of the organisation must not be called for this caller; null when it may. */
  readonly whyNotOutside?: ((address: string, caller: string | null) => OutsideBarred | null) | undefined
}

/** What a kind may look at to decide when a call comes in. */
export interface DecideAround
  extends KnownAtArrival, Pick<CallFacts, 'caller' | 'roster' | 'routing' | 'inactive' | 'seed'> {
  /** The node that is decided. Ids are unique within a plan. */
  readonly node: NodeId
  /** When the call comes in; milliseconds since 1970. */
  readonly at: number
  /** The call's: the flow's, or else the organisation's. */
  readonly timeZone: string
}

type AllButDecided = Omit<CallFacts, 'decided'>

/**
 * The facts of a call with what its nodes decide as it comes in: once for each node of the plan whose kind decides, whether
 * or not the call gets there. The web, rehearsals and tests alike decide here.
 * @param failed told of a node that could not decide; it is left undecided, since a call must come in whatever happens.
 */
export function decidedAtArrival(
  plan: Plan,
  facts: AllButDecided,
  known: KnownAtArrival,
  failed: (node: NodeId, error: unknown) => void = () => {},
): CallFacts {
  const { caller, roster, routing, inactive, seed, arrivedAt, local } = facts
  const timeZone = local?.timeZone ?? 'UTC'
  const decided: Record<NodeId, string> = {}
  for (const { id, kind, config } of Object.values(plan.steps)) {
    const definition = definitionOf(kind)
    if (!definition?.decide) continue
    try {
      const around = { ...known, caller, roster, routing, inactive, seed, node: id, at: arrivedAt, timeZone }
      decided[id] = definition.decide(config, around)
    } catch (error) {
      failed(id, error)
    }
  }
  return Object.keys(decided).length === 0 ? facts : { ...facts, decided }
}

/** Whether a node of the plan decides by what the address book and earlier calls tell of the caller: one more question to the database when a call comes in. */
export function asksWhoCalls({ steps }: Plan): boolean {
  return Object.values(steps).some(({ kind, config }) => definitionOf(kind)?.knowsCaller?.(config) ?? false)
}
