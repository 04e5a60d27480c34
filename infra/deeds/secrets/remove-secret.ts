import { z } from 'zod'
import { usesOfPlan } from '#flows/language/uses.ts'
import { FlowVersion } from '../../db/flow/flow-version.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import type { EntityManager } from '../../db/orm.ts'
import { Secret } from '../../db/secret/secret.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'

/** Removes a secret that no flow on a number sends. */
export const removeSecret = deed({
  permission: 'secrets.manage',
  input: z.strictObject({ secret: z.guid() }),
  records: ['secret.removed'],
  async act(em, { record }, { secret }) {
    const row = await em.findOne(Secret, { id: secret })
    if (!row) return refused('form-invalid', { problems: 'This secret has been removed already.' })
    const flows = await flowsWith(em, row.name)
    if (flows.length > 0)
      return refused('form-invalid', {
        problems: `Calls still send the secret “${row.name}”. Take it out of these flows and publish them first: ${new Intl.ListFormat('en').format(flows)}.`,
      })
    em.remove(row)
    await em.flush()
    await record({ kind: 'secret.removed', on: { id: secret, name: row.name }, changed: {} })
    return { ok: true }
  },
})

/** The names of the flows that answer a number and send the secret. */
async function flowsWith(em: EntityManager, secret: string): Promise<readonly string[]> {
  const numbers = await em.find(PhoneNumber, { live: { $ne: null } })
  const versions = await em.find(
    FlowVersion,
    { id: { $in: numbers.flatMap(({ live }) => live?.id ?? []) } },
    { populate: ['flow'] },
  )
  return [
    ...new Set(
      versions.filter(({ plan }) => usesOfPlan(plan).secrets.includes(secret)).map(({ flow }) => flow.getEntity().name),
    ),
  ]
}
