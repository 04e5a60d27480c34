import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const SigningKeySchema = defineEntity({
  name: 'SigningKey',
  tableName: 'signing_key',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    /** What it is, as only `Sealer` can read it. */
    sealed: p.text(),
    madeAt: moment().defaultRaw('now()'),
  },
  uniques: [{ properties: ['organisation'] }],
  ...ownRowsOnly('signing_key'),
})

/** What an organisation's webhooks are signed with, so that whoever gets them knows whose they are. */
export class SigningKey extends SigningKeySchema.class {}
SigningKeySchema.setClass(SigningKey)
