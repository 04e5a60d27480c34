import type { Response } from 'express'
import type { z } from 'zod'

const TITLES: Record<number, string> = {
  400: 'Not understood',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible now',
  413: 'Too large',
  500: 'A fault in the emulator',
}

/** Answers `application/problem+json` with a sentence that tells you what to do. */
export function problem(
  response: Response,
  { status, detail }: { status: 400 | 403 | 404 | 409 | 413 | 500; detail: string },
): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: TITLES[status], status, detail }))
}

/** Reads a body or query, or answers 400 and gives undefined. */
export function readOr400<T>(
  response: Response,
  { schema, value }: { schema: z.ZodType<T>; value: unknown },
): T | undefined {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const complaints = read.error.issues.map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.message}`)
  problem(response, { status: 400, detail: `Correct this and send it again: ${complaints.join('; ')}.` })
  return undefined
}
