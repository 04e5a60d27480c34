import { z } from 'zod'
import { refused, type Refusal } from '../errors.ts'

/** The values that a form was drawn from, of those fields that send them along. */
export const drawnFrom = <const Name extends string>(...names: readonly Name[]) =>
  z.partialRecord(z.enum(names), z.string().max(2_000)).optional()

type Values<Name extends string> = Readonly<Record<Name, string>>

/**
 * The values to keep when a form is saved that somebody had open while others saved theirs: only what was changed in it is
 * taken, everything else stays as it is now. A field that both have changed is refused and told; the refusal's details hold
 * the values of `now`, from which the form goes on.
 * @param was what the form was drawn from; a field that does not say it counts as changed.
 * @param called the fields' names in a sentence. `worded` says a value where it is not shown as it is kept.
 */
export function changedIn<Name extends string>({
  now,
  sent,
  was: drawn = {},
  called,
  worded = (_name, value) => value,
}: {
  readonly now: Values<NoInfer<Name>>
  readonly sent: Values<NoInfer<Name>>
  readonly was?: Partial<Values<NoInfer<Name>>> | undefined
  readonly called: Values<Name>
  worded?(name: NoInfer<Name>, value: string): string
}): { readonly ok: true; readonly values: Values<Name> } | Refusal {
  const was: Partial<Values<Name>> = drawn
  const names = Object.keys(called) as Name[] // its own keys
  const isChanged = (name: Name) => was[name] === undefined || sent[name] !== was[name]
  const clashes = names.filter(
    (name) => isChanged(name) && was[name] !== undefined && now[name] !== was[name] && now[name] !== sent[name],
  )
  if (clashes.length === 0)
    return {
      ok: true,
      values: Object.fromEntries(names.map((name) => [name, isChanged(name) ? sent[name] : now[name]])) as Values<Name>, // by its names
    }
  const changes = clashes.map(
    (name) => `${called[name]} is ${now[name] === '' ? 'empty' : `“${worded(name, now[name])}”`} now`,
  )
  return refused('changed-since', { changes: new Intl.ListFormat('en').format(changes), now })
}
