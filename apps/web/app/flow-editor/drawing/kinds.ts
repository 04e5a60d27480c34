import { definitionOf, type Flow } from '#flows/language/flow.ts'
import type { AnyDefinition } from '#flows/language/node.ts'
import { definitions } from '#flows/nodes/definitions.ts'

/** Every kind of node, in the order of the palette. */
export const everyKind: readonly AnyDefinition[] = Object.values<AnyDefinition>(definitions)

/** The kinds that can stand behind an exit. */
export const addable = everyKind.filter(({ group }) => group !== 'start')

/** What answers most calls: offered while nothing happens yet. So many that the incoming call can still be seen above them, and drawn on from. */
export const firstSteps: readonly AnyDefinition[] = [
  definitions['ring-group'],
  definitions['priority-chain'],
  definitions['business-hours'],
  definitions['ai-answers'],
]

/** Whether calls come in somewhere in a flow: then there is no room for a second such place. */
export function hasEntry({ nodes }: Pick<Flow, 'nodes'>): boolean {
  return nodes.some(({ kind }) => definitionOf(kind)?.group === 'start')
}

/** The kinds that have all words of a search in what they are called or what they do, matching names first. */
export function foundKinds(kinds: readonly AnyDefinition[], search: string): readonly AnyDefinition[] {
  const wanted = folded(search)
  const words = wanted.split(/\s+/).filter((word) => word !== '')
  const found = kinds.filter(({ label, help }) =>
    words.every((word) => folded(`${label} ${help}`).includes(word) || isIn(asOneWord(label), asOneWord(word))),
  )
  const rank = ({ label }: AnyDefinition): number => {
    const name = folded(label)
    if (name.startsWith(wanted)) return 0
    return words.every((word) => name.includes(word)) ? 1 : 2
  }
  return wanted === '' ? found : found.toSorted((a, b) => rank(a) - rank(b))
}

/** As somebody writes a name who does not part its words: "hangup". */
function asOneWord(text: string): string {
  return folded(text).replaceAll(/[\s\p{P}]+/gu, '')
}

/** Whether a word, of which something is left, is in a name. */
function isIn(name: string, word: string): boolean {
  return word !== '' && name.includes(word)
}

/** As it is compared: without capitals and accents. */
export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}
