import { z } from 'zod'
import { Secret } from '../../db/secret/secret.ts'
import { secretPurpose } from '../../db/secret/secrets-named.ts'
import { refused } from '../../errors.ts'
import type { Sealer } from '../../secrets/sealer.ts'
import { deed, type Doing } from '../deed.ts'

/** What closes secrets, so that they can be kept. */
export interface WithSealer {
  readonly sealer: Sealer
}

/** Sets a secret for webhooks, or replaces one of the same name. From then on nobody is shown what it is. */
export const setSecret = deed({
  permission: 'secrets.manage',
  input: z.strictObject({
    /** The name by which flows have it. */
    secret: z
      .string()
      .trim()
      .regex(
        /^[A-Za-z0-9][\w.-]{0,59}$/,
        'Name the secret with up to 60 letters, digits, hyphens, dots and underscores, such as crm-key.',
      ),
    value: z
      .string()
      .trim()
      .min(1, 'Enter the secret.')
      .max(4000, 'A secret can have at most 4,000 characters.')
      .regex(/^[\x20-\x7e]*$/, 'A secret can have letters, digits and signs of one line, without accents.'),
  }),
  records: ['secret.set'],
  async act(em, { organisation, sealer, record }: Doing<'secret.set'> & WithSealer, { secret: name, value }) {
    const others = await em.count(Secret, { name: { $ne: name } })
    if (others >= MOST_SECRETS && (await em.count(Secret, { name })) === 0)
      return refused('secrets-limit', { most: MOST_SECRETS })
    const sealed = sealer.seal({ organisation, purpose: secretPurpose(name) }, value)
    await em.upsert(
      Secret,
      { organisation, name, sealed, setAt: new Date() },
      {
        onConflictFields: ['organisation', 'name'],
        onConflictMergeFields: ['sealed', 'setAt'],
      },
    )
    const { id } = await em.findOneOrFail(Secret, { organisation, name })
    await record({ kind: 'secret.set', on: { id, name }, changed: {} })
    return { ok: true }
  },
})

/** An organisation can have at most this many. */
export const MOST_SECRETS = 100
