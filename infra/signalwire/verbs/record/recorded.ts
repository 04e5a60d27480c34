import { filledNumber, filledText } from '../../filled-in.ts'

/** What a document says of its own recording, in whichever request. */
export const recordedFields = {
  record_url: filledText,
  record_result: filledText,
  record_duration: filledNumber,
}

interface Recorded {
  readonly record_url: string | null
  readonly record_result: string | null
  readonly record_duration: number | null
}

/** The carrier names a recording even when it failed or nobody spoke; only a good one counts. Its length may be missing: 0. */
export function recordingOf(body: Recorded): { readonly url: string; readonly seconds: number } | null {
  if (body.record_url === null || !URL.canParse(body.record_url)) return null
  if (body.record_result !== null && !/^(success|finished|recorded)$/i.test(body.record_result)) return null
  return { url: body.record_url, seconds: Math.round(body.record_duration ?? 0) }
}
