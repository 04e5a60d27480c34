import { decodeFile, isEncoding, readings } from './decode-file.server.ts'
import type { Encoding } from './encoding-names.ts'

/** How the letters of a file are read, and how else they could be. */
export interface Letters {
  readonly encoding: Encoding
  readonly isSure: boolean
  /** Each way with some words as they read in it; empty for a file that says how it is meant. */
  readonly choices: readonly { readonly encoding: Encoding; readonly words: readonly string[] }[]
}

export type SentFile = { readonly text: string; readonly letters: Letters | null } | { readonly trouble: string }

/** The text of the file that a form brings, else the one that was pasted; or why it cannot be one with contacts. */
export async function readFile(form: FormData): Promise<SentFile> {
  const [file, pasted, chosen] = [form.get('file'), form.get('text'), form.get('encoding')]
  if (!(file instanceof File) || (file.name === '' && file.size === 0))
    return checked(typeof pasted === 'string' ? pasted : '', null)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const known = KINDS.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte))
  if (known) return { trouble: known.trouble }
  const asked = typeof chosen === 'string' && isEncoding(chosen) ? chosen : null
  const decoded = decodeFile(bytes, asked) ?? decodeFile(bytes, null)
  if (decoded === null) return { trouble: NOT_CSV }
  const { text, encoding, isSure } = decoded
  if (encoding.startsWith('utf-')) return checked(text, { encoding, isSure, choices: [] })
  return checked(text, {
    encoding,
    isSure,
    choices: readings(bytes).map((reading) => ({ ...reading, words: reading.words.slice(0, SHOWN_WORDS) })),
  })
}

const SHOWN_WORDS = 6

function checked(written: string, letters: Letters | null): SentFile {
  const text = written.replace(/^\uFEFF/, '')
  if (NOT_WRITTEN.test(text))
    return {
      trouble:
        letters === null
          ? 'This text has characters that cannot be stored. Copy it again, from a text editor.'
          : NOT_CSV,
    }
  if (/^\s*BEGIN:VCARD/i.test(text)) return { trouble: 'This is a file of vCards. Export the contacts as CSV instead.' }
  if (text.trim() !== '') return { text, letters }
  return { trouble: letters === null ? 'Choose a file, or paste its text.' : 'This file is empty. Choose another one.' }
}

const NOT_CSV =
  'This is not a CSV file. In Excel, choose Save As and the type “CSV UTF-8”, and import the file that it saves.'

/** What people choose by mistake, by its first bytes. */
const KINDS: readonly { readonly begins: readonly number[]; readonly trouble: string }[] = [
  { begins: [0x50, 0x4b, 0x03, 0x04], trouble: NOT_CSV },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], trouble: NOT_CSV },
]

/** What no text has: control characters (but between cells and lines), as spreadsheets, pictures and archives have. */
const NOT_WRITTEN = /[^\P{Cc}\t\n\v\f\r\u0080-\u009F]/u
