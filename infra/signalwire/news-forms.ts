import { z } from 'zod'
import { carrierId } from './carrier-id.ts'
import type { CarrierNews } from './news.ts'

/** The small forms of which the carrier's callbacks are made: what is missing, or is not what it should be, counts as not told. */
export const optional = <T>(schema: z.ZodType<T>) =>
  schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null)

export const text = optional(z.string().max(4_000))
export const id = optional(carrierId)
export const amount = optional(z.coerce.number().finite())
export const device = optional(
  z.object({ params: optional(z.object({ to_number: text, from_number: text, to: text })) }),
)

/** The news that an event's particulars tell, or that they cannot be read. */
export function parsed<T>(form: z.ZodType<T>, params: unknown, then: (data: T) => CarrierNews): CarrierNews {
  const result = form.safeParse(params)
  return result.success ? then(result.data) : { kind: 'unreadable', why: z.prettifyError(result.error) }
}
