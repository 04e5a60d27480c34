import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { readEnv } from '#infra/env.ts'
import { dueTimes, untilDue } from '../measure/schedule.ts'
import { Caller } from './caller.ts'
import { dialForm, Phone } from './phone.ts'
import { roundForm, type CallRecord, type Round } from './round.ts'

/**
 * A carrier that costs next to nothing, in a process of its own: it brings calls when they are due, rings phones, tells
 * their states and obeys the commands that a call of this bench gives. It checks nothing: the emulator does that.
 */
const callers = new Map<string, Caller>()
const phones = new Map<string, Phone>()
let people: Round['people'] = 'third accepts'

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => reply(response, 500, { error: String(error) }))
})
server.keepAliveTimeout = 75_000
server.listen(Number(new URL(readEnv().SIGNALWIRE_BASE_URL).port), '127.0.0.1')

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? ''
  const log = /^\/api\/voice\/logs\/([^/?]+)(\/events)?/.exec(path)
  if (path === '/bench/health') return reply(response, 200, {})
  if (path === '/bench/round') return reply(response, 200, await play(roundForm.parse(JSON.parse(await text(request)))))
  if (path === '/api/calling/calls') {
    const done = command(commandForm.parse(JSON.parse(await text(request))))
    return done === null ? reply(response, 422, refusal) : reply(response, 200, done)
  }
  if (log?.[2] !== undefined || path.startsWith('/api/voice/logs?')) return reply(response, 200, { data: [] })
  if (log) return reply(response, 200, phones.get(log[1] ?? '')?.entry ?? { id: log[1], status: 'answered' })
  reply(response, 404, { error: `this carrier has no ${path}` })
}

/** Brings the calls of a round and waits until each is done, has failed, or patience ends. */
async function play(round: Round): Promise<readonly CallRecord[]> {
  people = round.people
  const begin = performance.now() + 50
  const due = dueTimes({ count: round.calls, perSecond: round.perSecond, seed: round.seed })
  const all: Caller[] = []
  for (const [at, after] of due.entries()) {
    await untilDue(begin + after)
    const line = round.lines[at % round.lines.length]
    if (!line) throw new Error('a round needs a line')
    const caller = new Caller(`${round.prefix}-${at}`, line, begin + after)
    all.push(caller)
    callers.set(caller.id, caller)
    void caller.dialsIn()
  }
  const outOfPatience = new AbortController()
  await Promise.race([
    Promise.all(all.map(({ settled }) => settled)),
    pause(round.patience, undefined, { signal: outOfPatience.signal }).catch(() => {}),
  ])
  outOfPatience.abort()
  return all.map(({ record }) => record)
}

/** @returns null when an answered leg was to be cancelled, which the carrier refuses. */
function command(given: z.output<typeof commandForm>): object | null {
  switch (given.command) {
    case 'dial': {
      const caller = callers.get(callOf(given.params.status_url))
      if (!caller) throw new Error(`nobody calls for ${given.params.status_url}`)
      const phone = new Phone(randomUUID(), given.params, caller)
      phones.set(phone.id, phone)
      // the answer to the command goes out first
      setImmediate(() => void phone.rings(caller.dialled(), people))
      return { id: phone.id, status: 'queued' }
    }
    case 'update':
      // whoever is in a room alone is moved to a farewell
      if (given.params.status !== 'canceled')
        setImmediate(
          () =>
            void (
              callers.get(given.params.id)?.moved(given.params.swml) ?? phones.get(given.params.id)?.ends('hangup')
            ),
        )
      else if (phones.get(given.params.id)?.isAnswered) return null
      else setImmediate(() => void phones.get(given.params.id)?.ends('cancel'))
      return { id: given.params.id, status: 'answered' }
    case 'calling.end':
      setImmediate(() => void phones.get(given.id)?.ends('hangup'))
      return { id: given.id, status: 'ended' }
  }
}

/** The call in the address that the product gave for a leg's callbacks. */
function callOf(statusUrl: string): string {
  return decodeURIComponent(/\/calls\/([^/]+)\//.exec(new URL(statusUrl).pathname)?.[1] ?? '')
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const refusal = {
  errors: [
    {
      type: 'validation_error',
      code: 'cannot_cancel_in_progress',
      message: 'The call is in progress.',
      attribute: 'status',
    },
  ],
}

const commandForm = z.discriminatedUnion('command', [
  z.object({ command: z.literal('dial'), params: dialForm }),
  z.object({
    command: z.literal('update'),
    params: z.object({ id: z.string(), status: z.string().optional(), swml: z.unknown().optional() }),
  }),
  z.object({ command: z.literal('calling.end'), id: z.string() }),
])
