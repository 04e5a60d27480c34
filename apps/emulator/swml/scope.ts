import { z } from 'zod'
import { evaluate, textOf } from './expression.ts'

/** The variables a document sees: `vars` it may change, the others it may only read. */
export class Scope {
  readonly vars: Record<string, unknown> = {}
  readonly envs: Record<string, unknown>
  params: Record<string, unknown> = {}
  private readonly call: () => Record<string, unknown>

  constructor({ envs, call }: { envs: Record<string, unknown>; call: () => Record<string, unknown> }) {
    this.envs = envs
    this.call = call
  }

  /** The value of an expression. Names without a scope are looked for in vars, envs, call. */
  evaluate(source: string): unknown {
    return evaluate(source, { vars: this.vars, envs: this.envs, params: this.params, call: this.call() })
  }

  /** A parameter with every `${…}` and `%{…}` in it replaced; a text that is nothing but one keeps the value's own type. */
  expand(value: unknown): unknown {
    if (typeof value === 'string') return this.expandText(value)
    if (Array.isArray(value)) return value.map((one) => this.expand(one))
    const fields = record.safeParse(value)
    if (!fields.success) return value
    return Object.fromEntries(Object.entries(fields.data).map(([name, field]) => [name, this.expand(field)]))
  }

  private expandText(text: string): unknown {
    const parts = pieces(text)
    if (parts.length === 1 && parts[0]?.expression !== undefined) return this.evaluate(parts[0].expression) ?? ''
    return parts
      .map((part) => (part.expression === undefined ? part.text : textOf(this.evaluate(part.expression))))
      .join('')
  }
}

const record = z.record(z.string(), z.unknown())

interface Piece {
  text: string
  expression?: string
}

/** Cuts a text at its `${…}` and `%{…}`; braces inside an expression must balance. */
function pieces(text: string): Piece[] {
  const list: Piece[] = []
  let rest = text
  for (let start = rest.search(/[$%]\{/); start >= 0; start = rest.search(/[$%]\{/)) {
    const end = closing(rest, start + 2)
    if (end < 0) break
    if (start > 0) list.push({ text: rest.slice(0, start) })
    list.push({ text: '', expression: rest.slice(start + 2, end) })
    rest = rest.slice(end + 1)
  }
  if (rest !== '' || list.length === 0) list.push({ text: rest })
  return list
}

function closing(text: string, from: number): number {
  let depth = 1
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  return -1
}
