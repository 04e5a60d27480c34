import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const SecretSchema = defineEntity({
  name: 'Secret',
  tableName: 'secret',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    /** By which flows name it. */
    name: p.text(),
    /** What it is, as only `Sealer` can read it. */
    sealed: p.text(),
    setAt: moment().defaultRaw('now()'),
  },
  uniques: [{ properties: ['organisation', 'name'] }],
  ...ownRowsOnly('secret'),
})

/** A password or key for somebody else's service. Flows name it; what it is, is shown to nobody once it is set. */
export class Secret extends SecretSchema.class {}
SecretSchema.setClass(Secret)
