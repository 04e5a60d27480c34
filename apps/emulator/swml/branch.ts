import { z } from 'zod'
import type { Instruction } from './document.ts'
import { ScriptFailure } from './issue.ts'
import { NEXT, type Outcome, type Session } from './session.ts'

const list = z.array(z.record(z.string(), z.unknown()))
const condForm = z.array(z.object({ when: z.string().optional(), then: list.optional(), else: list.optional() }))
const switchForm = z.object({
  variable: z.string().optional(),
  case: z.record(z.string(), list),
  default: list.optional(),
})

/** `cond`: the first list whose condition holds, else the `else`. */
export async function runCond(params: unknown, session: Session): Promise<Outcome> {
  for (const choice of condForm.parse(params)) {
    if (choice.when !== undefined && session.scope.evaluate(choice.when)) return session.runList(choice.then ?? [])
    if (choice.else !== undefined) return session.runList(choice.else)
  }
  return NEXT
}

/** `switch`: the case that equals the variable's value, else the default. No match and no default is an error of the script. */
export async function runSwitch(params: unknown, session: Session): Promise<Outcome> {
  const { variable = 'return_value', case: cases, default: otherwise } = switchForm.parse(params)
  const value = session.scope.expand(`\${${variable.replace(/^[$%]\{(.*)\}$/s, '$1')}}`)
  const chosen: Instruction[] | undefined = Object.hasOwn(cases, String(value)) ? cases[String(value)] : otherwise
  if (!chosen)
    throw new ScriptFailure(
      'relay_script_method_no_matching_condition',
      `switch: ${variable} is "${String(value)}", which no case names`,
    )
  return session.runList(chosen)
}

/** The `result` of connect, join_conference and execute: a cond when it is a list, a switch when it is an object. */
export async function runResult(result: unknown, session: Session): Promise<Outcome> {
  if (result === undefined) return NEXT
  return Array.isArray(result) ? runCond(result, session) : runSwitch(result, session)
}
