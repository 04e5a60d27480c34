import { foreignText, Unreadable } from '#infra/foreign-text.ts'

/** The text of the file that a form brings, else the one that was pasted; or why it cannot be one with contacts. */
export async function sentText(form: FormData): Promise<{ readonly text: string } | { readonly trouble: string }> {
  const [file, pasted] = [form.get('file'), form.get('text')]
  const isFile = file instanceof File && file.size > 0
  const text = isFile ? textIn(new Uint8Array(await file.arrayBuffer())) : typeof pasted === 'string' ? pasted : ''
  if (text === null) return { trouble: NOT_UTF_8 }
  if (NOT_WRITTEN.test(text)) return { trouble: isFile ? NOT_CSV : 'This is not the text of a CSV file: it has characters that cannot be written.' }
  return text.trim() === '' ? { trouble: 'Choose a file, or paste its text.' } : { text }
}

const NOT_CSV = 'This is not a CSV file. In Excel, choose Save As and the type “CSV UTF-8”, and import the file that it writes.'
const NOT_UTF_8 = 'The letters of this file could not be read. In Excel, choose Save As and the type “CSV UTF-8”; elsewhere, export as CSV with the encoding UTF-8.'

/** Null when it has letters in it that are not UTF-8; what is no text at all is known by its control characters. */
function textIn(bytes: Uint8Array): string | null {
  try {
    return foreignText(bytes)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    const anyLetters = new TextDecoder('latin1').decode(bytes)
    return NOT_WRITTEN.test(anyLetters) ? anyLetters : null
  }
}

/** What no text has: control characters but for those that part its cells and lines, as every spreadsheet, picture and archive has. */
const NOT_WRITTEN = /[^\P{Cc}\t\n\v\f\r\u0080-\u009F]/u
