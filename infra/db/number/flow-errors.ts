import { checkLinked } from '#flows/language/check-linked.ts'
import { compile } from '#flows/language/compile.ts'
import { readFlow } from '#flows/language/flow.ts'
import { FlowVersion } from '../flow/flow-version.ts'
import type { EntityManager } from '../orm.ts'
import { numberPeople, type NumberPeople } from './number-people.ts'
import { PhoneNumber } from './number.ts'

/**
 * What would keep the number's live flow from doing as drawn once its people have changed, and does not today: a
 * sentence each. Empty for a number that answers no calls.
 */
export async function newFlowErrors(
  em: EntityManager,
  { number, change }: { readonly number: string; readonly change: (people: NumberPeople) => NumberPeople },
): Promise<readonly string[]> {
  const row = await em.findOne(PhoneNumber, { id: number }, { populate: ['linkedPlan'] })
  const live = row?.live && (await em.findOne(FlowVersion, { id: row.live.id }))
  const linked = row?.linkedPlan
  const read = live && readFlow(live.document)
  if (!read?.ok) return []
  const errors = (people: NumberPeople) =>
    [...compile(read.flow, { people }).issues, ...(linked ? checkLinked(linked, { people }) : [])]
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message)
  const people = await numberPeople(em, number)
  const today = new Set(errors(people))
  return [...new Set(errors(change(people)))].filter((message) => !today.has(message))
}
