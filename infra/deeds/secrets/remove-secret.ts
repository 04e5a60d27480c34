import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { isolated } from '#flows/story/isolated.ts'
import { usedIn } from '../../db/flow/used-in.ts'
import { Secret } from '../../db/secret/secret.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'

/** Removes a secret that no flow sends, neither in its draft nor as it is published. */
export const removeSecret = deed({
  permission: 'secrets.manage',
  input: z.strictObject({ secret: z.guid() }),
  records: ['secret.removed'],
  async act(em, { record }, { secret }) {
    // whoever publishes a flow that sends it holds it meanwhile
    const row = await em.findOne(Secret, { id: secret }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!row) return refused('secret-not-found', { secret })
    const { name } = row
    const flows = await usedIn(em, 'secrets', name)
    if (flows.length > 0)
      return refused('secret-in-use', {
        name,
        flows: new Intl.ListFormat('en').format(flows.map((flow) => isolated(flow.name))),
      })
    await em.remove(row).flush()
    await record({ kind: 'secret.removed', on: { id: secret, name }, changed: {} })
    return { ok: true }
  },
})
