import { z } from 'zod'

const moment = z.iso
  .datetime()
  .transform((text) => Date.parse(text))
  .nullable()

const carrierLeg = z.object({
  id: z.string(),
  /** E.164. */
  to: z.string(),
  createdAt: moment,
  ringingAt: moment,
  answeredAt: moment,
  endedAt: moment,
  endReason: z.enum(['hangup', 'cancel', 'busy', 'no_answer', 'declined', 'error']).nullable(),
})

/** A call as the emulator's control plane shows it, with every leg that was placed for it. Times in milliseconds since 1970, a timeline's since the call began. */
export const carrierCall = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  state: z.enum(['ringing', 'in-progress', 'ended']),
  startedAt: moment.transform((at) => at ?? 0),
  answeredAt: moment,
  endedAt: moment,
  endReason: z.string().nullable(),
  hears: z.enum(['ringback', 'speech', 'music', 'silence', 'person', 'nothing']),
  with: z.string().nullable(),
  legs: z.array(carrierLeg),
  timeline: z.array(z.object({ ms: z.number(), who: z.string(), what: z.string(), detail: z.string() })),
  recordings: z.array(z.object({ id: z.string(), url: z.string(), seconds: z.number() })),
})
export type CarrierCall = z.output<typeof carrierCall>
export type CarrierLeg = z.output<typeof carrierLeg>
