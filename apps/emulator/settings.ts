import { z } from 'zod'

/** What `PUT /emulator/settings` takes: one number of the contract, and a switch for each open question about the real carrier. */
export const settingsChange = z
  .strictObject({
    callsPerSecond: z.number().positive().nullable(),
    signCallbacks: z.boolean(),
    updateCountsAsTransfer: z.boolean(),
    flatCallbacks: z.boolean(),
    connectCountsAsCall: z.boolean(),
    connectCancelsOn: z.enum(['answer', 'confirm']),
    aloneInRoom: z.enum(['silence', 'music']),
    unknownAddress: z.enum(['unresolvable', 'phone']),
    conferenceWithoutResult: z.enum(['ends', 'goes-on']),
    voiceLogStatus: z.enum(['ended', 'outcome']),
    voiceLogDetails: z.enum(['empty', 'filled']),
    voiceLogPageSize: z.int().min(1).max(1000),
    voiceLogStatusFilter: z.boolean(),
    signTools: z.boolean(),
    aiAfterFailedTool: z.enum(['ends', 'goes-on']),
    aiTransferCounts: z.boolean(),
  })
  .partial()

/** The settings in force. */
export interface Settings {
  /** Outbound legs that may start in a second; null: no limit. */
  callsPerSecond: number | null
  /** Whether status callbacks carry a signature. */
  signCallbacks: boolean
  /** Whether a REST `update` counts toward the 32 transfers of a call. */
  updateCountsAsTransfer: boolean
  /** Whether `dial`'s status callbacks have their fields at the top instead of in the envelope. */
  flatCallbacks: boolean
  /** Whether legs of `connect` wait in the calls-per-second queue too. */
  connectCountsAsCall: boolean
  /** When a parallel `connect` gives up the others: at the first answer, or once a confirm has passed. */
  connectCancelsOn: 'answer' | 'confirm'
  /** What someone alone in a started room hears. */
  aloneInRoom: 'silence' | 'music'
  /** What a `/private/…` address that nobody has set up is: no destination, or a phone like any number. */
  unknownAddress: 'unresolvable' | 'phone'
  /** What becomes of a conference when somebody who joined it without a `result` leaves. */
  conferenceWithoutResult: 'ends' | 'goes-on'
  /** How the voice log writes a leg that is over: always `ended`, or by how it ended (`busy`, `no-answer`, `completed` …). */
  voiceLogStatus: 'ended' | 'outcome'
  /** Whether the log's events about a leg's states say why and how, or nothing. */
  voiceLogDetails: 'empty' | 'filled'
  /** The most entries of the voice log on a page, whatever `page_size` asks for. */
  voiceLogPageSize: number
  /** Whether `status` in the query of the voice log selects entries; otherwise it is ignored. */
  voiceLogStatusFilter: boolean
  /** Whether what assistants post, tools and reports, is signed as documents' fetches are. */
  signTools: boolean
  /** What an assistant does whose tool cannot be reached: it apologises, and its document goes on; or it talks on. */
  aiAfterFailedTool: 'ends' | 'goes-on'
  /** Whether a document that a tool's answer sends the call to counts toward the 32 transfers. */
  aiTransferCounts: boolean
}

/** The settings of an emulator that was just started. */
export function firstSettings(callsPerSecond: number | null): Settings {
  return {
    callsPerSecond,
    signCallbacks: true,
    updateCountsAsTransfer: true,
    flatCallbacks: false,
    connectCountsAsCall: true,
    connectCancelsOn: 'confirm',
    aloneInRoom: 'silence',
    unknownAddress: 'unresolvable',
    conferenceWithoutResult: 'ends',
    voiceLogStatus: 'ended',
    voiceLogDetails: 'empty',
    voiceLogPageSize: 200,
    voiceLogStatusFilter: false,
    signTools: false,
    aiAfterFailedTool: 'ends',
    aiTransferCounts: true,
  }
}
