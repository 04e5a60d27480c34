import { Router } from 'express'
import { z } from 'zod'
import { isoTime } from '../clock.ts'
import type { Message } from '../messages.ts'
import type { World } from '../world.ts'
import { problem, readOr400 } from './problem.ts'

const text = z
  .strictObject({
    from: z.string().min(1),
    to: z.string().min(1),
    body: z.string().default(''),
    media: z.array(z.url()).default([]),
  })
  .refine((one) => one.body !== '' || one.media.length > 0, 'needs a body or media')
const filter = z.looseObject({ to: z.string().optional(), from: z.string().optional() })

/** `/emulator/messages`: texts both ways. */
export function controlMessages(world: World): Router {
  const router = Router()
  router.post('/', (request, response) => {
    const read = readOr400(response, { schema: text, value: request.body })
    if (!read) return
    const number = world.resources.numberAt(read.to)
    if (!number)
      return problem(response, {
        status: 404,
        detail: `No business number ${read.to}: GET /emulator/numbers lists those there are.`,
      })
    response.status(201).json({ id: world.messages.arrive(read, number).id })
  })
  router.get('/', (request, response) => {
    const read = readOr400(response, { schema: filter, value: request.query })
    if (!read) return
    const list = world.messages
      .all()
      .filter(
        (one) => (read.to === undefined || one.to === read.to) && (read.from === undefined || one.from === read.from),
      )
    response.json({ messages: list.map(messageView) })
  })
  return router
}

function messageView({
  id,
  direction,
  from,
  to,
  body,
  media,
  status,
  segments,
  error,
  answerError,
  createdAt,
  history,
}: Message): Record<string, unknown> {
  return {
    id,
    direction,
    from,
    to,
    body,
    media,
    status,
    segments,
    errorCode: error?.code ?? null,
    answerError,
    at: isoTime(createdAt),
    history: history.map((one) => ({ status: one.status, at: isoTime(one.at) })),
  }
}
