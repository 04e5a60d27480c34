/** What is said of a recording that is not in our files. @param why a clause, where it is known. */
export function notHereYet(why: string | null): string {
  return why === null ? 'It is being fetched from the carrier.' : `It was not fetched from the carrier: ${why}.`
}

/** When a hearing of a recording is noted: as `recording.route.ts` does it. */
export const HEARING_IN_WORDS = 'A hearing is one sitting: it is noted whenever somebody plays a recording from its beginning, or a part of it for the first time in 30 minutes.'
