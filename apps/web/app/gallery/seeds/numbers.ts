/** Numbers of the shop, as rows and lists name them. */
export interface SeedNumber {
  readonly id: string
  readonly e164: string
  readonly name: string
  readonly national: string
  readonly international: string
}

export const sales: SeedNumber = {
  id: '0c000000-0000-4000-8000-000000000001',
  e164: '+12025550100',
  name: 'Sales',
  national: '(202) 555-0100',
  international: '+1 202 555 0100',
}
export const support: SeedNumber = {
  id: '0c000000-0000-4000-8000-000000000002',
  e164: '+12025550110',
  name: 'Support',
  national: '(202) 555-0110',
  international: '+1 202 555 0110',
}
export const workshop: SeedNumber = {
  id: '0c000000-0000-4000-8000-000000000003',
  e164: '+442079460123',
  name: 'Workshop, spare parts and winter storage in the old harbour hall',
  national: '020 7946 0123',
  international: '+44 20 7946 0123',
}

export const salesFlow = { id: '0d000000-0000-4000-8000-000000000001', name: 'Sales' }
export const supportFlow = { id: '0d000000-0000-4000-8000-000000000002', name: 'Support' }

/** Somebody who calls: a contact, a bare number, or nobody who wants to be known. */
export interface SeedCaller {
  readonly e164: string | null
  readonly name: string | null
  readonly shown: string | null
  /** Of one from abroad. */
  readonly country?: string
}

export const carla: SeedCaller = { e164: '+12025550188', name: 'Carla Berg', shown: '(202) 555-0188' }
export const stranger: SeedCaller = { e164: '+12025550173', name: null, shown: '(202) 555-0173' }
export const abroad: SeedCaller = { e164: '+4915112345678', name: null, shown: '+49 1511 2345678', country: 'Germany' }
export const withheld: SeedCaller = { e164: null, name: null, shown: null }
export const longCaller: SeedCaller = {
  e164: '+12025550144',
  name: 'Chesapeake & Delaware Canal Towing, Salvage and Marine Upholstery Cooperative (night desk)',
  shown: '(202) 555-0144',
}
export const rightToLeftCaller: SeedCaller = {
  e164: '+12025550155',
  name: 'أحمد بن عبد الرحمن المنصوري',
  shown: '(202) 555-0155',
}

/** What a caller is called: by name, by number, or neither. */
export function titleOf({ name, shown }: SeedCaller): string {
  return name ?? shown ?? 'Private number'
}
