import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { isolated } from '#flows/story/isolated.ts'
import { usedIn } from '../../db/flow/used-in.ts'
import { Secret } from '../../db/secret/secret.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'

/** Removes a secret that no published flow sends. */
export const removeSecret = deed({
  permission: 'secrets.manage',
  input: z.strictObject({ secret: z.guid() }),
  records: ['secret.removed'],
  async act(em, { record }, { secret }) {
    // whoever publishes a flow that sends it holds it meanwhile
    const row = await em.findOne(Secret, { id: secret }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!row) return refused('form-invalid', { problems: 'This secret has been removed already.' })
    const { name } = row
    const published = (await usedIn(em, 'secrets', name)).filter((flow) => flow.published)
    if (published.length > 0) {
      const flows = new Intl.ListFormat('en').format(published.map((flow) => isolated(flow.name)))
      return refused('form-invalid', {
        problems: `Calls still send the secret “${name}”. Take it out of these flows and publish them first: ${flows}.`,
      })
    }
    await em.remove(row).flush()
    await record({ kind: 'secret.removed', on: { id: secret, name }, changed: {} })
    return { ok: true }
  },
})
