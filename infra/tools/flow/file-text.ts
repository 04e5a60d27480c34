import { isAlias, isCollection, isNode, parseDocument, stringify, visit, type Node } from 'yaml'

/** A file is no longer than this. Characters. */
const LONGEST = 4_000_000

/** Nothing that a flow says stands deeper. */
const DEEPEST = 60

/** What a file can be written as. */
export type FileFormat = 'json' | 'yaml'

/** What a file says, or why it cannot be used. */
export type FileRead = { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly why: string }

/**
 * Reads a file's text: JSON, or YAML without what YAML has beyond it. Anchors, aliases, tags and merges are refused: a flow needs
 * none, and a few lines of them can stand for more than any machine holds.
 */
export function readText(text: string): FileRead {
  if (text.length > LONGEST) return unusable(`It has ${text.length} characters, more than ${LONGEST}.`)
  if (/^\uFEFF?\s*\{/.test(text)) {
    try {
      return shallow(JSON.parse(text.replace(/^\uFEFF/, '')))
    } catch {
      // YAML may begin with a brace, too
    }
  }
  if (isTooDeep(text)) return unusable(`Something in it stands deeper than ${DEEPEST} levels.`)
  try {
    return readYaml(text)
  } catch (error) {
    return unusable(`It is neither JSON nor YAML: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A document as a file's text: the same for the same document. */
export function textOf(document: object, format: FileFormat): string {
  return format === 'json'
    ? `${JSON.stringify(document, null, 2)}\n`
    : stringify(document, { lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: 'PLAIN' })
}

function readYaml(text: string): FileRead {
  const document = parseDocument(text, {
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    prettyErrors: true,
    logLevel: 'silent',
  })
  const [error] = document.errors
  if (error) return unusable(`It is neither JSON nor YAML: ${error.message.split('\n', 1)[0] ?? ''}`)
  let foreign: string | null = null
  visit(document, (_key, node) => {
    if (isAlias(node)) foreign = `the alias *${node.source}`
    else if (isNode(node) && node.anchor) foreign = `the anchor &${node.anchor}`
    else if (isNode(node) && isForeignTag(node)) foreign = `the tag ${node.tag ?? ''}`
    return foreign === null ? undefined : visit.BREAK
  })
  if (foreign !== null)
    return unusable(
      `It uses ${String(foreign)}. Write what is meant in full: flows have neither anchors, aliases nor tags.`,
    )
  return shallow(document.toJS({ maxAliasCount: 0 }))
}

/** Whether somebody says what sort of thing a node is. That a map is one and a list is one, YAML says of itself. */
function isForeignTag(node: Node): boolean {
  return node.tag !== undefined && !(isCollection(node) && /^tag:yaml\.org,2002:(map|seq)$/.test(node.tag))
}

/** Brackets that open before any closes, and columns by which lines are indented. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (const letter of text) {
    if (letter === '[' || letter === '{') depth += 1
    else if (letter === ']' || letter === '}') depth = Math.max(0, depth - 1)
    if (depth > DEEPEST * 4) return true
  }
  return /^(?: {300}|(?:- ){100})/m.test(text)
}

function shallow(json: unknown): FileRead {
  let level: readonly unknown[] = [json]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return unusable(`Something in it stands deeper than ${DEEPEST} levels.`)
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  }
  return { ok: true, json }
}

function unusable(why: string): FileRead {
  return { ok: false, why }
}
