import { placeOf } from '../template.ts'

/** A text of Studio in our words. */
export interface OurText {
  readonly text: string
  /** What in it has no counterpart and is left out, as it was written. */
  readonly lost: readonly string[]
}

/** Our name of a value by its path in Studio, as in `trigger.call.From`; null where there is none. */
export type NameOfValue = (path: string) => string | null

/**
 * A text with values in it, as Studio writes them in Liquid, as our texts have them. What is not known here becomes what the text
 * says by `default`, or nothing. Filters and tags are not carried over.
 */
export function ourText(liquid: string, nameOf: NameOfValue): OurText {
  const lost: string[] = []
  const text = pieces(liquid)
    .map((piece) => {
      if (piece.kind === 'text') return escaped(piece.text)
      if (piece.kind === 'tag') {
        lost.push(shown(piece.written))
        return ''
      }
      const { head, path, literal, otherwise, filters } = expression(piece.inner)
      lost.push(...filters.map((filter) => `| ${shown(filter)}`))
      if (literal !== null) return escaped(literal)
      const name = nameOf(path)
      if (name !== null) return placeOf(name, otherwise)
      lost.push(shown(head))
      return otherwise
    })
    .join('')
  return { text, lost }
}

/** The one value that a text is, by its path in Studio; null for any other text. */
export function onlyPath(liquid: string): string | null {
  const [piece, ...more] = pieces(liquid.trim())
  if (piece?.kind !== 'value' || more.length > 0) return null
  const { path, literal } = expression(piece.inner)
  return literal === null && path !== '' ? path : null
}

/** A text of JSON, in which values may stand without quotation marks; empty where it is no JSON. */
export function ourJson(liquid: string, nameOf: NameOfValue): OurText {
  let [written, isQuoted] = ['', false]
  const lost: string[] = []
  for (const piece of pieces(liquid)) {
    if (piece.kind === 'text') {
      isQuoted = quotedAfter(piece.text, isQuoted)
      written += escaped(piece.text)
      continue
    }
    const own = ourText(piece.written, nameOf)
    lost.push(...own.lost)
    written += isQuoted || piece.kind === 'tag' ? own.text : JSON.stringify(own.text)
  }
  try {
    JSON.parse(written)
    return { text: written, lost }
  } catch {
    return { text: '', lost }
  }
}

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly written: string; readonly inner: string }
  | { readonly kind: 'tag'; readonly written: string }

function pieces(liquid: string): readonly Piece[] {
  const found: Piece[] = []
  // what opens behind the last that closes is not looked for again and again
  const last = { '}}': liquid.lastIndexOf('}}'), '%}': liquid.lastIndexOf('%}') } as const
  let plain = ''
  for (let at = 0; at < liquid.length;) {
    const closes = liquid.startsWith('{{', at) ? '}}' : liquid.startsWith('{%', at) ? '%}' : null
    const end = closes === null || last[closes] < at + 2 ? -1 : liquid.indexOf(closes, at + 2)
    if (end < 0) {
      plain += liquid[at] ?? ''
      at += 1
      continue
    }
    if (plain !== '') found.push({ kind: 'text', text: plain })
    plain = ''
    const written = liquid.slice(at, end + 2)
    found.push(
      closes === '}}' ? { kind: 'value', written, inner: liquid.slice(at + 2, end) } : { kind: 'tag', written },
    )
    at = end + 2
  }
  if (plain !== '') found.push({ kind: 'text', text: plain })
  return found
}

interface Expression {
  /** What stands before its filters. */
  readonly head: string
  readonly path: string
  /** A text in quotation marks that stands where a path would. */
  readonly literal: string | null
  readonly otherwise: string
  /** All but `default`. */
  readonly filters: readonly string[]
}

function expression(inner: string): Expression {
  const [head = '', ...filters] = inner.split('|').map((part) => part.trim())
  const isDefault = (filter: string): boolean => /^default\s*:/.test(filter)
  const instead = filters.find(isDefault)
  return {
    head,
    path: head.replaceAll('[', '.').replaceAll(/["'\]\s]/g, ''),
    literal: unquoted(head),
    // it stands between braces, and in JSON between quotation marks
    otherwise: plainInstead(instead === undefined ? '' : instead.slice(instead.indexOf(':') + 1)),
    filters: filters.filter((filter) => !isDefault(filter)),
  }
}

function plainInstead(argument: string): string {
  const text = argument.trim()
  return (unquoted(text) ?? text).replaceAll(/["\\{}|]/g, '').trim()
}

function unquoted(text: string): string | null {
  const [mark = ''] = text
  return text.length > 1 && (mark === '"' || mark === "'") && text.endsWith(mark) ? text.slice(1, -1) : null
}

/** Braces that are no value stay braces. */
function escaped(text: string): string {
  return text.replaceAll('{{', '\\{{')
}

function quotedAfter(text: string, isQuoted: boolean): boolean {
  let now = isQuoted
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\' && now) at += 1
    else if (text[at] === '"') now = !now
  }
  return now
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text
}
