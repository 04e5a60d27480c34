import { z } from 'zod'
import type { CallFacts, Seat } from '../call/facts.ts'
import type { CheckAround, ConfigIssue } from '../language/node.ts'
import type { Unfinished } from '../language/unfinished.ts'
import type { Uses } from '../language/uses.ts'
import { chosenSeats, type PeopleChoice } from './chosen-seats.ts'

/** Named members as a choice of whom to ring: at least one, each once. */
export function namedMembers({ most }: { most: number }) {
  return z.strictObject({
    kind: z.literal('members'),
    members: z
      .array(z.string().min(1), 'Choose at least one person.')
      .min(1, 'Choose at least one person.')
      .max(most, `At most ${most} people can be chosen here.`)
      .refine((members) => new Set(members).size === members.length, 'Choose each person only once.'),
  })
}

/** What a choice of people refers to, as far as it was made. */
export function usesPeople(who: Unfinished<PeopleChoice> | undefined): Partial<Uses> {
  switch (who?.kind) {
    case undefined:
      return {}
    case 'members':
      return { rings: [{ kind: who.kind, members: who.members ?? [] }] }
    case 'everyone':
    case 'routing-list':
      return { rings: [{ kind: who.kind }] }
  }
}

/** Who has taken the call, as what rings people gives it. */
export const answeredBy = { name: 'answered-by', words: 'Who answered', example: 'Ana', type: 'words' } as const

/** Chosen people in one line: their names, or how many there are when nobody knows their names. */
export function memberWords(members: readonly string[], nameOf?: (member: string) => string): string {
  if (nameOf) return members.map(nameOf).join(', ')
  return `${members.length} ${members.length === 1 ? 'person' : 'people'}`
}

/** Whole seconds that a phone rings. */
export function ringSeconds() {
  return z
    .number('Enter whole seconds.')
    .int('Enter whole seconds.')
    .min(5, 'A phone must ring for at least 5 s.')
    .max(120, 'A phone can ring for at most 120 s.')
}

/** The seats that would ring today; null when the number's people are not known yet. */
export function eligibleSeats(around: CheckAround, who: PeopleChoice): readonly Seat[] | null {
  return around.people && chosenSeats(around.people, who).filter((seat) => seat.barred === null)
}

/** What is wrong with a choice of people, seen against who may ring for the number. @param field where it is made */
export function checkPeople(who: PeopleChoice, around: CheckAround, field = 'who'): readonly ConfigIssue[] {
  if (!around.people) return []
  const strangers = strangersAmong(who, around.people)
  const seats = chosenSeats(around.people, who)
  const eligible = seats.filter((seat) => seat.barred === null)
  const issues: ConfigIssue[] = []
  if (strangers > 0) issues.push({ field, severity: 'error', message: strangerMessage(strangers) })
  if (eligible.length === 0) issues.push({ field, severity: 'error', message: emptyMessage(who, seats) })
  else issues.push(...seats.flatMap((seat) => barredWarning(seat, field)))
  return issues
}

function strangersAmong(who: PeopleChoice, people: Pick<CallFacts, 'roster'>): number {
  if (who.kind !== 'members') return 0
  return who.members.filter((member) => !people.roster.some((seat) => seat.member === member)).length
}

function strangerMessage(count: number): string {
  const who = count === 1 ? 'One of the chosen people has' : `${count} of the chosen people have`
  return `${who} no access to this number. Give them access, or take them out.`
}

function emptyMessage(who: PeopleChoice, seats: readonly Seat[]): string {
  if (seats.length > 0)
    return 'Nobody here can be rung: everyone is inactive or has no verified phone that may be called. Activate someone, verify a phone, or allow calls to its country.'
  switch (who.kind) {
    case 'everyone':
      return 'Nobody has access to this number. Give someone access.'
    case 'routing-list':
      return 'The number’s routing list is empty. Put someone on it.'
    case 'members':
      return 'None of the chosen people can be rung. Choose someone with access to this number.'
  }
}

function barredWarning(seat: Seat, field: string): readonly ConfigIssue[] {
  switch (seat.barred) {
    case null:
      return []
    case 'inactive':
      return [{ field, severity: 'warning', message: `${seat.name} is inactive and will not ring.` }]
    case 'not-joined':
      return [
        {
          field,
          severity: 'warning',
          message: `${seat.name} has not accepted the invitation yet and will not ring.`,
        },
      ]
    case 'no-verified-phone':
      return [{ field, severity: 'warning', message: `${seat.name} has no verified phone and will not ring.` }]
    case 'country-not-allowed':
      return [
        {
          field,
          severity: 'warning',
          message: `${seat.name}’s phone is in a country that may not be called and will not ring.`,
        },
      ]
  }
}
