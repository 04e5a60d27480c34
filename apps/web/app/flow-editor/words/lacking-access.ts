import type { Flow } from '#flows/language/flow.ts'
import type { CheckAround } from '#flows/language/node.ts'
import { usesOfFlow } from '#flows/language/uses.ts'

/** A number with the people who may ring for it. */
interface JudgedNumber {
  readonly id: string
  readonly name: string
  readonly people: NonNullable<CheckAround['people']>
}

/** Somebody whom a flow is to ring, and who has no access to a number that is to answer with it. */
export interface Lacking {
  readonly number: { readonly id: string; readonly name: string }
  readonly member: string
  readonly name: string
}

/**
 * Whom a flow cannot ring because they have no access to one of its numbers.
 * @param names member id → name, of the organisation's people: whoever has left can be given nothing.
 */
export function lackingAccess(
  flow: Flow,
  numbers: readonly JudgedNumber[],
  names: ReadonlyMap<string, string>,
): readonly Lacking[] {
  const { members } = usesOfFlow(flow)
  return numbers.flatMap(({ id, name: called, people }) => {
    const missing = members.filter((member) => people.roster.every((seat) => seat.member !== member))
    return missing.flatMap((member) => {
      const name = names.get(member)
      return name === undefined ? [] : [{ number: { id, name: called }, member, name }]
    })
  })
}
