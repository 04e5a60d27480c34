import { readdirSync, readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentOf, readDocument } from '#flows/language/document.ts'
import { documentSchema } from '#flows/language/document-schema.ts'
import type { Flow } from '#flows/language/flow.ts'
import { readText, textOf } from './file-text.ts'
import { runCommand } from './run-command.ts'

const folder = new URL('../../../flows/examples/', import.meta.url)
const examples = readdirSync(folder).map((name) => (name.endsWith('.json') ? name : `${name}/flow.json`))
const textOfExample = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const sales = flowOf(JSON.parse(textOfExample('sales.json')))
const run = (args: readonly string[], files: Readonly<Record<string, string>>) => {
  const { out, code } = runCommand(args, (file) => {
    const text = files[file]
    if (text === undefined) throw new Error('there is no such file')
    return text
  })
  return { code, out, json: (): unknown => JSON.parse(out) }
}

describe('a flow as a file', () => {
  test.each(examples)('%s keeps every byte over JSON, YAML and back, and is as the schema says', (name) => {
    const flow = flowOf(JSON.parse(textOfExample(name)))
    const json = textOf(documentOf(flow), 'json')
    const yaml = textOf(documentOf(flow), 'yaml')
    expect(textOf(documentOf(flowIn(yaml)), 'json')).toBe(json)
    expect(textOf(documentOf(flowIn(json)), 'yaml')).toBe(yaml)
    expect(flowIn(json)).toEqual(flow)
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(documentSchema())
    expect([validate(JSON.parse(json)), validate.errors]).toEqual([true, null])
  })

  test('keeps every text that people can write, whatever it looks like in YAML', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'yes',
        '012',
        '1e3',
        'null',
        '- x',
        '{{a}}',
        '&a',
        '*a',
        '!t',
        '2026-12-24',
        '18:30',
        '#',
        'a: b',
        '\u2028',
        ' x ',
        '\n',
        '"',
        '日本',
      ),
    )
    const settings = fc.record({
      text: texts,
      list: fc.array(fc.record({ a: texts, b: fc.oneof(fc.integer(), fc.boolean(), fc.constant(null)) })),
    })
    fc.assert(
      fc.property(settings, texts, (config, note) => {
        const flow: Flow = {
          ...sales,
          nodes: sales.nodes.map((node) => ({ ...node, config, note: note.slice(0, 2000) })),
        }
        const yaml = textOf(documentOf(flow), 'yaml')
        expect(flowIn(yaml)).toEqual(flowIn(textOf(documentOf(flow), 'json')))
        expect(textOf(documentOf(flowIn(yaml)), 'yaml')).toBe(yaml)
      }),
      { numRuns: 150 },
    )
  })

  test('says what calls do apart from where things lie, in one order, whoever wrote it', () => {
    const shuffled = {
      edges: sales.edges,
      nodes: sales.nodes.map(({ id, kind, title, config, position }) => ({
        position,
        config: Object.fromEntries(Object.entries(config).toReversed()),
        title,
        kind,
        id,
      })),
      name: sales.name,
      format: 1,
    }
    const document = documentOf(flowOf(shuffled))
    expect(textOf(document, 'json')).toBe(textOf(documentOf(sales), 'json'))
    expect(Object.keys(document)).toEqual(['format', 'name', 'nodes', 'edges', 'layout'])
    expect(document.nodes.some((node) => 'position' in node)).toBe(false)
  })

  test('needs no layout, and is not read when it comes from a newer release', () => {
    const { layout: _none, ...logic } = documentOf(sales)
    expect(flowOf(logic).nodes.map(({ position }) => position.x)).toEqual(sales.nodes.map((_, index) => index * 320))
    expect(readDocument({ ...logic, format: 3 })).toMatchObject({ ok: false, problems: [{ path: 'format' }] })
  })

  test.each([
    ['an anchor', 'format: 2\nname: &a x\n', 'the anchor &a'],
    ['an alias', 'a: &a [x]\nb: *a\n', 'the anchor &a'],
    [
      'a billion laughs',
      `a: &a [x]\n${'bcdefgh'
        .split('')
        .map((key, n) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[n]}`).join(',')}]`)
        .join('\n')}\n`,
      'anchor',
    ],
    ['a tag', 'a: !!js/function x\n', 'the tag'],
    ['a tag of its own', 'a: !ringdown x\n', 'the tag !ringdown'],
    ['the same key twice', 'a: 1\na: 2\n', 'unique'],
    ['no end of brackets', '['.repeat(100_000), 'deeper than 60 levels'],
    ['no end of braces', '{"a":'.repeat(100_000), 'deeper than 60 levels'],
    [
      'no end of indents',
      Array.from({ length: 400 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
      'deeper than 60 levels',
    ],
    ['a mere text', 'hello: [', 'neither JSON nor YAML'],
  ])('with %s is refused in words', (_sentence, text, why) => {
    const read = readText(text)
    expect(read.ok ? 'read' : read.why).toContain(why)
  })

  test('whatever is wrong in it, checking gives issues and never an exception', () => {
    const document = documentOf(sales)
    const places = fc.constantFrom(
      'format',
      'name',
      'nodes',
      'edges',
      'layout',
      'nodes.0',
      'nodes.0.id',
      'nodes.1.config',
      'nodes.1.kind',
      'edges.0',
      'edges.0.to',
      'layout.in',
    )
    fc.assert(
      fc.property(places, fc.jsonValue({ maxDepth: 3 }), (place, value) => {
        const mutated: unknown = JSON.parse(JSON.stringify(document))
        let within = mutated as Record<string, unknown>
        const parts = place.split('.')
        for (const part of parts.slice(0, -1)) within = within[part] as Record<string, unknown>
        within[parts.at(-1) ?? ''] = value
        const came = run(['check', 'f', '--json'], { f: JSON.stringify(mutated) })
        expect(came.json()).toMatchObject({ ok: came.code === 0 })
      }),
      { numRuns: 300 },
    )
  })
})

describe('npm run flow', () => {
  test.each(examples)('check finds nothing wrong in %s', (name) => {
    expect(run(['check', name, '--json'], { [name]: textOfExample(name) })).toMatchObject({ code: 0 })
    expect(run(['check', name], { [name]: textOfExample(name) }).out).toBe(`${name}: nothing is wrong.\n`)
  })

  test('check says what is wrong, where, and by what it was found', () => {
    const { layout: _layout, ...document } = documentOf(sales)
    const [first, ...others] = document.nodes
    const broken = {
      ...document,
      nodes: [
        first,
        ...others,
        { id: 'p', kind: 'play', title: 'P', config: { text: '{{caller.nmae}}' } },
        { id: 'q', kind: 'play', title: 'Q', config: {} },
      ],
      edges: [
        ...document.edges.filter(({ exit }) => exit !== 'nobody'),
        { from: 'chain', exit: 'nobody', to: 'p' },
        { from: 'p', exit: 'next', to: 'q' },
      ],
    }
    const came = run(['check', 'f', '--json'], { f: textOf(broken, 'yaml') })
    expect(came.code).toBe(1)
    expect(came.json()).toMatchObject({
      ok: false,
      issues: expect.arrayContaining([
        { level: 'error', node: 'q', field: 'exits.next', code: 'shape', message: expect.any(String) },
        { level: 'error', node: 'p', field: 'text', code: 'value', message: expect.stringContaining('Did you mean') },
        { level: 'error', node: 'q', field: 'text', code: 'settings', message: 'Write what the caller should hear.' },
      ]),
    })
    expect(came.out.trim()).not.toContain('\n')
  })

  test('what cannot be used at all ends with 2, what is a flow with a slip with 1', () => {
    const files = { none: '{}', list: '- a\n', slip: JSON.stringify({ ...documentOf(sales), name: '' }) }
    const codes = (args: readonly string[]) => run(args, files).code
    expect([
      codes(['check', 'gone']),
      codes(['check', 'none']),
      codes(['check', 'list']),
      codes(['check', 'slip']),
    ]).toEqual([2, 2, 2, 1])
    expect([
      codes(['check']),
      codes(['fly', 'none']),
      codes(['convert', 'slip', '--to', 'xml']),
      codes(['check', 'none', '--loud']),
    ]).toEqual([2, 2, 2, 2])
    expect(run(['check', 'gone', 'slip', '--json'], files).json()).toMatchObject({
      ok: false,
      issues: [
        { file: 'gone', code: 'document' },
        { file: 'slip', field: 'name' },
      ],
    })
  })

  test('convert writes the same document as JSON or YAML', () => {
    const yaml = run(['convert', 'f', '--to', 'yaml'], { f: textOfExample('sales.json') }).out
    const json = run(['convert', 'f', '--to', 'json'], { f: yaml })
    expect(json).toMatchObject({ code: 0, out: textOf(documentOf(sales), 'json') })
    expect(run(['convert', 'f', '--to', 'yaml', '--json'], { f: json.out }).json()).toEqual({
      ok: true,
      format: 'yaml',
      text: yaml,
    })
  })

  test('diff tells what differs for calls and people, and nothing of the canvas', () => {
    const moved = { ...sales, nodes: sales.nodes.map((node) => ({ ...node, position: { x: 1, y: 2 } })) }
    const [a, b] = [textOf(documentOf(sales), 'json'), textOf(documentOf(moved), 'yaml')]
    expect(run(['diff', 'a', 'b'], { a, b })).toMatchObject({ code: 0, out: '' })
    const changed: Flow = {
      ...sales,
      nodes: sales.nodes.map((node) =>
        node.id === 'chain' ? { ...node, config: { ...node.config, seconds: 25 } } : node,
      ),
      edges: sales.edges.filter(({ exit }) => exit !== 'nobody'),
    }
    const came = run(['diff', 'a', 'b'], { a, b: textOf(documentOf(changed), 'yaml') })
    expect(came.code).toBe(1)
    expect(came.out).toMatch(/^~ chain config\.seconds: 20 → 25\n- chain exits\.nobody: “voicemail”\n$/)
  })
})

function flowIn(text: string): Flow {
  const read = readText(text)
  if (!read.ok) throw new Error(read.why)
  return flowOf(read.json)
}

function flowOf(json: unknown): Flow {
  const read = readDocument(json)
  if (!read.ok) throw new Error(read.problems.map(({ path, message }) => `${path}: ${message}`).join(' '))
  return read.flow
}
