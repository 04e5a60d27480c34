import { ScriptFailure } from './issue.ts'
import { evaluateInSandbox, type Scopes } from './sandbox.ts'

/**
 * The value of what stands in `${…}` or in a condition: JavaScript. A plain path such as `vars.answer.url` is followed
 * without it: there a member of something that is not set is not set either, where JavaScript would fail.
 * @throws ScriptFailure relay_script_js_eval_error when the JavaScript fails, or takes too much
 */
export function evaluate(source: string, scopes: Scopes): unknown {
  const path = pathOf(source)
  if (path) return follow(path, scopes)
  try {
    return evaluateInSandbox(source, scopes)
  } catch (error) {
    throw new ScriptFailure(
      'relay_script_js_eval_error',
      `cannot evaluate "${source.slice(0, 200)}": ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** A value as it appears inside a text: unset is empty, objects are JSON. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const PATH = /^\s*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*\s*$/
const WORDS_OF_THE_LANGUAGE = new Set([
  'true',
  'false',
  'null',
  'undefined',
  'this',
  'NaN',
  'Infinity',
  'Math',
  'Number',
  'JSON',
])

/** The names of a plain path; undefined when it is anything else. */
function pathOf(source: string): string[] | undefined {
  if (!PATH.test(source)) return undefined
  const names = source
    .trim()
    .split(/[.[\]]+/)
    .filter((name) => name !== '')
  return WORDS_OF_THE_LANGUAGE.has(names[0] ?? '') ? undefined : names
}

function follow([first = '', ...rest]: string[], scopes: Scopes): unknown {
  const owner = [{ ...scopes }, scopes.vars, scopes.envs, scopes.call].find((one) => Object.hasOwn(one, first))
  return rest.reduce(memberOf, memberOf(owner, first))
}

/** A member of an object, list or text that is its own; undefined of anything else. */
function memberOf(value: unknown, name: string): unknown {
  if (typeof value === 'string') return name === 'length' ? value.length : value[Number(name)]
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Object.getOwnPropertyDescriptor(value, name)?.value
}
