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

const BREAKS = /[\p{Cc}\s]+/gu
