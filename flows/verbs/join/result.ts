import { z } from 'zod'

/** The caller is out of the room again, whoever left it first. */
export type JoinResult = z.output<typeof joinResult>
export const joinResult = z.object({ kind: z.literal('left-room') }).readonly()
