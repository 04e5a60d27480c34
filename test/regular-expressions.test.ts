import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyse } from 'scslre'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { projectRoot } from '#infra/env.ts'

// Text from outside meets regular expressions in places that nobody thinks of, so that none of them may take more than linear
// time, whatever it is used for today.

test('no regular expression of ours takes longer than its text is long', () => {
  const all = sources().flatMap(expressionsOf)
  expect(all.length).toBeGreaterThan(100)
  expect(all.flatMap(slow)).toEqual([])
})

test.each([String.raw`(a+)+$`, String.raw`\d*\w+!`, String.raw`,+$`])('/%s/ would be found', (source) => {
  expect(slow({ where: 'here', source, flags: '' })).not.toEqual([])
})

interface Expression {
  readonly where: string
  readonly source: string
  readonly flags: string
}

/** What in an expression takes more than linear time, one line each; how long it is at most is no excuse. */
function slow({ where, source, flags }: Expression): string[] {
  return analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } }).reports.map(
    ({ type, character }) =>
      `${where}: /${source}/${flags} backtracks (${type}) on many of ${JSON.stringify(character.pick)}`,
  )
}

function expressionsOf(file: string): Expression[] {
  const text = readFileSync(join(projectRoot, file), 'utf8')
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
  const all: Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      const { line } = parsed.getLineAndCharacterOfPosition(node.getStart(parsed))
      all.push({ where: `${file}:${line + 1}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    }
    ts.forEachChild(node, visit)
  }
  visit(parsed)
  return all
}

/** What runs in the product; tests choose their own text. */
function sources(): string[] {
  return ['flows', 'workflows', 'activities', 'infra', 'apps'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter(
        (file) =>
          /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !/(^|\/)(node_modules|testing|build)\//.test(file),
      )
      .map((file) => join(folder, file)),
  )
}
