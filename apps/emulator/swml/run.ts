import { Interrupted, proceed } from '../clock.ts'
import type { EndReason, Leg } from '../engine/leg.ts'
import type { Instruction, ScriptDocument } from './document.ts'
import { ScriptFailure } from './issue.ts'
import { takeParameters } from './parameters.ts'
import type { Scope } from './scope.ts'
import { NEXT, type Outcome, type Services, type Session } from './session.ts'
import { verbNamed } from './verbs.ts'

/** What a leg runs: a document and the section to begin with. */
export interface Run {
  leg: Leg
  scope: Scope
  services: Services
  signal: AbortSignal
  document: ScriptDocument
  section?: string
}

/**
 * Runs a document and whatever it transfers to. Answers with the reason for which the leg is now to be ended
 * (a document that is through hangs up), or null when the leg ended by itself or got another document.
 */
export async function runDocument(run: Run): Promise<EndReason | null> {
  let { document, section = 'main' } = run
  let session = sessionOf(run)
  try {
    for (;;) {
      session = session.within(document)
      const outcome = await session.runList(document.sections[section] ?? [])
      if (outcome.kind === 'hangup') return outcome.reason
      if (outcome.kind === 'goto')
        throw new ScriptFailure(
          'relay_script_method_parameter_invalid_value',
          `goto: this section has no label "${outcome.label}"`,
        )
      if (outcome.kind !== 'transfer') return 'hangup'
      proceed(run.signal)
      ;({ document, section } = outcome)
      run.scope.params = outcome.params
    }
  } catch (error) {
    if (error instanceof Interrupted) return null
    if (!(error instanceof ScriptFailure)) throw error
    run.services.warn(session, error.issue)
    return 'error'
  }
}

/** A session for a list that belongs to no document of its own, such as a `confirm`. */
export function sessionOf(run: Omit<Run, 'section'>): Session {
  const session: Session = {
    leg: run.leg,
    scope: run.scope,
    services: run.services,
    signal: run.signal,
    document: run.document,
    jumps: new Map(),
    runList: (list) => runList(list, session),
    within: (document) => sessionOf({ ...run, document }),
  }
  return session
}

/** Documents may run each other endlessly without ever waiting; nothing else would run here. @throws ScriptFailure */
function countInstruction(leg: Leg): void {
  leg.instructions += 1
  if (leg.instructions > MOST_INSTRUCTIONS)
    throw new ScriptFailure(
      'relay_script_too_many_instructions',
      `a call may run ${String(MOST_INSTRUCTIONS)} instructions`,
    )
}

/** What no document of a real call comes near. A limit of ours: the carrier names none. */
const MOST_INSTRUCTIONS = 5_000

/** Instructions one after another; a jump to a label that is not in this list is left to the list around it. */
async function runList(list: readonly Instruction[], session: Session): Promise<Outcome> {
  for (let at = 0; at < list.length; at += 1) {
    proceed(session.signal)
    countInstruction(session.leg)
    const [name = '', params] = Object.entries(list[at] ?? {})[0] ?? []
    takeParameters(name, { params, session })
    const outcome = await verbNamed(name)(params, session)
    if (outcome.kind === 'next') continue
    const target = outcome.kind === 'goto' ? list.findIndex((one) => one.label === outcome.label) : -1
    if (target < 0) return outcome
    at = target
  }
  return NEXT
}
