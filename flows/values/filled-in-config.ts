import type { ConfigPath, PlanNode, SentAs } from '../language/plan.ts'
import { valueAt, withValueAt } from '../language/path.ts'
import { filledIn } from '../language/template.ts'
import type { KnownValues } from './known-values.ts'

/** A text with its values in it is no longer than one that people may write. Characters. */
const LONGEST_TEXT = 2000

/** The settings of a node as its `run` gets them: texts in place of templates, values in place of their names. */
export function filledInConfig({ config, templates, written, sent, compared }: PlanNode, values: KnownValues): unknown {
  const spoken = withTexts(config, templates, (text) => filledIn(text, (name) => values.spoken(name)))
  const kept = withTexts(spoken, written, (text) => filledIn(text, (name) => values.written(name)))
  const asked = (sent ?? []).reduce((whole, { at, as }) => {
    const drawn = valueAt(whole, at)
    return typeof drawn === 'string'
      ? withValueAt(
          whole,
          at,
          sentTexts[as](drawn, (name) => values.sent(name)),
        )
      : whole
  }, kept)
  return withTexts(asked, compared, (name) => values.compared(name) ?? '')
}

function withTexts(config: unknown, places: readonly ConfigPath[] = [], textOf: (drawn: string) => string): unknown {
  return places.reduce((whole, path) => {
    const drawn = valueAt(whole, path)
    return typeof drawn === 'string'
      ? withValueAt(whole, path, textOf(drawn).slice(0, LONGEST_TEXT).toWellFormed())
      : whole
  }, config)
}

type ValueOf = (name: string) => string | undefined

/** How a text goes to a web service, by where it stands: no value makes more of it than its author has written. */
const sentTexts: Readonly<Record<SentAs, (text: string, valueOf: ValueOf) => string>> = {
  address: (text, valueOf) => filledIn(text, (name) => encoded(valueOf(name))),
  header: (text, valueOf) => filledIn(text, valueOf),
  json: (text, valueOf) => {
    try {
      return JSON.stringify(withValues(JSON.parse(text), valueOf))
    } catch {
      return text // no longer what was checked: it is sent as it is drawn, and holds no value
    }
  },
}

function encoded(value: string | undefined): string | undefined {
  return value === undefined ? undefined : encodeURIComponent(value.toWellFormed())
}

/** A parsed JSON text with values in its texts; its names are left alone. */
function withValues(part: unknown, valueOf: ValueOf): unknown {
  if (typeof part === 'string') return filledIn(part, valueOf)
  if (Array.isArray(part)) return part.map((one) => withValues(one, valueOf))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, withValues(one, valueOf)]))
}
