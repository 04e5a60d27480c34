/**
 * A name as it can stand in a line: in a letter, its subject, a story, a list. Whatever breaks lines or has no shape of its
 * own becomes a space, and several become one.
 */
export function inOneLine(text: string): string {
  return text.replaceAll(BREAKS, ' ').trim()
}

const BREAKS = /[\p{Cc}\s]+/gu
