import type { z } from 'zod'
import { readSent } from '../forms/read-sent.ts'
import { badRequest, jsonOf } from '../forms/foreign-body.server.ts'

/** More than the largest plan with its notes and layout could need. */
const LARGEST_BODY = 4_000_000

/**
 * The JSON of a request, by a schema.
 * @throws Response 400 or 413 with a sentence that says what is wrong.
 */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  from: Readonly<Record<string, unknown>>,
): Promise<z.output<Schema>> {
  const text = await request.text()
  if (text.length > LARGEST_BODY)
    throw badRequest(413, 'This is too large to be a flow. Shorten its texts, or split it.')
  const body = jsonOf(text)
  if (typeof body !== 'object' || body === null) throw badRequest(400, 'Send a JSON object.')
  const read = readSent(schema, { ...body, ...from })
  if (!read.ok) throw badRequest(400, read.why.join(' ').slice(0, 1_000))
  return read.input
}
