import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { ownRowsOnly, rowId } from '../tenant.ts'
import { PhoneNumber } from './number.ts'

export const NumberTurnSchema = defineEntity({
  name: 'NumberTurn',
  tableName: 'number_turn',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    number: () => p.manyToOne(PhoneNumber).ref().unique(),
    /** Calls that have come in and whose flow takes turns. */
    calls: p.bigint('number').defaultRaw('0'),
  },
  ...ownRowsOnly('number_turn'),
})

/** Whose turn it is at a number whose flow takes turns over calls: counted by `keep_arrival`, beside the number so that nobody is told that the number has changed. */
export class NumberTurn extends NumberTurnSchema.class {}
NumberTurnSchema.setClass(NumberTurn)
