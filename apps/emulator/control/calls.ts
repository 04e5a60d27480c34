import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Call } from '../engine/calls.ts'
import { speakingMs } from '../engine/hearing.ts'
import type { World } from '../world.ts'
import { problem, readOr400 } from './problem.ts'
import { callView } from './views.ts'

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be an E.164 number such as +12025550150')
const order = z.strictObject({ from: z.union([e164, z.literal('anonymous')]), to: e164 })
const filter = z.looseObject({
  to: z.string().optional(),
  state: z.enum(['ringing', 'in-progress', 'ended']).optional(),
})

/** The body of every `press`. */
export const press = z.strictObject({ keys: z.string().regex(/^[0-9*#A-D]+$/, 'must be keys of a telephone: 0-9 * #') })

/** The body of every `say`. */
export const say = z.strictObject({ text: z.string().trim().min(1, 'must not be empty') })

/** `/emulator/calls`: somebody calls a business number, and acts. */
export function controlCalls(world: World): Router {
  const router = Router()
  const { calls } = world.switchboard
  router.post('/', (request, response) => {
    const read = readOr400(response, { schema: order, value: request.body })
    if (!read) return
    const number = world.resources.numberAt(read.to)
    if (!number)
      return problem(response, {
        status: 404,
        detail: `No business number ${read.to}: buy it with POST /api/relay/rest/phone_numbers, or dial one of the numbers listed by GET /emulator/numbers.`,
      })
    const call = world.switchboard.arrive({ ...read, ...world.handlerOf(number) })
    response.status(201).json({ id: call.caller.id })
  })
  router.get('/', (request, response) => {
    const read = readOr400(response, { schema: filter, value: request.query })
    if (!read) return
    const views = calls
      .all()
      .filter(({ caller }) => read.to === undefined || caller.to === read.to)
      .map((call) => callView(call, world))
    response.json({ calls: views.filter((view) => read.state === undefined || view.state === read.state) })
  })
  router.get('/:id', (request, response) =>
    withCall({ world, response, id: request.params.id }, (call) => response.json(callView(call, world))),
  )
  router.post('/:id/press', (request, response) =>
    withOpenCall({ world, response, id: request.params.id }, ({ caller }) => {
      const read = readOr400(response, { schema: press, value: request.body })
      if (!read) return
      caller.press(read.keys)
      response.status(202).end()
    }),
  )
  router.post('/:id/say', (request, response) =>
    withOpenCall({ world, response, id: request.params.id }, ({ caller }) => {
      const read = readOr400(response, { schema: say, value: request.body })
      if (!read) return
      caller.say(read.text, speakingMs(read.text))
      response.status(202).end()
    }),
  )
  router.post('/:id/hang-up', (request, response) =>
    withOpenCall({ world, response, id: request.params.id }, ({ caller }) => {
      world.switchboard.leave(caller)
      response.status(202).end()
    }),
  )
  return router
}

interface Visit {
  world: World
  response: Response
  id: string
}

function withCall({ world: { switchboard }, response, id }: Visit, deed: (call: Call) => void): void {
  const call = switchboard.calls.get(id)
  if (call) deed(call)
  else problem(response, { status: 404, detail: `No call ${id}: GET /emulator/calls lists them.` })
}

function withOpenCall(visit: Visit, deed: (call: Call) => void): void {
  withCall(visit, (call) => {
    if (call.caller.isOver)
      problem(visit.response, {
        status: 409,
        detail: `The call is over (${call.caller.endReason ?? ''}): start a new one with POST /emulator/calls.`,
      })
    else deed(call)
  })
}
