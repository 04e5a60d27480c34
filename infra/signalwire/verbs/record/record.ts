import { z } from 'zod'
import type { RecordLimits } from '#flows/live-call.ts'
import { ourPrompt } from '#flows/speech/our-prompt.ts'
import { ENDS_MESSAGE, firstWordWithin } from '#flows/verbs/record/record.ts'
import { recordResult } from '#flows/verbs/record/result.ts'
import { carrierId } from '../../carrier-id.ts'
import { own, variable } from '../../documents/harmless.ts'
import { plays } from '../../documents/speech.ts'
import type { DraftVerb } from '../../documents/swml.ts'
import type { CarrierNews } from '../../news.ts'
import { amount, optional, parsed, text } from '../../news-forms.ts'
import type { CarrierVerb } from '../carrier-verb.ts'
import { hangUpFor } from '../hang-up/hang-up.ts'
import { recordedFields, recordingOf } from './recorded.ts'

export const record = {
  render: ({ greeting, limits }, { limit, recordingUrl }) => [
    ...(greeting ? [plays(greeting, limit)] : []),
    recording(limits, recordingUrl),
  ],
  learns: {
    says: recorded(),
    read: z
      .object(recordedFields)
      .transform((body) => {
        const found = recordingOf(body)
        return found ? ({ kind: 'recorded', ...found } as const) : ({ kind: 'not-recorded' } as const)
      })
      .pipe(recordResult),
  },
  rung: {
    ends: true,
    render: ({ greeting, limits }, { limit, recordingUrl, report, speech }) => [
      ...(greeting ? [plays(greeting, limit)] : []),
      recording(limits, recordingUrl),
      report('recorded', recorded()),
      plays(
        ourPrompt(speech, ({ thanksGoodbye }) => thanksGoodbye),
        limit,
      ),
      hangUpFor('done'),
    ],
  },
  callback: {
    event: 'calling.call.record',
    read: (params, at) => parsed(recordForm.extend({ call_id: carrierId }), params, (data) => newsOf(data, at)),
  },
  inLog({ name, details }) {
    if (!/record/.test(name)) return null
    const inner = z.object({ params: z.unknown() }).safeParse(details)
    const params = recordForm.safeParse(inner.success && inner.data.params !== undefined ? inner.data.params : details)
    const made = params.success ? madeIn(params.data) : null
    return made && { kind: 'recorded', ...made }
  },
} as const satisfies CarrierVerb<'record'>

function recording(limits: RecordLimits, statusUrl: string): DraftVerb {
  return {
    record: {
      beep: true,
      format: 'wav',
      max_length: limits.maxSeconds,
      initial_timeout: firstWordWithin(limits),
      end_silence_timeout: limits.silenceSeconds,
      terminators: ENDS_MESSAGE,
      status_url: statusUrl,
    },
  }
}

/** What a document learned from its own recording; the carrier puts the values in. */
function recorded() {
  return {
    record_url: own`${variable('record_url')}`,
    record_result: own`${variable('record_result')}`,
    record_duration: own`${variable('record_duration')}`,
  } as const
}

function newsOf(data: z.output<typeof recordForm> & { readonly call_id: string }, at: number | null): CarrierNews {
  const about = { call: data.call_id, at }
  const made = madeIn(data)
  if (made) return { kind: 'recorded', ...about, ...made }
  if (data.state === 'recording' || data.state === 'paused') return { kind: 'recording', ...about, state: data.state }
  return { kind: 'recording', ...about, state: data.state === 'no_input' ? 'no-input' : 'failed' }
}

/** The recording that is finished; null while there is none. Both layouts: its fields beside the state, or inside `record`. */
function madeIn({ state, url, duration, record: inner }: z.output<typeof recordForm>) {
  const at = url ?? inner?.url ?? null
  return state === 'finished' && at !== null ? { url: at, seconds: Math.round(duration ?? inner?.duration ?? 0) } : null
}

const recordForm = z.object({
  state: z.enum(['recording', 'paused', 'finished', 'no_input', 'error']),
  url: text,
  duration: amount,
  record: optional(z.object({ url: text, duration: amount })),
})
