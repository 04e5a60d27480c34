import { z } from 'zod'

/** What `PUT /emulator/settings` takes: one number of the contract, and a switch for each open question about the real carrier. */
export const settingsChange = z.strictObject({
  callsPerSecond: z.number().positive().nullable(),
  signCallbacks: z.boolean(),
  updateCountsAsTransfer: z.boolean(),
  flatCallbacks: z.boolean(),
  connectCountsAsCall: z.boolean(),
  connectCancelsOn: z.enum(['answer', 'confirm']),
  aloneInRoom: z.enum(['silence', 'music'])
}).partial()

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
    aloneInRoom: 'silence'
  }
}
