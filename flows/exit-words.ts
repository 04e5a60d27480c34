import { definitionOf } from './flow.ts'

/** What an exit of a kind is called where people read it; of an exit that the kind does not have, its plain name. */
export function exitWords(kind: string, exit: string): string {
  const words = definitionOf(kind)?.exitWords
  if (words && Object.hasOwn(words, exit)) return words[exit] ?? exit
  const plain = exit.replaceAll('-', ' ')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
