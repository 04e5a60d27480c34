import type { Issue } from '#flows/language/issue.ts'
import { recordOf } from '#flows/language/path.ts'
import type { Plan } from '#flows/language/plan.ts'
import { usesOf } from '#flows/language/uses.ts'
import { Organisation } from '../../db/organisation/organisation.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import type { EntityManager } from '../../db/orm.ts'
import { callRefused, mayCall } from '../../telephone/may-call.ts'
import { isOwnNumber } from '../../telephone/outside.ts'

/** An error for each node of a plan that calls somebody outside whom the organisation does not let be called. */
export async function outsideRefusals(
  em: EntityManager,
  { steps }: Plan,
  organisation: string,
): Promise<readonly Issue[]> {
  const calls = Object.values(steps).flatMap(({ id, kind, config }) =>
    usesOf({ kind, config: { ...recordOf(config) } }).addresses.map((address) => ({ id, address })),
  )
  const refused = await refusedAddresses(em, { organisation, addresses: calls.map(({ address }) => address) })
  return calls.flatMap(({ id, address }): readonly Issue[] => {
    const message = refused[address]
    return message === undefined ? [] : [{ node: id, field: 'to', severity: 'error', message }]
  })
}

/** Those of these addresses that the organisation does not let be called, each with why not and what to do. */
export async function refusedAddresses(
  em: EntityManager,
  { organisation, addresses }: { readonly organisation: string; readonly addresses: readonly string[] },
): Promise<Readonly<Record<string, string>>> {
  if (addresses.length === 0) return {}
  const { countries } = await em.findOneOrFail(Organisation, { id: organisation })
  const numbers = (await em.find(PhoneNumber, {}, { fields: ['e164'] })).map(({ e164 }) => e164)
  return Object.fromEntries(
    addresses.flatMap((address) => {
      const message = isOwnNumber(address, numbers) ? OWN : refusalOf(address, countries)
      return message === null ? [] : [[address, message]]
    }),
  )
}

const OWN =
  'This is a number of your own organisation: a call that is forwarded there would come back, again and again. Use “Go to flow”, or another number.'

function refusalOf(address: string, countries: readonly string[]): string | null {
  const refusal = mayCall(address, countries)
  if (refusal === null) return null
  const { title, fix } = callRefused(refusal, { address, whose: 'forwarded to' }).problem
  return `${title} ${refusal.why === 'country' ? fix : 'Forward to another number.'}`
}
