import { defineEntity, p } from '@mikro-orm/core'
import { countryOf } from '../../telephone/countries.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'
import { CODE_LIFE, CODE_TRIES, codeHash, sameHash } from './device-code.ts'
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
    /** Where the telephone is (infra/telephone/countries.ts); null for what calls no telephone. It rings only while its organisation allows that country. */
    country: p.text().nullable(),
    verifiedAt: moment().nullable(),
    /** The code that was last told to this device, hashed (device-code.ts); null when none is open. */
    codeHash: p.text().nullable(),
    codeSentAt: moment().nullable(),
    /** Wrong codes since then. */
    codeTries: p.integer().default(0),
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

  /** From now on this code is the one that proves whose device it is. */
  expectCode(code: string, now: Date): void {
    Object.assign(this, { codeHash: codeHash({ device: this.id, code }), codeSentAt: now, codeTries: 0 })
  }

  /** Whether there is an open code that somebody could enter. */
  expectsCode(now: Date): boolean {
    return (
      this.codeHash != null &&
      this.codeSentAt != null &&
      now.getTime() - this.codeSentAt.getTime() < CODE_LIFE &&
      this.codeTries < CODE_TRIES
    )
  }

  /** Somebody says what they have heard. `none`: there is no open code, or it was tried too often. */
  tryCode(code: string, now: Date): 'right' | 'wrong' | 'none' {
    if (this.codeHash == null || !this.expectsCode(now)) return 'none'
    if (!sameHash(this.codeHash, codeHash({ device: this.id, code }))) {
      this.codeTries += 1
      return 'wrong'
    }
    Object.assign(this, { codeHash: null, codeTries: 0 })
    return 'right'
  }

  /** It rings somewhere else now, so its proof is worth nothing any longer. */
  moveTo(address: string): void {
    Object.assign(this, {
      address,
      country: countryOf(address),
      verifiedAt: null,
      codeHash: null,
      codeSentAt: null,
      codeTries: 0,
    })
  }
}
DeviceSchema.setClass(Device)
