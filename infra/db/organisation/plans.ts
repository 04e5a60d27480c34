import { MOST_AT_ONCE } from '#flows/nodes/chosen-seats.ts'

/** What an organisation has booked. Every limit that depends on it is in this table and nowhere else. */
export const plans = {
  starter: { name: 'Starter', peoplePerNumber: 10, ringAtOnce: MOST_AT_ONCE },
  business: { name: 'Business', peoplePerNumber: 100, ringAtOnce: MOST_AT_ONCE },
} as const satisfies Record<string, Plan>

export type PlanName = keyof typeof plans
export const planNames = ['starter', 'business'] as const satisfies readonly PlanName[]

export interface Plan {
  readonly name: string
  /** How many people may have access to one number. */
  readonly peoplePerNumber: number
  /** How many phones may ring for one call at the same time. */
  readonly ringAtOnce: number
}
