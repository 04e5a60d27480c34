import type { Company, Leg } from './leg.ts'

/** Lets two legs talk; the returned function parts them again. */
export function bridge(one: Leg, two: Leg): () => void {
  const company: Company = {
    room: null,
    started: true,
    others: (leg) => [leg === one ? two : one].filter((other) => !other.isOver),
  }
  for (const leg of [one, two]) leg.keepCompany(company)
  for (const leg of [one, two]) leg.lookAround()
  return () => {
    for (const leg of [one, two]) if (leg.company === company) leg.keepCompany(null)
  }
}
