import { exitWords } from '#flows/language/exits.ts'
import { definitionOf, type Flow, type FlowNode } from '#flows/language/flow.ts'
import { formFields } from '#flows/language/node-form.ts'
import { nodeOf } from '../drawing/lookup.ts'
import type { Conflict, Side, ThreeDrawings } from '../drawing/three-ways.ts'
import { valueWords } from './value-words.ts'

/** What two people changed differently, and what each of them made of it. */
export interface ConflictWords {
  readonly field: string
  readonly mine: string
  readonly theirs: string
}

/** A conflict as a person reads it. @param names member id → name. */
export function conflictWords(
  { of, mine, theirs }: Conflict,
  drawings: ThreeDrawings,
  names: ReadonlyMap<string, string>,
): ConflictWords {
  const both = (words: (value: unknown, flow: Flow) => string): Record<Side, string> => ({
    mine: words(mine, drawings.mine),
    theirs: words(theirs, drawings.theirs),
  })
  const title = 'node' in of ? `“${nodeOf(drawings.base, of.node.id)?.title ?? of.node.title}”` : ''
  switch (of.kind) {
    case 'name':
      return { field: 'Name of the flow', ...both(quoted) }
    case 'title':
      return { field: `Title of ${title}`, ...both(quoted) }
    case 'note':
      return { field: `Note on ${title}`, ...both((value) => (value === undefined ? 'No note' : quoted(value))) }
    case 'remark':
      return { field: 'A note on the canvas', ...both((value) => (value === null ? 'Removed' : quoted(value))) }
    case 'node':
      return { field: title, ...both((value) => (value === null ? 'Removed' : 'Kept, with changes')) }
    case 'exit':
      return { field: `${title}: “${exitWords(of.node, of.exit)}”`, ...both(leadsTo) }
    case 'setting':
      return {
        field: `${title}: “${labelOf(of.node, of.field)}”`,
        ...both((value) => settingWords(of.node, { field: of.field, value, names })),
      }
  }
}

function quoted(value: unknown): string {
  return `“${String(value)}”`
}

function leadsTo(value: unknown, flow: Flow): string {
  return typeof value === 'string' ? `Leads to “${nodeOf(flow, value)?.title ?? value}”` : 'Ends the call'
}

function fieldOf(node: FlowNode, name: string) {
  const definition = definitionOf(node.kind)
  return definition && formFields(definition.config).find((field) => field.name === name)
}

function labelOf(node: FlowNode, name: string): string {
  return fieldOf(node, name)?.label ?? name
}

interface Setting {
  readonly field: string
  readonly value: unknown
  readonly names: ReadonlyMap<string, string>
}

function settingWords(node: FlowNode, { field: name, value, names }: Setting): string {
  const field = fieldOf(node, name)
  if (value === undefined) return 'Left open'
  return field ? valueWords(field, value, names) : JSON.stringify(value)
}
