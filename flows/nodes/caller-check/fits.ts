import type { DecideAround } from '../../language/decide.ts'
import type { Match } from '../match-fields.ts'

/** Whether a match is for whoever calls. Where nothing is known of a caller but the number, only their number can fit. */
export function fits(
  { who }: Match,
  { caller, knownCaller, callerNumber }: Pick<DecideAround, 'caller' | 'knownCaller' | 'callerNumber'>,
): boolean {
  const spellings = callerNumber?.spellings ?? (caller.e164 === null ? [] : [caller.e164])
  switch (who.is) {
    case 'tagged':
      return knownCaller?.tags.includes(who.tag) ?? false
    case 'vip':
      return knownCaller?.vip ?? false
    case 'blocked':
      return knownCaller?.blocked ?? false
    case 'called-before':
      return knownCaller?.calledBefore ?? false
    case 'country':
      return callerNumber?.country === who.country
    case 'area':
      return spellings.some((number) => number.startsWith(who.begins))
    case 'numbers':
      return spellings.some((number) => who.numbers.includes(number))
  }
}
