import type { z } from 'zod'

/**
 * Reads what was sent with a schema. What breaks a rule that has a sentence of its own is told by that sentence; anything
 * else no page of ours sends, and one sentence is enough for it.
 * @returns the sentences, each once; never the validator's own words.
 */
export function readSent<Schema extends z.ZodType>(
  schema: Schema,
  sent: unknown,
): { readonly ok: true; readonly input: z.output<Schema> } | { readonly ok: false; readonly why: readonly string[] } {
  const read = schema.safeParse(sent, { error: () => NOT_OURS })
  if (read.success) return { ok: true, input: read.data }
  const why = [...new Set(read.error.issues.map(({ message }) => message))]
  // what we have words for is what a person can mend
  return { ok: false, why: why.length === 1 ? why : why.filter((sentence) => sentence !== NOT_OURS) }
}

const NOT_OURS = 'This is not what the page sends: reload it, and fill it in again.'
