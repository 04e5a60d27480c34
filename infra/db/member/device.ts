import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'
import { Member } from './member.ts'

export const deviceKinds = ['phone', 'sip', 'browser'] as const
export type DeviceKind = (typeof deviceKinds)[number]

export const DeviceSchema = defineEntity({
  name: 'Device',
  tableName: 'device',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    member: () => p.manyToOne(Member).ref().index(),
    kind: p.enum(deviceKinds),
    /** E.164 for a phone, `sip:…`, or `/private/…` for a browser. */
    address: p.text(),
    verifiedAt: moment().nullable(),
    /** Lowest first: the first verified device is the one that rings. */
    position: p.integer().default(0),
  },
  uniques: [{ properties: ['organisation', 'member', 'address'] }],
  ...ownRowsOnly('device'),
})

/** A way to reach a member: a telephone, a SIP address or a browser. */
export class Device extends DeviceSchema.class {
  isVerified(): boolean {
    return this.verifiedAt != null
  }
}
DeviceSchema.setClass(Device)
