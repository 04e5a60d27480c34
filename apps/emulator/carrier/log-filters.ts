import { z } from 'zod'

const time = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'must be a date and time')
  .transform((text) => Date.parse(text))

/** What the logs of calls and of messages are filtered by. Nothing is ever deleted here, so that `include_deleted` changes nothing. */
export const logFilters = {
  created_after: time.optional(),
  created_before: time.optional(),
  created_on: time.optional(),
  include_deleted: z.enum(['true', 'false'], 'must be true or false').optional(),
}

export type LogTimes = z.output<z.ZodObject<typeof logFilters>>

/** Whether something that was created then is in the log that was asked for. @param createdAt milliseconds since 1970. */
export function isInLog(
  createdAt: number,
  { created_after: after = -Infinity, created_before: before = Infinity, created_on: on }: LogTimes,
): boolean {
  return createdAt >= after && createdAt <= before && (on === undefined || day(on) === day(createdAt))
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
