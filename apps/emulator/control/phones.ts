import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { speakingMs } from '../engine/hearing.ts'
import type { Leg } from '../engine/leg.ts'
import { behaviour, type Phone } from '../engine/phones.ts'
import type { World } from '../world.ts'
import { press, say } from './calls.ts'
import { problem, readOr400 } from './problem.ts'
import { phoneView } from './views.ts'

const naming = z.strictObject({ name: z.string().trim().min(1, 'must not be empty') })
const ADDRESS = /^(\+[1-9]\d{6,14}|(sips?|verto|client):[!-~]{1,250}|\/(private|public)\/(?!\.+(\/|$))[!-~]{1,240})$/

/** `/emulator/phones`: the phones of the world, and the people at them. */
export function controlPhones(world: World): Router {
  const router = Router()
  const { phones } = world.switchboard
  router.get('/', (_request, response) => {
    response.json({ phones: phones.all().map((phone) => phoneView(phone, world)) })
  })
  router.get('/:number', (request, response) =>
    withPhone({ world, request, response, onlyLook: true }, (phone) => response.json(phoneView(phone, world))),
  )
  router.put('/:number', (request, response) =>
    withPhone({ world, request, response }, (phone) => {
      const read = readOr400(response, { schema: naming, value: request.body })
      if (!read) return
      world.namePhone(phone, read.name)
      changed(phone, { world, response })
    }),
  )
  router.put('/:number/behaviour', (request, response) =>
    withPhone({ world, request, response }, (phone) => {
      const read = readOr400(response, { schema: behaviour, value: request.body })
      if (!read) return
      phone.behaviour = read
      changed(phone, { world, response })
    }),
  )
  router.post('/:number/answer', (request, response) =>
    acting({ world, request, response }, { find: free, deed: (leg) => world.switchboard.answer(leg) }),
  )
  router.post('/:number/decline', (request, response) =>
    acting(
      { world, request, response },
      { find: (phone) => phone.ringing, deed: (leg) => world.switchboard.leave(leg) },
    ),
  )
  router.post('/:number/hang-up', (request, response) =>
    acting(
      { world, request, response },
      { find: (phone) => phone.current ?? phone.ringing, deed: (leg) => world.switchboard.leave(leg) },
    ),
  )
  router.post('/:number/press', (request, response) =>
    acting(
      { world, request, response },
      {
        find: talking,
        deed: (leg) => {
          const read = readOr400(response, { schema: press, value: request.body })
          if (read) leg.press(read.keys)
        },
      },
    ),
  )
  router.post('/:number/say', (request, response) =>
    acting(
      { world, request, response },
      {
        find: talking,
        deed: (leg) => {
          const read = readOr400(response, { schema: say, value: request.body })
          if (read) leg.say(read.text, speakingMs(read.text))
        },
      },
    ),
  )
  return router
}

/** One request about one phone. `onlyLook`: looking at an unknown number does not make it known. */
interface Visit {
  world: World
  request: Request<{ number: string }>
  response: Response
  onlyLook?: boolean
}

/** A person who talks already does not pick up a second time. */
function free(phone: Phone): Leg | undefined {
  return phone.current ? undefined : phone.ringing
}

function talking(phone: Phone): Leg | undefined {
  return phone.current
}

function withPhone(
  { world: { switchboard }, request, response, onlyLook = false }: Visit,
  deed: (phone: Phone) => void,
): void {
  const { number } = request.params
  if (ADDRESS.test(number)) deed(onlyLook ? switchboard.phones.peek(number) : switchboard.phones.at(number))
  else
    problem(response, {
      status: 404,
      detail: `${number} is no phone: use an E.164 number, or a percent-encoded sip: or /private/ address.`,
    })
}

function acting(
  visit: Visit,
  { find, deed }: { find: (phone: Phone) => Leg | undefined; deed: (leg: Leg) => void },
): void {
  withPhone(visit, (phone) => {
    const { response } = visit
    const leg = find(phone)
    if (!leg)
      return problem(response, {
        status: 409,
        detail: `Nothing to act on: ${phone.number} is ${phone.state}. Wait until it rings or talks.`,
      })
    deed(leg)
    if (!response.headersSent) response.status(202).end()
  })
}

function changed(phone: Phone, { world, response }: Pick<Visit, 'world' | 'response'>): void {
  world.news.tell({ event: 'phone', number: phone.number })
  response.json(phoneView(phone, world))
}
