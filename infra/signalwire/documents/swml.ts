import { harmless, type Draft } from './harmless.ts'

/**
 * SWML, the carrier's call documents, as far as we write them. Hand-written from the public
 * reference; times are in seconds unless a name says otherwise.
 */
export interface Swml {
  readonly version: '1.0.0'
  readonly sections: { readonly main: readonly Verb[] }
  /** Only `swml` makes documents: what has not been made harmless cannot be sent. */
  readonly [madeHarmless]: true
}
declare const madeHarmless: unique symbol

/** A verb as documents' builders write it; a plain string in it is foreign, see `harmless`. */
export type DraftVerb = Draft<Verb>

/** What a request is to carry. */
export type DraftBody = Draft<RequestVerb['body']>

export type Verb =
  | { readonly answer: Record<string, never> }
  | { readonly hangup: { readonly reason: 'hangup' | 'busy' | 'decline' } }
  | { readonly play: { readonly url: string } & SayParams }
  | { readonly prompt: PromptVerb }
  | { readonly record: RecordVerb }
  | { readonly request: RequestVerb }
  | { readonly connect: ConnectVerb }
  | { readonly join_conference: JoinVerb }
  | { readonly cond: readonly CondBranch[] }
  | { readonly label: string }
  | { readonly goto: { readonly label: string; readonly when?: string; readonly max?: number } }
  | { readonly transfer: { readonly dest: string } }

/** How text is spoken. Absent: by the carrier's usual voice, in the English of the United States. */
export interface SayParams {
  readonly say_voice?: string
  readonly say_language?: string
}

export interface PromptVerb extends SayParams {
  readonly play: string
  readonly max_digits: number
  readonly initial_timeout: number
}

export interface RecordVerb {
  readonly beep: boolean
  readonly format: 'wav'
  readonly max_length: number
  readonly initial_timeout: number
  readonly end_silence_timeout: number
  readonly terminators: string
  readonly status_url: string
}

export interface RequestVerb {
  readonly url: string
  readonly method: 'POST'
  readonly headers: { readonly 'Content-Type': 'application/json' }
  readonly body: Readonly<Record<string, string | number | boolean>>
  readonly timeout: number
  readonly connect_timeout: number
  readonly save_variables?: boolean
}

export interface ConnectVerb {
  readonly from: string
  readonly serial?: readonly Destination[]
  readonly parallel?: readonly Destination[]
  readonly timeout: number
  readonly ringback: readonly string[]
  readonly confirm: readonly Verb[]
  readonly confirm_timeout: number
  readonly call_state_url: string
  readonly call_state_events: readonly ('created' | 'ringing' | 'answered' | 'ended')[]
  readonly status_url: string
}

export interface Destination {
  readonly to: string
  readonly timeout: number
}

export interface JoinVerb {
  readonly name: string
  readonly start_on_enter: boolean
  readonly end_on_exit: boolean
  readonly max_participants: number
  readonly beep: 'false'
  /** What is done before the next verb, by how the conference ended. */
  readonly result: readonly CondBranch[]
}

export interface CondBranch {
  readonly when: string
  readonly then: readonly Verb[]
}

/** A document of these verbs, run from the first to the last. Every document goes through here, and nothing foreign in it is filled in. */
export function swml(main: readonly DraftVerb[]): Swml {
  const document: Omit<Swml, typeof madeHarmless> = {
    version: '1.0.0',
    sections: { main: harmless<readonly Verb[]>(main) },
  }
  return document as Swml // the mark is for the compiler alone
}

/** The carrier reads at most this much of a document. Bytes. */
export const largestDocument = 64 * 1024

/** A document as it travels. */
export function serialized(document: Swml): string {
  return JSON.stringify(document)
}
