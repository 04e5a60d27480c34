import { Router } from 'express'
import { z } from 'zod'
import type { World } from '../world.ts'
import { plainError, refusals, refuse } from './errors.ts'

const assignment = z.strictObject({ phone_route_id: z.string(), handler: z.enum(['calling', 'messaging']) })

/** `POST /api/fabric/resources/{id}/phone_routes`: lets a resource handle a number's calls or messages. */
export function phoneRoutes({ resources }: World): Router {
  const router = Router()
  router.post('/:id/phone_routes', (request, response) => {
    const resource = resources.get(request.params.id)
    if (!resource) return plainError(response, 404)
    const order = assignment.safeParse(request.body)
    if (!order.success) return refuse(response, refusals(order.error))
    const number = resources.numbers.get(order.data.phone_route_id)
    const use = 'usedFor' in resource ? resource.usedFor : order.data.handler
    if (use !== order.data.handler)
      return refuse(response, [
        {
          code: 'invalid_parameter',
          message: `is ${order.data.handler}, and this resource is used for ${use}`,
          attribute: 'handler',
        },
      ])
    if (!number)
      return refuse(response, [
        { code: 'does_not_exist', message: 'phone_route_id is no number of this project', attribute: 'phone_route_id' },
      ])
    if (order.data.handler === 'calling') {
      number.callResource = resource.id
      number.callHandler = 'relay_script'
      delete number.fields.call_relay_script_url
    } else number.messageResource = resource.id
    resources.touch(number)
    response.json({
      id: number.id,
      name: number.number,
      display_name: number.name ?? number.number,
      cover_url: '',
      preview_url: '',
      locked: false,
      channels:
        order.data.handler === 'calling'
          ? { audio: `/external/${number.number}?channel=audio` }
          : { messaging: `/external/${number.number}?channel=messaging` },
      created_at: new Date(number.createdAt).toISOString(),
      type: 'app',
    })
  })
  return router
}
