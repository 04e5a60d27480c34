import type { StepId } from './plan.ts'
import type { Cause, Prompt, RecordLimits } from './live-call.ts'
import type { Ladder } from './ladder.ts'

/** What the caller's leg does next, in phone words; `infra/signalwire/documents` renders it. */
export type Instruction =
  | { readonly do: 'say'; readonly prompt: Prompt }
  /** The caller hears ringing for at most this long, then the document asks. Milliseconds. */
  | { readonly do: 'park'; readonly for: number }
  /** Caller and winner meet. */
  | { readonly do: 'join'; readonly room: string }
  | { readonly do: 'record'; readonly greeting: Prompt | null; readonly limits: RecordLimits }
  | { readonly do: 'hang-up'; readonly cause: Cause }
  /** The document asks nobody any more and goes by its ladder. */
  | { readonly do: 'alone' }

/** One list of instructions for the caller's leg: one document, one round trip. */
export interface Step {
  /** 1 for the document that answers the arrival, then one more each time. */
  readonly n: number
  readonly list: readonly Instruction[]
  /** The node the walk stands at. */
  readonly node: StepId
  /** What the document does alone when nobody answers its question. */
  readonly ladder: Ladder
  /** `pull`: fetched by the document before it. `push`: sent to the leg; it says "begun" first. */
  readonly by: 'pull' | 'push'
}

/** Whether a document with this list stays where it is until it is pushed somewhere else. */
export function waitsToBeMoved(list: readonly Instruction[]): boolean {
  const last = list.at(-1)
  return last?.do === 'park' || last?.do === 'join'
}

/** How long a spoken sentence lasts: 15 characters a second, a second at least. Milliseconds. */
export function speechTime(prompt: Prompt): number {
  return Math.max(1, Math.ceil(prompt.say.length / 15)) * 1000
}
