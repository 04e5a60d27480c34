import type { NumberPeople } from '#infra/db/number/number-people.ts'

/** Checks need to know who may ring; where their private phones are is nobody's business here. */
export function withoutAddresses({ roster, ...lists }: NumberPeople): NumberPeople {
  return { ...lists, roster: roster.map(({ member, name, barred }) => ({ member, name, address: null, barred })) }
}
