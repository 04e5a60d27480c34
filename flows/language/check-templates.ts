import type { Issue } from './issue.ts'
import type { KnownNode } from './known-nodes.ts'
import { knowingAt, startOf, valuesOf, type FlowValue } from './offered-values.ts'
import { pathWords, valueAt } from './path.ts'
import type { NodeId } from './plan.ts'
import { isSent, sendsOpenly, templatesOf, type DrawnTemplate } from './prompts.ts'
import { placeOf, type TemplatePart } from './template.ts'

/** What is wrong with the values that stand in texts, against what calls can know at each node on all ways to it. */
export function checkTemplates(known: ReadonlyMap<NodeId, KnownNode>, reached: ReadonlySet<NodeId>): readonly Issue[] {
  const speaking = [...known.values()].flatMap(({ node }) => {
    const templates = reached.has(node.id) ? templatesOf(node) : []
    return templates.length > 0 ? [{ node: node.id, isOpen: sendsOpenly(node), templates }] : []
  })
  if (speaking.length === 0) return []
  const values = valuesOf(known)
  const start = startOf(known)
  return speaking.flatMap(({ node, isOpen, templates }) =>
    templates.flatMap(({ at, as, parts }) =>
      parts.flatMap((part) => {
        const message = wrongWith(part, { node, isOpen, as, values, known, start })
        if (message !== null) return [{ node, field: pathWords(at), severity: 'error' as const, message }]
        return as === 'compared' ? neverOrdered(part, { node, at, values, known }) : []
      }),
    ),
  )
}

interface Place {
  readonly node: NodeId
  /** What it sends can be read on its way. */
  readonly isOpen: boolean
  readonly as: DrawnTemplate['as']
  readonly values: ReadonlyMap<string, FlowValue>
  readonly known: ReadonlyMap<NodeId, KnownNode>
  readonly start: NodeId | null
}

function wrongWith(part: TemplatePart, { node, isOpen, as, values, known, start }: Place): string | null {
  switch (part.kind) {
    case 'text':
      return null
    case 'broken':
      return `“${shown(part.written)}” is no value. Choose one with “Insert value”, or write \\{{ for braces that are to stay.`
    case 'value': {
      const { name, otherwise } = part
      const value = values.get(name)
      if (!value) return `There is no value “${shown(name)}”. ${suggestion(name, values)}`
      if (value.secret && !(value.sealed && isSent(as)))
        return `“${name}” is secret and is never ${isSent(as) ? 'sent' : as}. Take it out.`
      if (value.secret && isOpen)
        return `“${name}” is secret and can be read on its way to an address with http. Write https, or take it out.`
      const knowing = knowingAt(node, value, { known, start })
      if (knowing === 'never')
        return `No call knows “${name}” here: only calls that have gone on from ${value.from.map(({ title }) => `“${title}”`).join(' or ')} do. Choose another value, or connect ${value.from.length === 1 ? 'the two' : 'them'}.`
      if (otherwise !== null || (knowing === 'always' && value.otherwise === undefined)) return null
      const why = knowing === 'sometimes' ? 'Not every call knows' : 'Not every call has'
      return `${why} “${name}” here. Say what stands instead, as in ${placeOf(name, value.otherwise ?? 'them')}.`
    }
  }
}

/** Words of a node that a row tells before, after or between others, which only numbers, times and dates are. */
function neverOrdered(
  part: TemplatePart,
  { node, at, values, known }: Pick<Place, 'node' | 'values' | 'known'> & Pick<DrawnTemplate, 'at'>,
): readonly Issue[] {
  const value = part.kind === 'value' ? values.get(part.name) : undefined
  const [giver] = value?.from ?? []
  if (!value || !giver || value.type !== 'words' || value.mayBeNumber) return []
  const when = [...at.slice(0, -1), 'when']
  const is = valueAt(known.get(node)?.node.config, [...when, 'is'])
  if (is !== 'before' && is !== 'after' && is !== 'between') return []
  const message = `“${value.words}, ${giver.title}” is words, not a number, time or date: unless it happens to be one, this row never holds. Ask for digits, or use “it is” or “it looks like”.`
  return [{ node, field: pathWords(when), severity: 'warning', message }]
}

function suggestion(name: string, values: ReadonlyMap<string, FlowValue>): string {
  const [nearest] = [...values.keys()]
    .map((other) => ({ other, apart: distance(name.slice(0, LONGEST_SHOWN).toLowerCase(), other.toLowerCase()) }))
    .filter(({ other, apart }) => apart <= Math.max(2, other.length / 3))
    .sort((a, b) => a.apart - b.apart)
  return nearest ? `Did you mean “${nearest.other}”?` : 'Choose one with “Insert value”.'
}

/** How many letters must be put in, taken out or changed to make one word of another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j += 1)
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === b[j] ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}

function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN).toWellFormed()}…` : text
}

const LONGEST_SHOWN = 60
