import variant from '@jitl/quickjs-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core'

/** What an expression sees: `vars`, `envs`, `params` and `call` by these names, and what is in vars, envs and call by its own. */
export interface Scopes {
  vars: Record<string, unknown>
  envs: Record<string, unknown>
  params: Record<string, unknown>
  call: Record<string, unknown>
}

const MOST_MEMORY = 8 * 1024 * 1024
const MOST_STACK = 256 * 1024
/** How often the interpreter is asked whether to go on, every ten thousand steps or so, before it is stopped. */
const MOST_ROUNDS = 100
/** Reached only where steps are not counted, or on a machine that has no time for anything. */
const LONGEST_MS = 1000
const LONGEST_SOURCE = 10_000

const quickjs = await newQuickJSWASMModuleFromVariant(variant)

/**
 * The value of a JavaScript expression, evaluated by an interpreter of its own that sees nothing but the scopes and is
 * bounded in steps, time and memory. A name that is not set is undefined; functions are not values.
 * @throws Error with the interpreter's words when there is no value
 */
export function evaluateInSandbox(source: string, scopes: Scopes): unknown {
  if (source.length > LONGEST_SOURCE) throw new Error(`it has more than ${String(LONGEST_SOURCE)} characters`)
  const runtime = quickjs.newRuntime({ memoryLimitBytes: MOST_MEMORY, maxStackSizeBytes: MOST_STACK })
  const context = runtime.newContext()
  try {
    const end = Date.now() + LONGEST_MS
    let rounds = 0
    runtime.setInterruptHandler(() => {
      rounds += 1
      return rounds > MOST_ROUNDS || Date.now() > end
    })
    const given = context.newString(JSON.stringify({ source, scopes }))
    context.setProp(context.global, '$given', given)
    given.dispose()
    const result = context.evalCode(PROGRAM)
    if (result.error) {
      const said: unknown = result.error.consume((error) => context.dump(error))
      throw new Error(wordsOf(said))
    }
    const text: unknown = result.value.consume((value) => context.dump(value))
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } finally {
    context.dispose()
    runtime.dispose()
  }
}

/** Names are looked for in the scopes first, then in the language. The value comes out as JSON, so that nothing alive leaves. */
const PROGRAM = `(() => {
  const { source, scopes } = JSON.parse($given)
  delete globalThis.$given
  const owner = (name) => [scopes, scopes.vars, scopes.envs, scopes.call].find((one) => Object.hasOwn(one, name))
  const names = new Proxy({}, {
    has: (_target, name) => typeof name === 'string' && (owner(name) !== undefined || !(name in globalThis)),
    get: (_target, name) => (typeof name === 'string' ? owner(name)?.[name] : undefined)
  })
  const value = new Function('$names', 'with ($names) { return (' + source + '\\n) }')(names)
  if (value instanceof Promise) throw new TypeError('a promise is no value')
  return JSON.stringify(value)
})()`

function wordsOf(said: unknown): string {
  if (typeof said !== 'object' || said === null || !('message' in said)) return String(said)
  return 'name' in said ? `${String(said.name)}: ${String(said.message)}` : String(said.message)
}
