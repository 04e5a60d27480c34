import { defineEntity, p } from '@mikro-orm/core'
import { isCallableCountry } from '../../telephone/countries.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'
import { planNames, plans, type Plan, type PlanName } from './plans.ts'

export const OrganisationSchema = defineEntity({
  name: 'Organisation',
  tableName: 'organisation',
  properties: {
    id: rowId(),
    name: p.text(),
    plan: p.enum(planNames).default('starter'),
    /** By its IANA name: where its days begin and end. */
    timeZone: p.text().default('UTC'),
    /** Countries whose telephones may be called, by their two letters: `mayCall` in infra/telephone. Empty until one is known. */
    countries: p.array().columnType('text[]').default([]),
    /** Whether somebody has chosen them. Until then the countries of its own numbers join by themselves. */
    countriesChosen: p.boolean().default(false),
    createdAt: moment().defaultRaw('now()'),
  },
  ...ownRowsOnly('organisation', 'id'),
})

/** A company or team that uses Ringdown; nothing of it is visible to another. */
export class Organisation extends OrganisationSchema.class {
  /** What its plan allows. */
  limits(): Plan {
    const name: PlanName = this.plan
    return plans[name]
  }

  /** Whether a number there lets the country's telephones be called, which they may not be yet: as long as nobody has chosen countries. */
  wouldAllow(country: string | null): country is string {
    return country !== null && isCallableCountry(country) && !this.countriesChosen && !this.countries.includes(country)
  }

  /** It has a number there. */
  hasNumberIn(country: string | null): void {
    if (this.wouldAllow(country)) this.countries = [...this.countries, country]
  }

  /** Somebody says which countries may be called. */
  mayCallTo(countries: readonly string[]): void {
    Object.assign(this, { countries: [...countries], countriesChosen: true })
  }
}
OrganisationSchema.setClass(Organisation)
