import { z } from 'zod'
import type { DialOrder } from '../engine/switchboard.ts'
import type { World } from '../world.ts'
import type { Refusal } from './errors.ts'
import { isHttpUrl, readSource } from './source.ts'

const variables = z.record(z.string().regex(/^(?!signalwire_|sw_|rtc_|internal_)[A-Za-z_]\w*$/), z.string().refine((text) => Buffer.byteLength(text) <= 1024))
  .refine((all) => Object.keys(all).length <= 20)

const dialParams = z.strictObject({
  from: z.string(),
  to: z.string().optional(),
  url: z.unknown().optional(),
  swml: z.unknown().optional(),
  url_method: z.enum(['GET', 'POST']).optional(),
  fallback_url: z.unknown().optional(),
  caller_id: z.string().optional(),
  timeout: z.int().min(1).max(600).default(60),
  status_url: z.unknown().optional(),
  status_events: z.array(z.enum(['created', 'ringing', 'answered', 'ended'])).default(['ended']),
  custom_variables: variables.default({}),
  codecs: z.unknown().optional(),
  max_price_per_minute: z.number().min(0).optional(),
  send_digits: z.string().regex(/^[0-9A-D*#w,]*$/).optional(),
  region: z.unknown().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  to_script: z.unknown().optional()
})

const MOST_QUEUED = 10_000
const E164 = /^\+[1-9]\d{6,14}$/

/** Checks the parameters of `dial`, with the carrier's codes for what is wrong. */
export function readDial(params: Record<string, unknown>, world: World): { dial: DialOrder } | { refusals: Refusal[] } {
  const missing = ['from', ...(params.to_script === undefined ? ['to'] : [])].filter((name) => params[name] === undefined || params[name] === '')
  if (missing.length > 0) return { refusals: missing.map((name) => ({ code: 'missing_required_parameter', message: `${name} is required`, attribute: name })) }
  const read = dialParams.safeParse(params)
  if (!read.success) return { refusals: read.error.issues.map((issue) => ({ code: 'invalid_parameter', message: issue.message, attribute: issue.path.join('.') || 'params' })) }
  const { from, to = '', timeout, status_url: statusUrl, status_events: events, custom_variables: envs } = read.data
  const wrong = wrongParty({ from, to, toScript: read.data.to_script }, world)
  if (wrong) return { refusals: [wrong] }
  if (statusUrl !== undefined && !isHttpUrl(statusUrl)) return { refusals: [{ code: 'not_an_http_url', message: 'status_url must be an http or https URL', attribute: 'status_url' }] }
  const source = readSource(params)
  if ('refusals' in source) return source
  const status = statusUrl === undefined ? null : { url: statusUrl, events, byDial: true }
  return { dial: { from, to, timeout, source: source.source, envs, status, call: world.switchboard.calls.callOf({ from, order: params }) } }
}

function wrongParty({ from, to, toScript }: { from: string; to: string; toScript: unknown }, { resources, switchboard }: World): Refusal | undefined {
  if (toScript !== undefined) return { code: 'cannot_process', message: 'to_script is not emulated', attribute: 'to_script' }
  if (!E164.test(to) && !/^(sips?:\S+@\S+|verto:\S+|client:\S+|\/(private|public)\/\S+)$/.test(to)) return { code: 'invalid_to_number', message: `${to} is neither an E.164 number nor an address`, attribute: 'to' }
  if (E164.test(from) && !resources.numberAt(from)) return { code: 'not_purchased_or_verified', message: `${from} is not a number of this project`, attribute: 'from' }
  if (to.startsWith('/') && switchboard.phones.at(to).behaviour.kind === 'off') return { code: 'no_registered_devices', message: `${to} has no registered device`, attribute: 'to' }
  const queued = [...switchboard.legs.values()].filter((leg) => leg.state === 'queued').length
  return queued >= MOST_QUEUED ? { code: 'max_queued_calls_exceeded', message: `${String(MOST_QUEUED)} calls are waiting already` } : undefined
}
