import { timingSafeEqual } from 'node:crypto'
import { Router, type NextFunction, type Request, type Response } from 'express'
import { z } from 'zod'
import type { JournalMessage } from '../journal.ts'
import { readable } from '../journal.ts'
import { bodyFault, readJson } from '../read-json.ts'
import type { World } from '../world.ts'
import { callCommands } from './calls.ts'
import { plainError } from './errors.ts'
import { messagingRoutes } from './messaging.ts'
import { phoneNumbers } from './phone-numbers.ts'
import { recordingRoutes } from './recordings.ts'
import { swmlScripts } from './swml-scripts.ts'
import { swmlWebhooks } from './swml-webhooks.ts'
import { phoneRoutes } from './phone-routes.ts'
import { voiceLogs } from './voice-logs.ts'

/** The carrier's REST API, as far as it is emulated; everything else is 404 as on the carrier. */
export function carrierApi(world: World): Router {
  const api = Router()
  api.use(readJson())
  api.use(keepJournal(world), signIn(world), troubles(world))
  api.use('/calling/calls', callCommands(world))
  api.use('/voice/logs', voiceLogs(world))
  api.use('/relay/rest/phone_numbers', phoneNumbers(world))
  api.use('/fabric/resources/swml_webhooks', swmlWebhooks(world))
  api.use('/fabric/resources/swml_scripts', swmlScripts(world))
  api.use('/fabric/resources', phoneRoutes(world))
  api.use('/messaging', messagingRoutes(world))
  api.use(recordingRoutes(world))
  api.use((_request, response) => plainError(response, 404))
  // Express knows an error handler by its four parameters.
  api.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const refused = bodyFault(error)
    if (!refused) console.error(error)
    plainError(response, refused?.status ?? 500)
  })
  return api
}

/** Notes each exchange, delays answers when ordered, and swallows those that are to be lost. */
function keepJournal(world: World) {
  return (request: Request, response: Response, next: NextFunction) => {
    const url = `${world.url}${request.originalUrl}`
    const done = world.journal.begin({
      direction: 'in',
      method: request.method,
      url,
      request: { headers: headersOf(request.headers), body: z.unknown().optional().parse(request.body) ?? null },
    })
    const end = response.end.bind(response)
    const send = (body: unknown) => {
      if (response.locals.lost === true) return
      end(body)
    }
    response.end = (body?: unknown) => {
      const lateMs = world.faults.slowMs
      const finish = () => {
        done({
          status: response.statusCode,
          response: { headers: headersOf(response.getHeaders()), body: bodyOf(body) },
        })
        send(body)
      }
      if (lateMs > 0) world.clock.after(lateMs, finish)
      else finish()
      return response
    }
    next()
  }
}

function bodyOf(body: unknown): unknown {
  if (typeof body === 'string') return readable(body)
  if (!Buffer.isBuffer(body)) return null
  return body.toString('latin1', 0, 4) === 'RIFF'
    ? `${String(body.length)} bytes of audio`
    : readable(body.toString('utf8'))
}

function headersOf(headers: Record<string, unknown>): JournalMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** HTTP Basic, project and token. */
function signIn({ account }: World) {
  const expected = Buffer.from(`Basic ${Buffer.from(`${account.project}:${account.token}`).toString('base64')}`)
  return (request: Request, response: Response, next: NextFunction) => {
    const given = Buffer.from(request.get('authorization') ?? '')
    if (given.length === expected.length && timingSafeEqual(given, expected)) next()
    else plainError(response, 401)
  }
}

/** The ordered trouble that strikes before anything is done. */
function troubles({ faults }: World) {
  return (_request: Request, response: Response, next: NextFunction) => {
    const refusal = faults.refusal()
    if (refusal === undefined) next()
    else plainError(response, refusal)
  }
}
