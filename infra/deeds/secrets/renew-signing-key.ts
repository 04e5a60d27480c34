import { z } from 'zod'
import { renewSigningSecret } from '../../db/secret/signing-secret.ts'
import { deed, type Doing } from '../deed.ts'
import type { WithSealer } from './set-secret.ts'

/** Signs the organisation's webhooks with another key from now on: receivers refuse them until they have it. */
export const renewSigningKey = deed({
  permission: 'secrets.manage',
  input: z.strictObject({}),
  records: ['signing-key.renewed'],
  async act(em, { organisation, sealer, record }: Doing<'signing-key.renewed'> & WithSealer) {
    await renewSigningSecret(em, { organisation, sealer })
    await em.flush()
    await record({ kind: 'signing-key.renewed', changed: {} })
    return { ok: true }
  },
})
