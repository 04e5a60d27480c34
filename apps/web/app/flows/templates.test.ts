import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile } from '#flows/language/compile.ts'
import { readFlow } from '#flows/language/flow.ts'
import { beginnings, templateNames, wholeFlows } from './template-words.ts'
import { templateDocument } from './templates.ts'

test.each(templateNames.filter((name) => name !== 'empty'))('%s can be published as it is', (name) => {
  const read = readFlow(templateDocument(name, 'Front desk'))
  expect(read.ok && compile(read.flow, { people: null })).toMatchObject({ ok: true, issues: [] })
  expect(read.ok && read.flow.name).toBe('Front desk')
})

test.each(beginnings)('%s speaks of nobody’s line', (name) => {
  expect(JSON.stringify(templateDocument(name, 'Front desk'))).not.toMatch(/Harbour|[Ss]ales|Support|support/)
})

test('offers every whole flow that there is', () => {
  const folder = new URL('../../../../flows/examples/', import.meta.url)
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(wholeFlows.toSorted()).toEqual(folders.map(({ name }) => name).toSorted())
  for (const name of wholeFlows) expect(JSON.stringify(templateDocument(name, 'Front desk'))).not.toMatch(/Harbour/)
})

test('the empty one is a flow to draw on', () => {
  expect(readFlow(templateDocument('empty', 'Front desk')).ok).toBe(true)
})
