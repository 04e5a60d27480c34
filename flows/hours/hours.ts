export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]

/** When somebody is there: by the week, with the days that are not as usual. Every time is one of the wall clocks of its zone. */
export interface Hours {
  readonly week: Readonly<Record<Weekday, DayHours>>
  /** IANA's name; absent where it is the flow's. */
  readonly timeZone?: string | undefined
  /** Whose public holidays are kept: a country and perhaps a part of it, as `DE` or `DE-BY`. Absent where nobody's are. */
  readonly publicHolidays?: string | undefined
  /** Days of one's own. */
  readonly dates: readonly OwnDate[]
  /** Until then nobody is there, whatever else holds, as `2026-12-24T09:30`; absent or past where it is as usual. */
  readonly closedUntil?: string | undefined
}

export type DayHours =
  | { readonly kind: 'closed' }
  | { readonly kind: 'all-day' }
  | { readonly kind: 'spans'; readonly spans: readonly Span[] }

/** Times of day as `09:30`. One that ends before it begins goes on after midnight, and is of the day on which it begins. */
export interface Span {
  readonly from: string
  /** Up to `24:00`. */
  readonly to: string
}

/** Days that are not as usual, each as `2026-12-24`. */
export interface OwnDate {
  readonly name: string
  readonly first: string
  /** The last of several; absent where it is one. */
  readonly last?: string | undefined
  /** `off`: a holiday. `usual`: as on any such weekday, although it is a public holiday. */
  readonly as: 'off' | 'usual'
}

/** What public holiday a day is in a country or a part of it; null where it is none. @param day as `2026-12-24`. */
export type PublicHolidays = (place: string, day: string) => string | null
