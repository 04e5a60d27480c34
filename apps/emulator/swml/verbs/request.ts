import { z } from 'zod'
import { proceed } from '../../clock.ts'
import { LARGEST_BODY } from '../../outgoing/exchange.ts'
import { amount, flag, NEXT, read, type Verb } from '../session.ts'

const requestParams = z.looseObject({
  url: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  headers: z.record(z.string(), z.coerce.string()).default({}),
  body: z.unknown().optional(),
  timeout: amount.default(0),
  connect_timeout: amount.default(0),
  save_variables: flag.default(false),
})

/** `request`: asks a server, unsigned, and keeps the answer in variables. A failure never ends the document. */
export const request: Verb = async (params, { leg, scope, services, signal }) => {
  const order = read(requestParams, { value: scope.expand(params), verb: 'request' })
  const body = order.body === undefined ? '' : typeof order.body === 'string' ? order.body : JSON.stringify(order.body)
  leg.note('carrier', 'fetches', `${order.method} ${order.url}`)
  const answer = await services.request({
    method: order.method,
    url: order.url,
    headers: { ...contentType(body), ...order.headers },
    body,
    connectMs: order.connect_timeout * 1000,
    totalMs: order.timeout * 1000,
  })
  proceed(signal)
  for (const name of Object.keys(scope.vars)) if (name.startsWith('request_')) delete scope.vars[name]
  const ok =
    answer.kind === 'answer' && answer.status >= 200 && answer.status < 300 && answer.bytes.length <= LARGEST_BODY
  Object.assign(scope.vars, {
    request_url: order.url,
    request_result: ok ? 'success' : 'failed',
    return_value: ok ? 'success' : 'failed',
  })
  if (answer.kind === 'failure') {
    leg.note('carrier', 'error', `${order.url}: ${answer.why}`)
    return NEXT
  }
  Object.assign(scope.vars, {
    request_response_code: answer.status,
    request_response_headers: answer.headers,
    request_response_body: answer.body,
  })
  if (!ok) leg.note('carrier', 'error', `${order.url} answered ${String(answer.status)}`)
  if (ok && order.save_variables) scope.vars.request_response = parsed(answer.body)
  return NEXT
}

/** As documented: when no type is given, the first character of the body decides. */
function contentType(body: string): Record<string, string> {
  if (body === '') return {}
  return { 'Content-Type': /^\s*[{[]/.test(body) ? 'application/json' : 'application/x-www-form-urlencoded' }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return {}
  }
}
