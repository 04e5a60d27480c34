/**
 * The carrier puts variables into every string of a document, wherever it finds `%{…}` or `${…}`: names of people, prompts
 * and SIP addresses would be filled in like our own sentences. So a string is foreign unless it says otherwise: it is made
 * harmless on its way into a document, and only what `own` has made keeps its variables.
 */
export class OwnText {
  readonly #parts: readonly (string | CarrierVariable)[]

  /** @param parts texts, in which nothing is filled in, and variables, in which the carrier does. */
  constructor(parts: readonly (string | CarrierVariable)[]) {
    this.#parts = parts
  }

  /** As it stands in a document. */
  written(): string {
    let [written, text] = ['', '']
    for (const part of this.#parts) {
      if (typeof part === 'string') {
        text += part // what is harmless by itself may not be beside its neighbour
        continue
      }
      // nor may a text that ends in an opening's first letter change what stands behind it
      written += harmlessText(text).replace(/(?<![$%])[$%]+$/, '') + part.written
      text = ''
    }
    return written + harmlessText(text)
  }
}

/** A variable that the carrier is to fill in. */
export interface CarrierVariable {
  readonly written: string
}

/** One of the carrier's variables, by its path: `call.from`, `request_response.url`. @throws TypeError for what is no path, since paths are written by us alone */
export function variable(path: string): CarrierVariable {
  if (!/^\w+(\.\w+)*$/.test(path)) throw new TypeError(`"${path}" names no variable of the carrier`)
  return { written: `%{${path}}` }
}

/** A text of our own with variables in it: own`say:${variable('request_response.by')} has taken this call.` */
export function own(texts: TemplateStringsArray, ...filled: readonly (string | CarrierVariable)[]): OwnText {
  return new OwnText(texts.flatMap((text, at) => [text, ...filled.slice(at, at + 1)]))
}

/** What a document is before it is made harmless: the same, with our own texts where strings stand. */
export type Draft<T> = string extends T
  ? T | OwnText
  : T extends readonly (infer Item)[]
    ? readonly Draft<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]: Draft<T[Name]> }
      : T

/** Makes every string of a draft harmless, names of fields included, and writes our own texts out. */
export function harmless<T>(draft: Draft<T>): T {
  return made(draft) as T // the same shape, with strings for texts
}

function made(value: unknown): unknown {
  if (typeof value === 'string') return harmlessText(value)
  if (value instanceof OwnText) return value.written()
  if (Array.isArray(value)) return value.map(made)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [harmlessText(name), made(inside)]))
  return value
}

/** A text with nothing in it that the carrier would fill in. */
export function harmlessText(text: string): string {
  // almost every text there is
  if (!text.includes('{')) return text
  const letters: string[] = []
  for (const letter of text) {
    if (letter === '{') while (letters.at(-1) === '$' || letters.at(-1) === '%') letters.pop()
    letters.push(letter)
  }
  return letters.join('')
}
