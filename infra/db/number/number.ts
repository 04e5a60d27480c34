import { defineEntity, p } from '@mikro-orm/core'
import { answerModes } from '#flows/call/answer-mode.ts'
import type { Plan } from '#flows/language/plan.ts'
import { Flow } from '../flow/flow.ts'
import { FlowVersion } from '../flow/flow-version.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

/** Who may read a number's conversations: those who have access to it, or everyone in the organisation. */
export const visibilities = ['people', 'organisation'] as const
export type Visibility = (typeof visibilities)[number]

/** The carrier's ids of what represents a number there. */
export interface Provisioned {
  readonly carrierNumber: string
  readonly webhookResource: string
  readonly fallbackScript: string
}

export const NumberSchema = defineEntity({
  name: 'PhoneNumber',
  tableName: 'number',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    /** E.164; a phone number belongs to one organisation at a time. */
    e164: p.text(),
    name: p.text().collation('und-x-icu'),
    /** The name under which the business is known to callers; null: the organisation's. */
    businessName: p.text().nullable(),
    visibility: p.enum(visibilities).default('people'),
    /** Who answers its calls, where its flow has a switch for that; null until somebody switches. */
    mode: p.enum(answerModes).nullable(),
    /** The flow it answers with; publishing that flow moves `live` on. */
    flow: () => p.manyToOne(Flow).ref().nullable().index(),
    /** The published version that answers calls; null while the number answers none. */
    live: () => p.manyToOne(FlowVersion).ref().nullable(),
    /** What calls walk where that version leads to other flows: its plan with theirs in it. Null where it leads to none. */
    linkedPlan: p.json<Plan>().nullable().lazy(),
    /** The carrier's ids of what was made there for this number; null until it was configured. */
    carrierNumber: p.text().nullable(),
    webhookResource: p.text().nullable(),
    fallbackScript: p.text().nullable(),
    /** Since when the carrier is known to send its calls here; null: that is not known. */
    carrierConfirmedAt: moment().nullable(),
    /** Why the carrier did not confirm what it was told last, in sentences; null when it did. */
    carrierTrouble: p.text().nullable(),
    /** When it was given up: it answers nothing then, and only its conversations are left. */
    releasedAt: moment().nullable(),
    createdAt: moment().defaultRaw('now()'),
  },
  indexes: [
    { properties: ['organisation'] },
    {
      name: 'number_e164_in_use',
      expression: 'create unique index "number_e164_in_use" on "number" ("e164") where released_at is null',
    },
  ],
  uniques: [{ properties: ['organisation', 'id'] }],
  ...ownRowsOnly('number'),
})

/** A phone number of the organisation. (The class has a longer name because `Number` is taken.) */
export class PhoneNumber extends NumberSchema.class {
  answersCalls(): boolean {
    return this.live != null
  }

  /** Whether the carrier is known to send its calls here as it was told last. */
  isConfirmed(): boolean {
    return this.carrierConfirmedAt != null && this.carrierTrouble == null
  }

  /** Whether it was so at a moment, as far as is known now. */
  wasConfirmed(at: Date): boolean {
    return this.isConfirmed() && this.carrierConfirmedAt != null && this.carrierConfirmedAt <= at
  }

  /** The carrier has done all that it was told. */
  confirm(made: Provisioned, at: Date): void {
    Object.assign(this, {
      ...made,
      carrierConfirmedAt: this.isConfirmed() ? this.carrierConfirmedAt : at,
      carrierTrouble: null,
    })
  }

  /** Whether it was given up. */
  isReleased(): boolean {
    return this.releasedAt != null
  }

  /** Whether people without access to it may read its conversations. */
  isOpenToOrganisation(): boolean {
    return this.visibility === 'organisation'
  }
}
NumberSchema.setClass(PhoneNumber)
