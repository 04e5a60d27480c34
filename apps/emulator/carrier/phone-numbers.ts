import { Router } from 'express'
import { z } from 'zod'
import type { World } from '../world.ts'
import { keptFields, newRoute, numberChange, routeCalls } from './call-handlers.ts'
import { plainError, refusals, refuseRelay } from './errors.ts'
import { answerList } from './paging.ts'
import type { BusinessNumber } from './resources.ts'

const KEPT_FIELDS = Object.keys(keptFields.shape)

const purchase = z.strictObject({ number: z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be an E.164 number') })

/** In every area code: a number that somebody else was faster to buy, and one that is bought though the answer is lost. */
const SOLD = /^\+1\d{3}5550166$/
const LOSES_ANSWER = /^\+1\d{3}5550167$/

/** `/api/relay/rest/phone_numbers`: the account's numbers; any number that is not owned can be bought. */
export function phoneNumbers(world: World): Router {
  const router = Router()
  const { resources } = world
  router.get('/', (request, response) => {
    answerList(request, response, {
      filters: { filter_name: z.string().optional(), filter_number: z.string().optional() },
      entries({ filter_name: name, filter_number: digits }) {
        const list = [...resources.numbers.values()].filter(
          (one) =>
            (name === undefined || one.name?.includes(name)) && (digits === undefined || one.number.includes(digits)),
        )
        return list.map(body)
      },
      base: world.url,
      refuse: refuseRelay,
    })
  })
  router.post('/', (request, response) => {
    const order = purchase.safeParse(request.body)
    if (!order.success) return refuseRelay(response, refusals(order.error))
    const { number } = order.data
    if (SOLD.test(number))
      return refuseRelay(response, [
        { code: 'number_not_available', message: 'is no longer available', attribute: 'number' },
      ])
    if (resources.numberAt(number))
      return refuseRelay(response, [
        { code: 'already_purchased', message: 'belongs to this project already', attribute: 'number' },
      ])
    if (LOSES_ANSWER.test(number)) response.locals.lost = true
    response.json(body(resources.addNumber(number)))
  })
  router.get('/:id', (request, response) => {
    const number = resources.numbers.get(request.params.id)
    if (number) response.json(body(number))
    else plainError(response, 404)
  })
  router.put('/:id', (request, response) => {
    const number = resources.numbers.get(request.params.id)
    if (!number) return plainError(response, 404)
    const order = numberChange.safeParse(request.body)
    if (!order.success) return refuseRelay(response, refusals(order.error))
    const moved = newRoute(order.data, number)
    if ('refusal' in moved) return refuseRelay(response, [moved.refusal])
    const { name, call_handler: _handler, ...fields } = order.data
    number.name = name ?? number.name
    Object.assign(number.fields, fields)
    if (moved.route) routeCalls(number, moved.route, world)
    resources.touch(number)
    response.json(body(number))
  })
  router.delete('/:id', (request, response) => {
    if (resources.remove('numbers', request.params.id)) response.status(204).end()
    else plainError(response, 404)
  })
  return router
}

function body(number: BusinessNumber): Record<string, unknown> {
  return {
    ...Object.fromEntries(KEPT_FIELDS.map((field) => [field, number.fields[field] ?? null])),
    id: number.id,
    number: number.number,
    name: number.name,
    capabilities: ['voice', 'sms', 'mms'],
    number_type: 'longcode',
    e911_address_id: null,
    e911_status: null,
    created_at: new Date(number.createdAt).toISOString(),
    updated_at: new Date(number.updatedAt).toISOString(),
    next_billed_at: null,
    call_handler: number.callHandler,
    calling_handler_resource_id: number.callResource,
    call_receive_mode: 'voice',
    messaging_handler_resource_id: number.messageResource,
    country_code: 'US',
  }
}
