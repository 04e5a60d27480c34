import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { definitions } from '#flows/nodes/definitions.ts'
import { bundleWorkflows } from '#infra/temporal/workflow-bundle.ts'
import { scenarios } from '#test/scenarios/all.ts'
import { onEveryPage } from '#apps/web/on-every-page.ts'

const root = new URL('../', import.meta.url)

describe('the workflows that Temporal runs', () => {
  let code: string
  let modules: readonly string[]
  beforeAll(async () => {
    code = await bundleWorkflows()
    // webpack names each module by its path in front of its code
    modules = [
      ...new Set(
        [...code.matchAll(/"(\.{1,2}\/[^"\n]+\.(?:ts|tsx|js|mjs|cjs|json))"/g)].map((match) => match[1] ?? ''),
      ),
    ]
  }, 60_000)

  test('hold the workflows and the language, so that the other checks look at something', () => {
    expect(modules).toEqual(
      expect.arrayContaining([
        './workflows/index.ts',
        './workflows/call/call.ts',
        './flows/walk.ts',
        './flows/nodes/runs.ts',
      ]),
    )
  })

  test.each([
    ['zod, which costs eight times the memory', /node_modules\/zod\//],
    ['definitions of nodes, which bring zod', /flows\/nodes\/[^/]+\/definition|flows\/nodes\/definitions/],
    ['React', /node_modules\/react(-dom)?\//],
    ['activities', /^\.\/activities\//],
    ['adapters', /^\.\/infra\//],
    ['applications', /^\.\/apps\//],
    ['the database', /node_modules\/(pg|@mikro-orm)\//],
  ])('hold no %s', (_what, forbidden) => {
    expect(modules.filter((module) => forbidden.test(module))).toEqual([])
  })

  test('use no built-in module of Node', () => {
    expect(code.match(/require\("node:[a-z/]+"\)|external "node:[a-z/]+"/g) ?? []).toEqual([])
  })

  test('use no Intl, whose answers change with the version of Node', () => {
    const ours = modules.filter((module) => /^\.\/(flows|workflows)\//.test(module))
    expect(
      ours.filter((module) => /\bIntl\.|toLocale[A-Z]|localeCompare/.test(readFileSync(new URL(module, root), 'utf8'))),
    ).toEqual([])
  })

  test('are at most 0.90 MB, their source map not counted, 0.87 of it measured in November 2026, with nineteen kinds of nodes and our sentences in four languages', () => {
    const map = code.lastIndexOf('//# sourceMappingURL=')
    expect(map < 0 ? code.length : map).toBeLessThan(900_000)
  })
})

test('no page reads a form but by formOf, which refuses what is none with a sentence', () => {
  const pages = readdirSync(new URL('apps/web/app/', root), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.test.'),
  )
  const readers = pages.filter((file) =>
    readFileSync(new URL(`apps/web/app/${file}`, root), 'utf8').includes('.formData('),
  )
  // what was sent and reached no server is read where it was sent, in the browser
  expect(readers).toEqual(['forms/read-form.server.ts', 'reach/answer-unreached.ts'])
})

describe('node kinds', () => {
  const folders = readdirSync(new URL('flows/nodes/', root), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  )

  test('are listed, each of them', () => {
    expect(folders.toSorted()).toEqual(Object.keys(definitions).toSorted())
  })

  test.each(folders)('%s has cases', (kind) => {
    expect(existsSync(new URL(`flows/nodes/${kind}/run.test.ts`, root))).toBe(true)
  })
})

describe('scenarios', () => {
  const ID = /^(?:S(?:[1-9]|[12]\d|3[01])|W(?:[1-9]|1\d|2[0-8])|C[1-6]|pitfall (?:[1-9]|[12]\d|3[0-5]))$/

  test.each(scenarios.map(({ title }) => title))('%s: names what it proves', (title) => {
    const ids = /^\[([^\]]+)\] \S/.exec(title)?.[1]?.split(', ') ?? []
    expect(ids.length).toBeGreaterThan(0)
    for (const id of ids) expect(id).toMatch(ID)
  })

  test('are all played, and every file of them is read', () => {
    const files = readdirSync(new URL('test/scenarios/', root)).filter((file) => file.endsWith('.scenario.ts'))
    const read = readFileSync(new URL('test/scenarios/all.ts', root), 'utf8')
    expect(files.filter((file) => !read.includes(`'./${file}'`))).toEqual([])
  })

  test('speak of everything that the road promises', () => {
    const said = scenarios.flatMap(({ title }) => /^\[([^\]]+)\]/.exec(title)?.[1]?.split(', ') ?? [])
    const promised = [
      'S2',
      'S3',
      'S4',
      'S13',
      'S15',
      'W6',
      'W12',
      'W13',
      'W14',
      'W15',
      'W17',
      'W18',
      ...[1, 4, 5, 6, 7, 8, 9, 10, 14, 16].map((n) => `pitfall ${n}`),
    ]
    expect(promised.filter((id) => !said.includes(id))).toEqual([])
  })
})

test('what every page loads is grouped from where it stands, so that it is few files', () => {
  const files = readdirSync(new URL('apps/web/app/', root), { recursive: true, encoding: 'utf8' })
  const ours = onEveryPage.filter(({ test: group }) => group.source.includes('apps'))
  expect(
    ours.map(({ name, test: group }) => [name, files.filter((file) => group.test(`/apps/web/app/${file}`)).length]),
  ).toEqual([
    ['reach', 5],
    ['frame', 3],
  ])
})
