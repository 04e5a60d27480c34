import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { systemVariables, type Variables } from '../../env.ts'
import type { ChildPlan } from '../../tools/start/child.ts'

/** What workflows can be searched by. None of them holds a name or a phone number of a person outside. */
export const searchAttributes = {
  RingdownOrganisation: 'Keyword',
  RingdownFlow: 'Keyword',
  RingdownFlowVersion: 'Int',
  RingdownNumber: 'Keyword',
} as const

/** A Temporal server of our own. */
export interface TemporalServer {
  /** Path of the `temporal` program. */
  readonly program: string
  readonly port: number
  readonly uiPort: number
  /** The SQLite file that keeps all workflows. */
  readonly file: string
  readonly namespace: string
  /** Where its pages ask for what we encrypted to be decoded; they add `/decode`. */
  readonly codec?: string
}

/** The server as a process to be kept running. It listens to nobody but this machine. */
export function temporalPlan({ program, port, uiPort, file, namespace, codec }: TemporalServer): ChildPlan {
  const attributes = Object.entries(searchAttributes).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ])
  const where = ['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)]
  const decoding = codec === undefined ? [] : ['--ui-codec-endpoint', codec]
  const how = [
    '--db-filename',
    file,
    '--namespace',
    namespace,
    ...decoding,
    '--log-level',
    'warn',
    '--log-format',
    'json',
  ]
  return {
    name: 'temporal',
    program,
    arguments: ['server', 'start-dev', ...where, ...how, ...attributes],
    variables: environment(),
    tier: 'ground',
    isReady: () => knowsAttributes(program, `127.0.0.1:${port}`, namespace),
    worthShowing: (line) => (/"level":"(fatal|panic)"/.test(line) || line.startsWith('Error') ? line : undefined),
  }
}

/** The server listens a moment before it has made namespace and search attributes; a workflow started then would fail. */
async function knowsAttributes(program: string, address: string, namespace: string): Promise<boolean> {
  const what = ['operator', 'search-attribute', 'list', '--address', address, '--namespace', namespace]
  const { stdout } = await run(program, what, { timeout: 5_000, env: environment() })
  return Object.keys(searchAttributes).every((name) => stdout.includes(name))
}
const run = promisify(execFile)

/** Without TEMPORAL_*: those variables are the program's own options too, and would point it elsewhere. */
function environment(): Variables {
  return Object.fromEntries(Object.entries(systemVariables()).filter(([name]) => !name.startsWith('TEMPORAL_')))
}
