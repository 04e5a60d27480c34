/** What a text with values in it is made of, part by part. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** The place of a value. `otherwise`: what stands there when it is empty; null where nothing is said of that. */
  | { readonly kind: 'value'; readonly name: string; readonly otherwise: string | null; readonly written: string }
  /** Braces that hold no value; they stand as they are written. */
  | { readonly kind: 'broken'; readonly written: string }

/**
 * Reads a text in which `{{name}}` and `{{name | what stands instead}}` are places of values, and `\{{` is two braces that
 * are meant. There is nothing else to it, and no text that cannot be read: what is no place of a value is text.
 */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  let plain = ''
  const add = (part: TemplatePart): void => {
    if (plain !== '') parts.push({ kind: 'text', text: plain })
    plain = ''
    parts.push(part)
  }
  for (let at = 0; at < text.length;) {
    const open = text.indexOf(OPEN, at)
    if (open < 0) {
      plain += text.slice(at)
      break
    }
    const isMeant = text[open - 1] === ESCAPE && open > at
    plain += text.slice(at, isMeant ? open - 1 : open)
    if (isMeant) {
      plain += OPEN
      at = open + OPEN.length
      continue
    }
    const place = placeAt(text, open)
    add(place)
    at = open + place.written.length
  }
  if (plain !== '') parts.push({ kind: 'text', text: plain })
  return parts
}

/** Whether a text means more than its letters. */
export function isTemplate(text: string): boolean {
  return text.includes(OPEN)
}

/**
 * The text with a value in each place.
 * @param valueOf a value by its name; nothing, or nothing but an empty text, lets what stands instead be said.
 */
export function filledIn(text: string, valueOf: (name: string) => string | undefined): string {
  return templateParts(text)
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text
        case 'value':
          return valueOf(part.name) || (part.otherwise ?? '')
        case 'broken':
          return part.written
      }
    })
    .join('')
}

/** The text with other names of values in it, and nothing else changed. */
export function withNamesIn(text: string, renamed: (name: string) => string): string {
  return templateParts(text)
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text.replaceAll(OPEN, `${ESCAPE}${OPEN}`)
        case 'value':
          return placeOf(renamed(part.name), part.otherwise)
        case 'broken':
          return part.written
      }
    })
    .join('')
}

/** The place of a value as it is written in a text. */
export function placeOf(name: string, otherwise: string | null): string {
  return otherwise === null ? `${OPEN}${name}${CLOSE}` : `${OPEN}${name} | ${otherwise}${CLOSE}`
}

const OPEN = '{{'
const CLOSE = '}}'
const ESCAPE = '\\'

/** A node, or what the call itself knows, and which of its values. */
const NAME = /^[A-Za-z0-9][\w-]*(\.[A-Za-z0-9][\w-]*)+$/

function placeAt(text: string, open: number): Exclude<TemplatePart, { readonly kind: 'text' }> {
  const from = open + OPEN.length
  const close = text.indexOf(CLOSE, from)
  const another = text.indexOf(OPEN, from)
  if (close < 0 || (another >= 0 && another < close))
    return { kind: 'broken', written: text.slice(open, another < 0 ? text.length : another) }
  const written = text.slice(open, close + CLOSE.length)
  const [name = '', ...instead] = text.slice(from, close).split('|')
  if (!NAME.test(name.trim())) return { kind: 'broken', written }
  return {
    kind: 'value',
    name: name.trim(),
    otherwise: instead.length === 0 ? null : instead.join('|').trim(),
    written,
  }
}
