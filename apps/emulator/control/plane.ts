import { Router, type NextFunction, type Request, type Response } from 'express'
import { z } from 'zod'
import { playingOrder } from '../ai/playing.ts'
import { faultsOrder } from '../faults.ts'
import { bodyFault, readJson } from '../read-json.ts'
import { settingsChange } from '../settings.ts'
import type { World } from '../world.ts'
import { controlCalls } from './calls.ts'
import { liveEvents } from './events.ts'
import { controlMessages } from './messages.ts'
import { controlPhones } from './phones.ts'
import { problem, readOr400 } from './problem.ts'

/** The control plane: how a test, or the page of virtual phones, plays the outside world. */
export function controlPlane(world: World): Router {
  const router = Router()
  router.use(readJson())
  router.get('/health', (_request, response) => void response.json({ status: 'ok' }))
  router.use('/calls', controlCalls(world))
  router.use('/phones', controlPhones(world))
  router.use('/messages', controlMessages(world))
  router.put('/faults', (request, response) => {
    const order = readOr400(response, { schema: faultsOrder, value: request.body })
    if (!order) return
    world.faults.put(order)
    response.json(world.faults.order)
  })
  router.delete('/faults', (_request, response) => {
    world.faults.forget()
    response.json(world.faults.order)
  })
  router.put('/ai', (request, response) => {
    const order = readOr400(response, { schema: playingOrder, value: request.body })
    if (!order) return
    world.playing = order
    response.json(order)
  })
  router.get('/settings', (_request, response) => void response.json(world.settings))
  router.put('/settings', (request, response) => {
    const change = readOr400(response, { schema: settingsChange, value: request.body })
    if (!change) return
    Object.assign(world.settings, change)
    response.json(world.settings)
  })
  router.get('/journal', (request, response) => {
    const query = readOr400(response, { schema: journalQuery, value: request.query })
    if (query) response.json({ entries: world.journal.since(query.since) })
  })
  router.get('/numbers', (_request, response) => void response.json({ numbers: numbers(world) }))
  router.get('/recordings/:file', async (request, response) => {
    const recording = world.recordings.get(request.params.file.replace(/\.wav$/, ''))
    if (!recording)
      return problem(response, {
        status: 404,
        detail: 'No such recording: the ids are in the call objects of GET /emulator/calls.',
      })
    response.type('audio/wav').send(await world.recordings.file(recording))
  })
  router.get('/events', liveEvents(world))
  router.post('/reset', (_request, response) => {
    world.reset()
    response.status(204).end()
  })
  router.use((request, response) =>
    problem(response, {
      status: 404,
      detail: `The control plane has no ${request.method} ${request.originalUrl}: see apps/emulator/README.md.`,
    }),
  )
  // Express knows an error handler by its four parameters.
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const refused = bodyFault(error)
    if (refused)
      return problem(response, {
        status: refused.status,
        detail: `The request cannot be read (${refused.message}): send JSON of at most 1 MB.`,
      })
    console.error(error)
    problem(response, { status: 500, detail: 'Something went wrong inside the emulator; its terminal says more.' })
  })
  return router
}

/** The business numbers with the names of what handles them, for the page. */
function numbers({ resources }: World): { number: string; name: string | null; handler: string | null }[] {
  return [...resources.numbers.values()].map(({ number, name, callResource }) => ({
    number,
    name,
    handler: callResource ? (resources.get(callResource)?.name ?? null) : null,
  }))
}

const journalQuery = z.looseObject({
  since: z
    .union([z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), z.coerce.number()])
    .default(0),
})
