/** What is said of a recording that is not in our files. @param why a clause, where it is known. */
export function notHereYet(why: string | null): string {
  return why === null ? 'It is being fetched from the carrier.' : `It was not fetched from the carrier: ${why}.`
}

/** What counts as having heard a recording: as `recording.route.ts` notes it. */
export const HEARING_IN_WORDS =
  'Each time someone plays a recording from the beginning, it is logged. Skipping around in it is not logged again for 30 minutes.'
