import { z } from 'zod'
import type { SaidLine } from '#flows/call/happenings/assistants.ts'
import { redacted } from '../../../redaction.ts'

const entry = z.looseObject({
  role: z.string().catch(''),
  content: z.string().catch(''),
  /** Microseconds since 1970. */
  timestamp: z.number().nullish().catch(null),
})

/** The report on a conversation, as the carrier posts it when that has ended. (`…/steps/n/report`) */
export type AiReport = z.output<typeof aiReport>
export const aiReport = z
  .looseObject({
    call_log: z.array(z.unknown()).catch([]),
    post_prompt_data: z
      .looseObject({ raw: z.string().catch(''), substituted: z.string().catch('') })
      .nullish()
      .catch(null),
  })
  .transform(({ call_log: log, post_prompt_data: summed }) => ({
    summary: kept(summed?.substituted || summed?.raw || '', LONGEST_SUMMARY),
    lines: linesOf(log),
  }))

/** Who said what: without what nobody should keep, and no longer than is read. */
export function linesOf(log: readonly unknown[]): readonly SaidLine[] {
  let left = LONGEST_TALK
  return log.slice(0, MOST_ENTRIES).flatMap((one): SaidLine[] => {
    const { data } = entry.safeParse(one)
    const who = data?.role === 'user' ? 'caller' : data?.role === 'assistant' ? 'assistant' : null
    const text = kept(data?.content ?? '', Math.min(LONGEST_LINE, left))
    if (!data || who === null || text === '') return []
    left -= text.length
    return [{ who, text, at: data.timestamp ? Math.round(data.timestamp / 1000) : null }]
  })
}

function kept(text: string, most: number): string {
  return redacted(text.slice(0, 4 * most))
    .slice(0, most)
    .trim()
    .toWellFormed()
}

/** Characters. */
const LONGEST_SUMMARY = 2000
const LONGEST_LINE = 2000
const LONGEST_TALK = 60_000
const MOST_ENTRIES = 1000
