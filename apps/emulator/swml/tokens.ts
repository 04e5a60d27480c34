import { ScriptFailure } from './issue.ts'

/** A word of an expression. */
export type Token = { kind: 'number' | 'name' | 'sign'; text: string } | { kind: 'string'; text: string; value: string }

const PATTERN = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|([A-Za-z_$][\w$]*)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(===|!==|==|!=|<=|>=|&&|\|\||[-+*/%!<>()[\].?:]))/y

/**
 * Cuts an expression into words.
 * @throws ScriptFailure relay_script_js_eval_error at a character that belongs to none
 */
export function tokens(source: string): Token[] {
  const list: Token[] = []
  const text = source.trimEnd()
  for (let at = 0; at < text.length; at = PATTERN.lastIndex) {
    PATTERN.lastIndex = at
    const match = PATTERN.exec(text)
    if (!match) throw new ScriptFailure('relay_script_js_eval_error', `cannot evaluate "${source}": unexpected ${text.slice(at).trim().charAt(0)}`)
    list.push(tokenOf(match))
  }
  return list
}

function tokenOf([, number, name, quoted, sign]: RegExpExecArray): Token {
  if (number !== undefined) return { kind: 'number', text: number }
  if (name !== undefined) return { kind: 'name', text: name }
  if (quoted !== undefined) return { kind: 'string', text: quoted, value: quoted.slice(1, -1).replace(/\\(.)/g, unescape) }
  return { kind: 'sign', text: sign ?? '' }
}

function unescape(_whole: string, letter: string): string {
  return { n: '\n', t: '\t', r: '\r' }[letter] ?? letter
}
