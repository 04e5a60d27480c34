import { LARGEST_CONTACTS_FILE } from '../forms/largest-contacts-file.ts'

/** "10 MB" */
export const LIMIT_IN_WORDS = `${LARGEST_CONTACTS_FILE / 1_000_000} MB`

/** Why a file would not be taken, before it is read or sent; null: it may be sent. */
export function fileTooLarge(file: Pick<File, 'name' | 'size'> | null): string | null {
  if (file === null || file.size <= LARGEST_CONTACTS_FILE) return null
  return `${file.name} has ${sizeInWords(file.size)}, and a file may have at most ${LIMIT_IN_WORDS}. Split it, and choose one part after the other.`
}

/** The same for a text that was pasted, which is longer on its way: a form ends its lines with two characters. */
export function textTooLarge(text: string): string | null {
  if (text.length * LONGEST_CHARACTER <= LARGEST_CONTACTS_FILE) return null
  const size = new Blob([text.replaceAll(/\r?\n/g, '\r\n')]).size
  return size <= LARGEST_CONTACTS_FILE
    ? null
    : `This text has ${sizeInWords(size)}, and may have at most ${LIMIT_IN_WORDS}. Paste one part after the other.`
}

/** In bytes of UTF-8, each of the two halves of a pair counted; a line's end has two. */
const LONGEST_CHARACTER = 3

/** "12 kB", "10.1 MB": rounded up, so that too much never reads as allowed. */
export function sizeInWords(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.ceil(bytes / 100_000) / 10} MB` : `${Math.ceil(bytes / 1_000)} kB`
}
