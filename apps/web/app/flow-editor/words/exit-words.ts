/** An exit as it is labelled: "no-answer" → "No answer". */
export function exitWords(exit: string): string {
  const words = exit.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
