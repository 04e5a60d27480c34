import type { z } from 'zod'
import type { Speech } from '#flows/speech/speech.ts'
import type { InstructionOf, ResultOf, RungOf, VerbName } from '#flows/verbs/verbs.ts'
import type { DraftBody, DraftVerb } from '../documents/swml.ts'
import type { CarrierNews } from '../news.ts'

/** What a verb of the language becomes at the carrier, and what the carrier can tell of it. */
export interface CarrierVerb<Name extends VerbName> {
  /** The instruction in SWML. */
  readonly render: (instruction: InstructionOf<Name>, settings: ListSettings) => readonly DraftVerb[]
  /** What the document says of it when it asks what comes next, and how that is read; null when it learns nothing. */
  readonly learns: ResultOf<Name> extends null ? null : Learns<ResultOf<Name>, InstructionOf<Name>>
  /** Its place in a ladder; null when it has none. */
  readonly rung: [RungOf<Name>] extends [never] ? null : CarrierRung<RungOf<Name>>
  /** The carrier's callbacks about it; null when it sends none. */
  readonly callback: Callback | null
  /** What came of it by an event of the carrier's log, null for any other event; null when the log says nothing of it. */
  readonly inLog: ResultOf<Name> extends null ? null : ((event: LogEntryOfCall) => ResultOf<Name> | null) | null
}

export interface ListSettings {
  /** Longest spoken text, in characters. */
  readonly limit: number
  /** Where the carrier reports on a recording. */
  readonly recordingUrl: string
  /** Where the carrier calls an assistant's tools, and reports on its conversation. */
  readonly toolsUrl: string
  readonly aiReportUrl: string
  /** The instruction's place in its list, by which the labels of one document are told apart. */
  readonly at: number
}

export interface Learns<Result, Instruction> {
  /** The carrier puts the values in. They lie flat beside all else that the question says, each verb's under names of its own. */
  readonly says: DraftBody | ((instruction: Instruction) => DraftBody)
  readonly read: z.ZodType<Result>
}

export interface CarrierRung<Rung> {
  readonly render: (rung: Rung, settings: RungSettings) => readonly DraftVerb[]
  /** Whether the document ends with it. */
  readonly ends: boolean
}

export interface RungSettings {
  /** Longest spoken text, in characters. */
  readonly limit: number
  /** The number that was dialled: the people rung see it, and it may be shown by this account. */
  readonly number: { readonly e164: string; readonly name: string }
  /** Who calls, in words. */
  readonly caller: string
  /** How callers and those who are rung are spoken to; absent where it is the carrier's own English. */
  readonly speech?: Speech | undefined
  /** Where the carrier tells about the people it rings, and about a recording. */
  readonly statusUrl: string
  readonly recordingUrl: string
  /** Tells us what the document has done. */
  readonly report: (what: 'talked' | 'recorded', more?: DraftBody) => DraftVerb
}

export interface Callback {
  /** The name of the carrier's event. */
  readonly event: string
  readonly read: (params: unknown, at: number | null) => CarrierNews
}

/** Something that happened in a call, by the carrier's log. */
interface LogEntryOfCall {
  readonly name: string
  readonly details: unknown
}
