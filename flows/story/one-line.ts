/**
 * A name as it can stand in a line: in a letter, its subject, a story, a list. Whatever breaks lines or has no shape of its
 * own becomes a space, and several become one.
 */
export function inOneLine(text: string): string {
  return text.replaceAll(BREAKS, ' ').trim()
}

/** Somebody else's words as every log, payload and database can keep them: in one line, in whole characters, at most `limit` long. */
export function shortLine(text: string, limit: number): string {
  // what is cut off anyway is not looked at
  const line = inOneLine(text.slice(0, limit * 4).toWellFormed())
  return line.length > limit ? `${line.slice(0, limit - 1).toWellFormed()}…` : line
}

/** Whether there is anything to see in a text: it is more than spaces, marks of direction and what else leaves no ink. */
export function isSeen(text: string): boolean {
  return SEEN.test(text)
}

const SEEN = /[^\p{Z}\p{Cc}\p{Cf}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u // the last is the braille pattern without dots

const BREAKS = /[\p{Cc}\s]+/gu
