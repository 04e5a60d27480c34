import { Router, type Response } from 'express'
import { z } from 'zod'
import type { EndReason, Leg } from '../engine/leg.ts'
import { MOST_TRANSFERS } from '../swml/verbs/flow.ts'
import type { World } from '../world.ts'
import { AI_COMMANDS } from './ai-commands.ts'
import { COMMANDS } from './commands.ts'
import { readDial } from './dial.ts'
import { plainError, refusals, refuse } from './errors.ts'
import { callResponse } from './leg-body.ts'
import { isHttpUrl, readInline, readSource } from './source.ts'

const command = z.strictObject({
  command: z.string(),
  id: z.unknown().optional(),
  params: z.record(z.string(), z.unknown()).default({}),
})

/** Commands that name their call inside `params`, or none. */
const WITHOUT_ID: ReadonlySet<string> = new Set(['dial', 'update'])

type Command = z.output<typeof command>

/** Where a command is carried out, and answered. */
interface Desk {
  world: World
  response: Response
}

/** `POST /api/calling/calls`: one command a request. Those that the emulator does not carry out are refused by name. */
export function callCommands(world: World): Router {
  const router = Router()
  router.post('/', (request, response) => {
    const order = command.safeParse(request.body)
    if (!order.success) return refuse(response, refusals(order.error))
    if (WITHOUT_ID.has(order.data.command) && order.data.id !== undefined)
      return refuse(response, [
        { code: 'invalid_parameter', message: `is no parameter of ${order.data.command} itself`, attribute: 'id' },
      ])
    switch (order.data.command) {
      case 'dial':
        return dial(order.data, { world, response })
      case 'update':
        return update(order.data, { world, response })
      case 'calling.end':
        return end(order.data, { world, response })
      case 'calling.transfer':
        return transfer(order.data, { world, response })
      default:
        if (Object.hasOwn(AI_COMMANDS, order.data.command)) return aboutAi(order.data, { world, response })
        return refuse(response, [
          { code: 'invalid_command_attempted', message: whyNot(order.data.command), attribute: 'command' },
        ])
    }
  })
  return router
}

function whyNot(name: string): string {
  if (!Object.hasOwn(COMMANDS, name)) return `${name.slice(0, 100)} is no command`
  return `${name} is not carried out by the emulator${COMMANDS[name] === 'not yet' ? ' yet' : ''}`
}

/** The number whose dials the API answers with 500, and the one whose answer is lost. */
const ANSWERS_500 = '+12025550193'
const LOSES_ANSWER = '+12025550197'

function dial({ params }: Command, { world, response }: Desk): void {
  if (params.to === ANSWERS_500) return plainError(response, 500)
  const order = readDial(params, world)
  if ('refusals' in order) return refuse(response, order.refusals)
  const leg = world.switchboard.dial(order.dial)
  for (const detail of order.unheard) leg.note('carrier', 'notes', detail)
  answer({ leg, lost: params.to === LOSES_ANSWER }, { world, response })
}

const anything = z.unknown().optional()
const updateParams = z.strictObject({
  id: anything,
  status: z.enum(['canceled', 'completed'], 'must be canceled or completed').optional(),
  status_url: anything,
  url: anything,
  swml: anything,
  fallback_url: anything,
})

/** Every parameter of `update`. */
export const UPDATE_PARAMETERS: readonly string[] = Object.keys(updateParams.shape)

function update({ params }: Command, { world, response }: Desk): void {
  const leg = find(params.id, { world, response })
  if (!leg) return
  const read = updateParams.safeParse(params)
  if (!read.success) return refuse(response, refusals(read.error))
  const { status, status_url: statusUrl, ...rest } = read.data
  const besides =
    status === undefined ? [] : (['url', 'swml', 'fallback_url'] as const).filter((name) => rest[name] !== undefined)
  if (besides.length > 0)
    return refuse(
      response,
      besides.map((name) => ({
        code: 'invalid_parameter',
        message: 'sends the call nowhere when status ends it',
        attribute: name,
      })),
    )
  if (statusUrl !== undefined && !isHttpUrl(statusUrl))
    return refuse(response, [
      { code: 'not_an_http_url', message: 'status_url must be an http or https URL', attribute: 'status_url' },
    ])
  if (leg.isOver)
    return refuse(response, [
      { code: 'cannot_update_completed', message: 'The call is over and cannot be updated', attribute: 'id' },
    ])
  const told = leg.statusTargets
  // whoever ends the call wants to be told of that end
  if (statusUrl !== undefined) leg.statusTargets = [{ url: statusUrl, events: ['ended'], byDial: true }]
  const done =
    status === undefined ? redirect({ leg, params }, { world, response }) : finish({ leg, status }, { world, response })
  if (done) answer({ leg }, { world, response })
  else leg.statusTargets = told
}

function finish(
  { leg, status }: { leg: Leg; status: 'canceled' | 'completed' },
  { world: { switchboard }, response }: Desk,
): boolean {
  const answered = leg.state === 'answered'
  if (status === 'canceled' && answered)
    refuse(response, [
      {
        code: 'cannot_cancel_in_progress',
        message: 'A call in progress cannot be canceled; complete it',
        attribute: 'status',
      },
    ])
  else if (status === 'completed' && !answered)
    refuse(response, [
      {
        code: 'invalid_state',
        message: 'A call that is not answered cannot be completed; cancel it',
        attribute: 'status',
      },
    ])
  else {
    switchboard.end(
      leg,
      status === 'canceled'
        ? { reason: 'cancel', why: 'cancelled by the API' }
        : { reason: 'hangup', why: 'completed by the API' },
    )
    return true
  }
  return false
}

function redirect({ leg, params }: { leg: Leg; params: Command['params'] }, { world, response }: Desk): boolean {
  const source = readSource(params)
  if ('refusals' in source) refuse(response, source.refusals)
  else if (leg.state !== 'answered')
    refuse(response, [
      {
        code: 'cannot_redirect_not_in_progress',
        message: 'Only a call in progress can be redirected',
        attribute: 'id',
      },
    ])
  else if (world.settings.updateCountsAsTransfer && leg.transfers >= MOST_TRANSFERS)
    refuse(response, [
      {
        code: 'call_update_failed',
        message: `The call has been transferred ${String(MOST_TRANSFERS)} times, which is the limit`,
        attribute: 'id',
      },
    ])
  else {
    if (world.settings.updateCountsAsTransfer) leg.transfers += 1
    world.switchboard.redirect(leg, source.source)
    return true
  }
  return false
}

const endParams = z.strictObject({
  reason: z
    .enum(
      ['hangup', 'cancel', 'busy', 'noAnswer', 'decline', 'error'],
      'must be hangup, cancel, busy, noAnswer, decline or error',
    )
    .default('hangup'),
})
const END_REASONS: Record<z.output<typeof endParams>['reason'], EndReason> = {
  hangup: 'hangup',
  cancel: 'cancel',
  busy: 'busy',
  noAnswer: 'no_answer',
  decline: 'declined',
  error: 'error',
}

function end({ id, params }: Command, { world, response }: Desk): void {
  const leg = find(id, { world, response })
  if (!leg) return
  const read = endParams.safeParse(params)
  if (!read.success) return refuse(response, refusals(read.error))
  if (leg.isOver) return refuse(response, [{ code: 'invalid_state', message: 'The call is over', attribute: 'id' }])
  world.switchboard.end(leg, { reason: END_REASONS[read.data.reason], why: 'ended by the API' })
  answer({ leg }, { world, response })
}

function transfer({ id, params }: Command, { world, response }: Desk): void {
  const leg = find(id, { world, response })
  if (!leg) return
  const { dest, ...others } = params
  if (Object.keys(others).length > 0)
    return refuse(
      response,
      Object.keys(others).map((name) => ({
        code: 'invalid_parameter',
        message: 'is no parameter of calling.transfer',
        attribute: name,
      })),
    )
  if (dest === undefined)
    return refuse(response, [{ code: 'missing_required_parameter', message: 'dest is required', attribute: 'dest' }])
  if (leg.isOver) return refuse(response, [{ code: 'invalid_state', message: 'The call is over', attribute: 'id' }])
  const away = typeof dest === 'string' && !/^(https?:|\s*\{)/.test(dest)
  const source = away
    ? readInline({ version: '1.0.0', sections: { main: [{ connect: { to: dest } }] } }, 'dest')
    : readSource(typeof dest === 'string' && isHttpUrl(dest) ? { url: dest } : { swml: dest })
  if ('refusals' in source) return refuse(response, source.refusals)
  if (leg.state !== 'answered')
    return refuse(response, [
      {
        code: 'cannot_redirect_not_in_progress',
        message: 'Only a call in progress can be transferred',
        attribute: 'id',
      },
    ])
  if (leg.transfers >= MOST_TRANSFERS)
    return refuse(response, [
      { code: 'call_update_failed', message: 'The call has used up its transfers', attribute: 'id' },
    ])
  leg.transfers += 1
  world.switchboard.redirect(leg, source.source)
  answer({ leg }, { world, response })
}

/** Tells the assistant that talks at a leg. */
function aboutAi({ command: name, id, params }: Command, { world, response }: Desk): void {
  const leg = find(id, { world, response })
  if (!leg) return
  if (leg.isOver || leg.ai === null || leg.ai.record.state === 'ended')
    return refuse(response, [{ code: 'invalid_state', message: 'No AI talks in this call', attribute: 'id' }])
  const wrong = AI_COMMANDS[name]?.(params, leg.ai) ?? []
  if (wrong.length > 0) return refuse(response, wrong)
  answer({ leg }, { world, response })
}

function find(id: unknown, { world: { switchboard }, response }: Desk): Leg | undefined {
  const leg = typeof id === 'string' ? switchboard.legs.get(id) : undefined
  if (id === undefined || id === '')
    refuse(response, [{ code: 'missing_required_parameter', message: 'id is required', attribute: 'id' }])
  else if (!leg) plainError(response, 404)
  return leg
}

/** Answers with the call, unless the answer is to be lost although the command was carried out. */
function answer({ leg, lost = false }: { leg: Leg; lost?: boolean }, { world: { faults }, response }: Desk): void {
  if (lost || faults.losesAnswer()) response.locals.lost = true
  response.json(callResponse(leg))
}
