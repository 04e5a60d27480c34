import { spellings } from '#infra/telephone/other-spelling.ts'
import { e164Of } from './format-number.server.ts'

/**
 * The E.164 numbers for which a text may be written in the form in which we show them: beside a number of the same country,
 * nationally, and in either spelling.
 */
export function writtenNumbers(text: string, numbers: readonly { readonly e164: string }[]): readonly string[] {
  const read = numbers.flatMap(({ e164 }) => e164Of(text, { beside: e164 }) ?? [])
  return [...new Set(read.flatMap(spellings))]
}
