import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentSchema } from '#flows/language/document-schema.ts'
import { indexMarkdown, kindMarkdown } from '#flows/language/reference/kind-markdown.ts'
import { kindPage } from '#flows/language/reference/kind-page.ts'
import { kindPicture } from '#flows/language/reference/kind-picture.ts'
import type { AnyDefinition } from '#flows/language/node.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { scenarioSchema } from '#flows/scenario/scenario-file.ts'
import { projectRoot } from '../env.ts'

const FOLDER = join(projectRoot, 'docs/nodes')

/** The JSON schemas of flows and of scenarios as files, by the names of theirs. */
const SCHEMAS = { 'flow.schema.json': documentSchema, 'scenario.schema.json': scenarioSchema }

/** The reference pages of all kinds, by the names of their files. */
export function nodeDocs(): ReadonlyMap<string, string> {
  const pages = Object.values<AnyDefinition>(definitions).map(kindPage)
  return new Map([
    ['README.md', indexMarkdown(pages)],
    ...pages.flatMap((page) => [
      [`${page.kind}.md`, kindMarkdown(page)] as const,
      [`${page.kind}.svg`, kindPicture(page)] as const,
    ]),
  ])
}

/** The schemas' files with what must stand in them. */
function schemas(): readonly { readonly name: string; readonly file: string; readonly text: string }[] {
  return Object.entries(SCHEMAS).map(([name, schema]) => ({
    name,
    file: join(projectRoot, 'docs', name),
    text: `${JSON.stringify(schema(), null, 2)}\n`,
  }))
}

/** Files of the folder that are not as the definitions say, are missing there, or are too many. */
export function staleDocs(folder = FOLDER): readonly string[] {
  const docs = nodeDocs()
  const there = new Set(readdirSync(folder))
  const stale = [...docs].filter(
    ([name, text]) => !there.has(name) || readFileSync(join(folder, name), 'utf8') !== text,
  )
  const staleSchemas = schemas().filter(({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text)
  return [
    ...stale.map(([name]) => name),
    ...[...there].filter((name) => !docs.has(name)),
    ...staleSchemas.map(({ name }) => name),
  ]
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = staleDocs()
    if (stale.length > 0) {
      console.error(`docs differs from the definitions in ${stale.join(', ')}: run \`npm run docs\`.`)
      process.exitCode = 1
    }
  } else {
    rmSync(FOLDER, { recursive: true, force: true })
    mkdirSync(FOLDER, { recursive: true })
    for (const [name, text] of nodeDocs()) writeFileSync(join(FOLDER, name), text)
    for (const { file, text } of schemas()) writeFileSync(file, text)
  }
}
