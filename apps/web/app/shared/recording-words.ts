/** What is said of a recording that is not in our files. @param why a clause, where it is known. */
export function notHereYet(why: string | null): string {
  return why === null ? 'It is being fetched from the carrier.' : `It was not fetched from the carrier: ${why}.`
}
