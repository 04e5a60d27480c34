import { z } from 'zod'
import { runCond, runResult, runSwitch } from '../branch.ts'
import { readDocumentText, type ReadDocument, type ScriptDocument } from '../document.ts'
import { ScriptFailure } from '../issue.ts'
import { amount, NEXT, read, type Session, type Verb } from '../session.ts'

/** The carrier lets a call transfer this many times. */
export const MOST_TRANSFERS = 32

/** `cond`. */
export const cond: Verb = runCond

/** `switch`. */
export const switchCase: Verb = runSwitch

/** `label`: a place to jump to. */
export const label: Verb = async () => NEXT

const gotoParams = z.looseObject({ label: z.string(), when: z.string().optional(), max: amount.max(100).default(100) })

/** `goto`: jumps within its section, at most `max` times; after that the document simply goes on. */
export const goTo: Verb = async (params, session) => {
  const { when, ...rest } = gotoParams.partial({ label: true }).parse(params)
  const order = read(gotoParams, { value: session.scope.expand(rest), verb: 'goto' })
  if (when !== undefined && !session.scope.evaluate(when)) return NEXT
  const key = z.instanceof(Object).parse(params)
  const jumped = session.jumps.get(key) ?? 0
  if (jumped >= order.max) return NEXT
  session.jumps.set(key, jumped + 1)
  return { kind: 'goto', label: order.label }
}

/** `set`. */
export const set: Verb = async (params, { scope }) => {
  Object.assign(scope.vars, z.record(z.string(), z.unknown()).parse(scope.expand(params)))
  return NEXT
}

const names = z.union([z.string().transform((name) => [name]), z.array(z.string())])

/** `unset`. */
export const unset: Verb = async (params, { scope }) => {
  for (const name of names.parse(params)) delete scope.vars[name.replace(/^vars\./, '')]
  return NEXT
}

/** `return`: back to the `execute` that ran this section. */
export const returnFrom: Verb = async (params, { scope }) => ({ kind: 'return', value: scope.expand(params) })

const destParams = z.looseObject({ dest: z.string(), params: z.record(z.string(), z.unknown()).default({}) })

/** `transfer`: to a section, a URL or an inline document, for good. */
export const transfer: Verb = async (params, session) => {
  const order = read(destParams, { value: session.scope.expand(params), verb: 'transfer' })
  countTransfer(session)
  return { kind: 'transfer', params: order.params, ...(await whereTo(session, { ...order, verb: 'transfer' })) }
}

/** `execute`: the same, but comes back. */
export const execute: Verb = async (params, session) => {
  const {
    result,
    on_return: onReturn,
    ...rest
  } = z
    .looseObject({ result: z.unknown().optional(), on_return: z.array(z.record(z.string(), z.unknown())).optional() })
    .parse(params)
  const { scope } = session
  const order = read(destParams, { value: scope.expand(rest), verb: 'execute' })
  const { document, section } = await whereTo(session, { ...order, verb: 'execute' })
  const before = scope.params
  scope.params = order.params
  const outcome = await nested(session, () => session.within(document).runList(document.sections[section] ?? []))
  scope.params = before
  if (outcome.kind === 'transfer' || outcome.kind === 'hangup') return outcome
  scope.vars.return_value = outcome.kind === 'return' ? outcome.value : ''
  const after = onReturn ? await session.runList(onReturn) : NEXT
  return after.kind === 'next' ? runResult(result, session) : after
}

/** A document that executes itself would never come back. @throws ScriptFailure when too many wait for each other */
async function nested<T>({ leg }: Session, run: () => Promise<T>): Promise<T> {
  if (leg.nested === MOST_NESTED)
    throw new ScriptFailure(
      'relay_script_too_many_executes',
      `at most ${String(MOST_NESTED)} sections may execute each other`,
    )
  leg.nested += 1
  try {
    return await run()
  } finally {
    leg.nested -= 1
  }
}

/** A limit of ours: the carrier names none. */
const MOST_NESTED = 100

/** @throws ScriptFailure beyond 32 transfers */
export function countTransfer({ leg }: Session): void {
  leg.transfers += 1
  if (leg.transfers > MOST_TRANSFERS)
    throw new ScriptFailure('relay_script_too_many_transfers', `a call may transfer ${String(MOST_TRANSFERS)} times`)
}

/** Where `dest` leads: a section of this document, a URL or an inline document. @throws ScriptFailure when nowhere */
export async function whereTo(
  session: Session,
  { dest, params, verb }: { dest: string; params: Record<string, unknown>; verb: string },
): Promise<{ document: ScriptDocument; section: string }> {
  if (Object.hasOwn(session.document.sections, dest)) return { document: session.document, section: dest }
  if (/^https?:\/\//.test(dest)) {
    const { leg, scope, services } = session
    return {
      document: checked(await services.fetchDocument(leg, { url: dest, method: 'POST', scope, params })),
      section: 'main',
    }
  }
  if (/^\s*(?:\{|---|version:|sections:)/.test(dest))
    return { document: checked(readDocumentText(dest)), section: 'main' }
  if (verb === 'execute')
    throw new ScriptFailure('relay_script_section_parameter_undefined', `execute: there is no section "${dest}"`)
  throw new ScriptFailure(
    'relay_script_parse_error',
    `${verb}: "${dest}" is no section of this document, no URL and no document`,
  )
}

function checked(answer: ReadDocument): ScriptDocument {
  if (answer.ok) return answer.document
  const [issue] = answer.issues
  throw new ScriptFailure(issue.code, issue.message)
}
