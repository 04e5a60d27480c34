import { z } from 'zod'
import { codecs } from '../codecs.ts'
import type { DialOrder } from '../engine/switchboard.ts'
import type { World } from '../world.ts'
import type { Refusal } from './errors.ts'
import { isHttpUrl, readSource } from './source.ts'

const variables = z
  .record(
    z.string().regex(/^(?!signalwire_|sw_|rtc_|internal_)[A-Za-z_]\w*$/),
    z.string().refine((text) => Buffer.byteLength(text) <= 1024),
  )
  .refine((all) => Object.keys(all).length <= 20)

const NO_CREDENTIALS = 'is not emulated: no phone here asks who calls it'

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
  codecs: codecs.optional(),
  max_price_per_minute: z.number().min(0).optional(),
  send_digits: z
    .string()
    .regex(/^[0-9A-D*#w,]*$/)
    .optional(),
  region: z.never('must be one of the regions of this project, which has none').optional(),
  username: z.never(NO_CREDENTIALS).optional(),
  password: z.never(NO_CREDENTIALS).optional(),
  to_script: z.unknown().optional(),
})

/** Every parameter of `dial`. */
export const DIAL_PARAMETERS: readonly string[] = Object.keys(dialParams.shape)

/** The parameters that change nothing that a text can show; the leg's story names them. No call costs anything here. */
export const UNHEARD = ['codecs', 'max_price_per_minute'] as const

const MOST_QUEUED = 10_000
const E164 = /^\+[1-9]\d{6,14}$/

/** Checks the parameters of `dial`, with the carrier's codes for what is wrong. */
export function readDial(
  params: Record<string, unknown>,
  world: World,
): { dial: DialOrder; unheard: string[] } | { refusals: Refusal[] } {
  const missing = ['from', ...(params.to_script === undefined ? ['to'] : [])].filter(
    (name) => params[name] === undefined || params[name] === '',
  )
  if (missing.length > 0)
    return {
      refusals: missing.map((name) => ({
        code: 'missing_required_parameter',
        message: `${name} is required`,
        attribute: name,
      })),
    }
  const read = dialParams.safeParse(params)
  if (!read.success)
    return {
      refusals: read.error.issues.map((issue) => ({
        code: 'invalid_parameter',
        message: issue.message,
        attribute: issue.path.join('.') || 'params',
      })),
    }
  const {
    from,
    to = '',
    timeout,
    caller_id: callerId,
    send_digits: digits = '',
    status_url: statusUrl,
    status_events: events,
    custom_variables: envs,
  } = read.data
  const wrong = wrongParty({ from, to, toScript: read.data.to_script }, world) ?? wrongCallerId(callerId, world)
  if (wrong) return { refusals: [wrong] }
  if (statusUrl !== undefined && !isHttpUrl(statusUrl))
    return {
      refusals: [
        { code: 'not_an_http_url', message: 'status_url must be an http or https URL', attribute: 'status_url' },
      ],
    }
  const source = readSource(params)
  if ('refusals' in source) return source
  const status = statusUrl === undefined ? null : { url: statusUrl, events, byDial: true }
  const unheard = UNHEARD.filter((name) => read.data[name] !== undefined).map(
    (name) => `dial: ${name} ${String(read.data[name])}`,
  )
  return {
    unheard,
    dial: {
      from,
      shown: callerId ?? from,
      to,
      timeout,
      digits,
      source: source.source,
      envs,
      status,
      call: world.switchboard.calls.callOf({ from, order: params }),
    },
  }
}

function wrongParty(
  { from, to, toScript }: { from: string; to: string; toScript: unknown },
  { resources, switchboard }: World,
): Refusal | undefined {
  if (toScript !== undefined)
    return { code: 'cannot_process', message: 'to_script is not emulated', attribute: 'to_script' }
  if (!E164.test(to) && !/^(sips?:[^\s@]+@[^\s@]+|verto:\S+|client:\S+|\/(private|public)\/\S+)$/.test(to))
    return { code: 'invalid_to_number', message: `${to} is neither an E.164 number nor an address`, attribute: 'to' }
  if (E164.test(from) && !resources.numberAt(from))
    return { code: 'not_purchased_or_verified', message: `${from} is not a number of this project`, attribute: 'from' }
  if (!switchboard.hasPhone(to))
    return { code: 'to_destination_unresolvable', message: `${to} is no address of this project`, attribute: 'to' }
  if (to.startsWith('/') && switchboard.phones.peek(to).behaviour.kind === 'off')
    return { code: 'no_registered_devices', message: `${to} has no registered device`, attribute: 'to' }
  const queued = [...switchboard.legs.values()].filter((leg) => leg.state === 'queued').length
  return queued >= MOST_QUEUED
    ? { code: 'max_queued_calls_exceeded', message: `${String(MOST_QUEUED)} calls are waiting already` }
    : undefined
}

/** A number that is shown must be the account's, like the one that calls; what a SIP device shows is its own affair. */
function wrongCallerId(callerId: string | undefined, { resources }: World): Refusal | undefined {
  if (callerId === undefined || !E164.test(callerId) || resources.numberAt(callerId)) return undefined
  return {
    code: 'not_purchased_or_verified',
    message: `${callerId} is not a number of this project`,
    attribute: 'caller_id',
  }
}
