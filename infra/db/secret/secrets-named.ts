import type { Sealer } from '../../secrets/sealer.ts'
import type { EntityManager } from '../orm.ts'
import { Secret } from './secret.ts'

/** What these secrets are, by their names; one that is not set is missing. */
export async function secretsNamed(
  em: EntityManager,
  {
    organisation,
    names,
    sealer,
  }: { readonly organisation: string; readonly names: readonly string[]; readonly sealer: Sealer },
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  const rows = await em.find(Secret, { organisation, name: { $in: [...names] } })
  return new Map(
    rows.map(({ name, sealed }) => [name, sealer.open({ organisation, purpose: secretPurpose(name) }, sealed)]),
  )
}

export function secretPurpose(name: string): string {
  return `secret ${name}`
}
