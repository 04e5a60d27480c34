import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { documentOf, readDocument } from '#flows/language/document.ts'
import type { Flow } from '#flows/language/flow.ts'
import { recordOf } from '#flows/language/path.ts'
import { differences, differenceWords } from './differences.ts'
import { readText, textOf } from './file-text.ts'
import { importedStudio } from './import-studio.ts'
import { issueLines, type IssueLine } from './issue-lines.ts'
import { exportedSwml } from './swml/export-swml.ts'

/** What came of a command: what is said on standard output, what on the other one, and the exit code: 0 fine, 1 issues, 2 unusable input. */
export interface Came {
  readonly out: string
  readonly error: string
  readonly code: 0 | 1 | 2
}

export const USAGE = `Usage:
  npm run flow -- check FILE… [--json]
  npm run flow -- convert FILE --to json|yaml [--json]
  npm run flow -- import-studio FILE [--to json|yaml] [--json]
  npm run flow -- export-swml FILE [--json]
  npm run flow -- diff A B [--json]
  npm run flow -- rehearse FILE --scenario FILE [--json]
`

/** Does what is asked of flow files. @param args as the command line has them. @param read a file's text; it throws when there is none. */
export function runCommand(
  args: readonly string[],
  read: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): Came {
  let asked: ReturnType<typeof parsed>
  try {
    asked = parsed(args)
  } catch (error) {
    return { out: '', error: `${error instanceof Error ? error.message : String(error)}\n${USAGE}`, code: 2 }
  }
  const { json, to, command, files } = asked
  if (command === 'check' && files.length > 0)
    return checked(
      files.map((file) => loaded(file, read)),
      json,
    )
  if (command === 'convert' && files.length === 1 && (to === 'json' || to === 'yaml')) {
    return withFlows(files, { read, json }, ([flow]) => {
      const text = textOf(documentOf(flow), to)
      return { out: json ? line({ ok: true, format: to, text }) : text, error: '', code: 0 }
    })
  }
  if (command === 'diff' && files.length === 2) {
    return withFlows(files, { read, json }, ([a, b]) => {
      const found = b ? differences(a, b) : []
      const out = json
        ? line({ ok: found.length === 0, changes: found })
        : found.map((one) => `${differenceWords(one)}\n`).join('')
      return { out, error: '', code: found.length === 0 ? 0 : 1 }
    })
  }
  if (command === 'import-studio' && files.length === 1 && (to === undefined || to === 'json' || to === 'yaml'))
    return importedStudio(files[0] ?? '', { read, json, format: to ?? 'json' })
  if (command === 'export-swml' && files.length === 1)
    return withFlows(files, { read, json }, ([flow]) => exportedSwml(flow, json))
  return { out: '', error: USAGE, code: 2 }
}

function parsed(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, to: { type: 'string' } },
    allowPositionals: true,
  })
  const [command, ...files] = positionals
  return { json: values.json, to: values.to, command, files }
}

interface Loaded {
  readonly file: string
  /** Null where it is no flow. */
  readonly flow: Flow | null
  readonly issues: readonly IssueLine[]
  /** It is not even the beginning of a flow. */
  readonly isUnusable: boolean
}

/** A flow's file as it is. */
export function loaded(file: string, read: (file: string) => string): Loaded {
  const unusable = (message: string): Loaded => ({
    file,
    flow: null,
    issues: [ofDocument('', message)],
    isUnusable: true,
  })
  let text: string
  try {
    text = read(file)
  } catch (error) {
    return unusable(`It cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const content = readText(text)
  if (!content.ok) return unusable(content.why)
  const found = readDocument(content.json)
  if (found.ok) return { file, flow: found.flow, issues: issueLines(found.flow), isUnusable: false }
  const { format, nodes, edges } = recordOf(content.json)
  const isBegun = typeof format === 'number' && Array.isArray(nodes) && Array.isArray(edges)
  return {
    file,
    flow: null,
    issues: found.problems.map(({ path, message }) => ofDocument(path, message)),
    isUnusable: !isBegun,
  }
}

function ofDocument(field: string, message: string): IssueLine {
  return { level: 'error', node: null, field, code: 'document', message }
}

/** What is wrong with flows, as it is said. */
export function checked(all: readonly Loaded[], json: boolean): Came {
  const issues = all.flatMap(({ file, issues: own }) =>
    own.map((issue) => ({ ...(all.length > 1 && { file }), ...issue })),
  )
  const ok = issues.every(({ level }) => level !== 'error')
  const code = all.some(({ isUnusable }) => isUnusable) ? 2 : ok ? 0 : 1
  if (json) return { out: line({ ok, issues }), error: '', code }
  const words = all.flatMap(({ file, issues: own }) =>
    own.length === 0 ? [`${file}: nothing is wrong.\n`] : own.map((issue) => `${file}: ${issueWords(issue)}\n`),
  )
  return { out: words.join(''), error: '', code }
}

function issueWords({ level, node, field, message }: IssueLine): string {
  const where = [node, field].filter((part) => part !== null && part !== '').join(' ')
  return `${level}${where === '' ? '' : ` at ${where}`}: ${message}`
}

/** Does something with flows that can all be read, though they need not be finished. */
function withFlows(
  files: readonly string[],
  { read, json }: { readonly read: (file: string) => string; readonly json: boolean },
  act: (flows: readonly [Flow, ...Flow[]]) => Came,
): Came {
  const all = files.map((file) => loaded(file, read))
  const [first, ...rest] = all.flatMap(({ flow }) => flow ?? [])
  return first && rest.length === files.length - 1
    ? act([first, ...rest])
    : checked(
        all.filter(({ flow }) => !flow),
        json,
      )
}

/** One line of JSON. */
export function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
