import { callValues } from '../values/call-values.ts'
import type { FlowNode } from './flow.ts'
import { withValueAt } from './path.ts'
import { templatesOf } from './prompts.ts'
import type { TemplatePart } from './template.ts'

/**
 * Settings with each text as people read it: the words of a value in brackets in its place.
 * @param wordsOf what a node's value is called, by its name in the flow; null where nobody knows it.
 */
export function readable(
  node: Pick<FlowNode, 'kind' | 'config'>,
  wordsOf: WordsOfValue = () => null,
): FlowNode['config'] {
  return templatesOf(node).reduce<FlowNode['config']>(
    (config, { at, parts }) => ({ ...config, ...Object(withValueAt(config, at, partsInWords(parts, wordsOf))) }),
    node.config,
  )
}

export type WordsOfValue = (name: string) => string | null

function partsInWords(parts: readonly TemplatePart[], wordsOf: WordsOfValue): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text
      if (part.kind === 'broken') return part.written
      const own = Object.hasOwn(callValues, part.name) ? callValues[part.name]?.words : wordsOf(part.name)
      return `[${own ?? part.name}]`
    })
    .join('')
}
