import type { PlanNode } from '../language/plan.ts'
import { valueAt, withValueAt } from '../language/path.ts'
import { filledIn } from '../language/template.ts'
import type { KnownValues } from './known-values.ts'

/** A text with its values in it is no longer than one that people may write. Characters. */
const LONGEST_TEXT = 2000

/** The settings of a node as its `run` gets them: texts in place of templates. */
export function filledInConfig({ config, templates = [] }: PlanNode, values: KnownValues): unknown {
  return templates.reduce((whole, path) => {
    const text = valueAt(whole, path)
    if (typeof text !== 'string') return whole
    return withValueAt(
      whole,
      path,
      filledIn(text, (name) => values.spoken(name))
        .slice(0, LONGEST_TEXT)
        .toWellFormed(),
    )
  }, config)
}
