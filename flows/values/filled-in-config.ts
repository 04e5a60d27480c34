import type { ConfigPath, PlanNode } from '../language/plan.ts'
import { valueAt, withValueAt } from '../language/path.ts'
import { filledIn } from '../language/template.ts'
import type { KnownValues } from './known-values.ts'

/** A text with its values in it is no longer than one that people may write. Characters. */
const LONGEST_TEXT = 2000

/** The settings of a node as its `run` gets them: texts in place of templates, values in place of their names. */
export function filledInConfig({ config, templates, written, compared }: PlanNode, values: KnownValues): unknown {
  const spoken = withTexts(config, templates, (text) => filledIn(text, (name) => values.spoken(name)))
  const sent = withTexts(spoken, written, (text) => filledIn(text, (name) => values.written(name)))
  return withTexts(sent, compared, (name) => values.compared(name) ?? '')
}

function withTexts(config: unknown, places: readonly ConfigPath[] = [], textOf: (drawn: string) => string): unknown {
  return places.reduce((whole, path) => {
    const drawn = valueAt(whole, path)
    return typeof drawn === 'string'
      ? withValueAt(whole, path, textOf(drawn).slice(0, LONGEST_TEXT).toWellFormed())
      : whole
  }, config)
}
