import type { Database, Limits } from '../orm.ts'

/**
 * Which of these addresses are in a talk at this moment, by what our own rows know: somebody there has accepted a call.
 * @param besides a call that does not count: whoever has accepted that one is not kept from it.
 */
export async function talkingAddresses(
  db: Database,
  { organisation, addresses, besides = null, ...limits }: Limits & { readonly organisation: string; readonly addresses: readonly string[]; readonly besides?: string | null },
): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set()
  const rows = await db.withOrganisation(
    organisation,
    (em) =>
      em.execute<{ address: string }[]>(
        `select distinct address from leg where organisation_id = ? and state in ('claimed', 'joined') and call is distinct from ?
         and address in (select jsonb_array_elements_text(?::jsonb))`,
        [organisation, besides, JSON.stringify(addresses)],
      ),
    limits,
  )
  return new Set(rows.map(({ address }) => address))
}
