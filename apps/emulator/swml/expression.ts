import { z } from 'zod'
import { ScriptFailure } from './issue.ts'
import { tokens, type Token } from './tokens.ts'

/** Finds the value of a bare name; undefined when nothing has that name. */
export type Lookup = (name: string) => unknown

/**
 * Evaluates the small part of JavaScript that conditions and `${…}` need: names with dots and brackets, literals,
 * comparisons, `&& || !`, arithmetic, `? :`, parentheses. Nothing is executed: no calls, no assignment, no globals.
 * @throws ScriptFailure relay_script_js_eval_error on anything else
 */
export function evaluate(source: string, lookup: Lookup): unknown {
  const reader = new Reader(tokens(source), { source, lookup })
  const value = reader.choice()
  reader.finish()
  return value
}

const BINARY: readonly (readonly string[])[] = [['||'], ['&&'], ['===', '!==', '==', '!='], ['<=', '>=', '<', '>'], ['+', '-'], ['*', '/', '%']]

class Reader {
  private at = 0
  private readonly list: readonly Token[]
  private readonly source: string
  private readonly lookup: Lookup

  constructor(list: readonly Token[], { source, lookup }: { source: string; lookup: Lookup }) {
    this.list = list
    this.source = source
    this.lookup = lookup
  }

  choice(): unknown {
    const condition = this.binary(0)
    if (!this.take('?')) return condition
    const yes = this.choice()
    this.expect(':')
    const no = this.choice()
    return condition ? yes : no
  }

  finish(): void {
    if (this.at < this.list.length) this.fail(`unexpected ${this.list[this.at]?.text ?? ''}`)
  }

  private binary(level: number): unknown {
    const signs = BINARY[level]
    if (!signs) return this.unary()
    let left = this.binary(level + 1)
    for (let sign = this.takeOne(signs); sign; sign = this.takeOne(signs)) left = combine(sign, left, this.binary(level + 1))
    return left
  }

  private unary(): unknown {
    if (this.take('!')) return !this.unary()
    if (this.take('-')) return -numeric(this.unary())
    if (this.take('+')) return numeric(this.unary())
    return this.members(this.primary())
  }

  private members(value: unknown): unknown {
    if (this.take('.')) {
      const name = this.next()
      if (name.kind !== 'name') this.fail(`expected a name after the dot, not ${name.text}`)
      return this.members(memberOf(value, name.text))
    }
    if (this.take('[')) {
      const key = this.choice()
      this.expect(']')
      return this.members(memberOf(value, String(key)))
    }
    if (this.take('(')) this.fail('calls are not evaluated by the emulator')
    return value
  }

  private primary(): unknown {
    const token = this.next()
    if (token.kind === 'number') return Number(token.text)
    if (token.kind === 'string') return token.value
    if (token.kind === 'name') return token.text in CONSTANTS ? CONSTANTS[token.text] : this.lookup(token.text)
    if (token.text !== '(') this.fail(`unexpected ${token.text}`)
    const value = this.choice()
    this.expect(')')
    return value
  }

  private next(): Token {
    const token = this.list[this.at]
    if (!token) this.fail('it ends too early')
    this.at += 1
    return token
  }

  private take(sign: string): boolean {
    return this.takeOne([sign]) !== undefined
  }

  private takeOne(signs: readonly string[]): string | undefined {
    const token = this.list[this.at]
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return undefined
    this.at += 1
    return token.text
  }

  private expect(sign: string): void {
    if (!this.take(sign)) this.fail(`expected ${sign}`)
  }

  private fail(why: string): never {
    throw new ScriptFailure('relay_script_js_eval_error', `cannot evaluate "${this.source}": ${why}`)
  }
}

const CONSTANTS: Record<string, unknown> = { true: true, false: false, null: null, undefined }

const object = z.record(z.string(), z.unknown())

/** A member of an object, list or text; undefined where JavaScript would throw, as an unset variable is simply empty. */
function memberOf(value: unknown, name: string): unknown {
  if (typeof value === 'string' || Array.isArray(value)) return name === 'length' ? value.length : value[Number(name)]
  const found = object.safeParse(value)
  return found.success && Object.hasOwn(found.data, name) ? found.data[name] : undefined
}

function combine(sign: string, left: unknown, right: unknown): unknown {
  switch (sign) {
    case '||': return left || right
    case '&&': return left && right
    case '===': return left === right
    case '!==': return left !== right
    // oxlint-disable-next-line eqeqeq -- the language being evaluated has this operator
    case '==': return left == right
    // oxlint-disable-next-line eqeqeq -- the language being evaluated has this operator
    case '!=': return left != right
    case '+': return typeof left === 'number' && typeof right === 'number' ? left + right : textOf(left) + textOf(right)
    default: return arithmetic(sign, left, right)
  }
}

function arithmetic(sign: string, left: unknown, right: unknown): unknown {
  const bothText = typeof left === 'string' && typeof right === 'string'
  const [one, two] = bothText ? [left, right] : [numeric(left), numeric(right)]
  switch (sign) {
    case '<': return one < two
    case '>': return one > two
    case '<=': return one <= two
    case '>=': return one >= two
    case '-': return Number(one) - Number(two)
    case '*': return Number(one) * Number(two)
    case '/': return Number(one) / Number(two)
    default: return Number(one) % Number(two)
  }
}

function numeric(value: unknown): number {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value) ? Number(value) : Number.NaN
}

/** A value as it appears inside a text: unset is empty, objects are JSON. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
