import { exitsOf } from '../exits.ts'
import { givenBy } from '../given.ts'
import { formFields } from '../node-form.ts'
import type { AnyDefinition, CheckAround, Exit } from '../node.ts'
import { recordOf } from '../path.ts'
import { readable } from '../readable.ts'
import { exampleOf } from './example.ts'
import { fieldWords, type FieldWords } from './field-words.ts'

/** All that a kind's definition says of it, for people who read. */
export interface KindPage {
  readonly kind: string
  readonly label: string
  readonly help: string
  readonly icon: string
  readonly group: AnyDefinition['group']
  readonly fields: readonly FieldWords[]
  /** As the example has them. */
  readonly exits: readonly (Exit & { readonly isOutage: boolean })[]
  /** Whether other settings have other exits. */
  readonly exitsFollow: boolean
  readonly gives: readonly { readonly name: string; readonly words: string; readonly example: string }[]
  readonly givesFollow: boolean
  /** What is said of settings as a whole, and of exits that are left open. */
  readonly issues: readonly string[]
  readonly example: Readonly<Record<string, unknown>>
  /** The example in one line. */
  readonly summary: string
}

/** The reference page of a kind. @throws Error when it has neither an example nor a form that can be filled in. */
export function kindPage(definition: AnyDefinition): KindPage {
  const { kind, label, help, icon, group, outage } = definition
  const example = exampleOf(definition)
  const config = definition.config.parse(example)
  const node = { id: kind, kind, config: { ...recordOf(config) } }
  const exits = exitsOf(node)
  return {
    kind,
    label,
    help,
    icon,
    group,
    fields: fieldWords(formFields(definition.config)),
    exits: exits.map((exit) => ({ ...exit, isOutage: exit.name === outage })),
    exitsFollow: typeof definition.exits === 'function',
    gives: givenBy(node)
      .filter(({ secret }) => !secret)
      .map(({ inFlow, words, example: such }) => ({ name: inFlow, words, example: such })),
    givesFollow: typeof definition.gives === 'function',
    issues: [...checkedFor(definition, config), ...exits.flatMap(openWords)],
    example,
    summary: definition.summary(readable(node)),
  }
}

/** What its own check says of the example, for a number that has nobody. */
function checkedFor(definition: AnyDefinition, config: unknown): readonly string[] {
  const nobody: CheckAround = { people: { roster: [], routing: [], inactive: [] }, flows: { own: '', all: [] } }
  return [...new Set((definition.check?.(config, nobody) ?? []).map(({ message }) => message))]
}

function openWords({ words, mustConnect }: Exit): readonly string[] {
  return mustConnect ? [`Connect “${words}”: callers would be cut off there.`] : []
}
