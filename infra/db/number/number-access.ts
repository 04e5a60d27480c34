import { defineEntity, p } from '@mikro-orm/core'
import { Member } from '../member/member.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { ownRowsOnly, rowId } from '../tenant.ts'
import { PhoneNumber } from './number.ts'

/** What a member may do with a number. */
export const numberRoles = ['admin', 'member'] as const
export type NumberRole = (typeof numberRoles)[number]

export const NumberAccessSchema = defineEntity({
  name: 'NumberAccess',
  tableName: 'number_access',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    number: () => p.manyToOne(PhoneNumber).ref(),
    member: () => p.manyToOne(Member).ref().index(),
    role: p.enum(numberRoles),
  },
  uniques: [{ properties: ['number', 'member'] }],
  ...ownRowsOnly('number_access'),
})

/** Says that a member belongs to a number: may ring for it and see its calls. */
export class NumberAccess extends NumberAccessSchema.class {}
NumberAccessSchema.setClass(NumberAccess)
