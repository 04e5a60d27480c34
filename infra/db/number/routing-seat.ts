import { defineEntity, p } from '@mikro-orm/core'
import { Member } from '../member/member.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { ownRowsOnly, rowId } from '../tenant.ts'
import { PhoneNumber } from './number.ts'

export const RoutingSeatSchema = defineEntity({
  name: 'RoutingSeat',
  tableName: 'routing_seat',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    number: () => p.manyToOne(PhoneNumber).ref(),
    member: () => p.manyToOne(Member).ref().index(),
    /** 1 rings first. */
    priority: p.integer(),
    /** An inactive seat keeps its place and is not rung. */
    active: p.boolean().default(true),
  },
  uniques: [{ properties: ['number', 'member'] }, { properties: ['number', 'priority'] }],
  ...ownRowsOnly('routing_seat'),
})

/** A member's place on a number's routing list. */
export class RoutingSeat extends RoutingSeatSchema.class {}
RoutingSeatSchema.setClass(RoutingSeat)
