import type { Run } from '../../language/node.ts'
import type { OutboundRequest } from '../../live-call.ts'
import type { Webhook } from './definition.ts'

export const run: Run<Webhook> = async (call, config) => {
  const { method, url, headers, body, seconds, retries, keeps } = config
  const request: OutboundRequest = {
    method,
    url,
    headers: headers.map((one) =>
      one.kind === 'secret'
        ? { name: one.name, value: one.before, secret: one.secret }
        : { name: one.name, value: one.value },
    ),
    body: body.trim() === '' ? null : body,
    seconds,
    retries,
    keeps: keeps.map(({ name, pointer, as }) => ({ name, pointer, ...(as === 'secret' && { secret: true }) })),
  }
  const outcome = await call.fetch(request)
  if (outcome.kind !== 'ok') return outcome.kind
  // what this answer lacks is not what an earlier one had
  const none = Object.fromEntries(keeps.map(({ name }) => [name, '']))
  return { exit: 'ok', gives: { ...none, ...outcome.values } }
}
