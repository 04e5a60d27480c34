import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readDocument } from '#flows/language/document.ts'
import type { Flow } from '#flows/language/flow.ts'
import { importStudio } from '#flows/language/studio/import-studio.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { studioFlows } from '#flows/testing/studio-flows.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'
import { readText } from '#infra/tools/flow/file-text.ts'
import { exportedKinds } from '#infra/tools/flow/swml/exported-node.ts'
import { swmlOf } from '#infra/tools/flow/swml/export-swml.ts'
import { officeText } from '../builders/small-office.ts'
import { anyText } from './any-document.ts'
import type { ControlPlane } from './control-plane.ts'
import { fastEmulator, type FastEmulator } from './fast-emulator.ts'
import { ana, harbour, line } from './harbour.ts'
import { ourWeb, type OurWeb } from './our-web.ts'
import { swmlSchemas } from './swml-schemas.ts'

describe('a flow as one document', () => {
  const { shipped, published } = swmlSchemas()
  const expectValid = (document: unknown): void => {
    for (const schema of [shipped, ...(published ? [published] : [])])
      expect([schema(document), schema.errors]).toEqual([true, null])
  }

  test('is valid by the schemas of the carrier, and fills in nothing but who calls whom', () => {
    const made = exported(flowIn(officeText()))
    expectValid(JSON.parse(JSON.stringify(made)))
    expect([...JSON.stringify(made).matchAll(/[$%]\{[^"]*/g)].map(([text]) => text)).toEqual(['%{call.to}'])
  })

  test('keeps its shape whatever its texts say', () => {
    const office = flowIn(officeText())
    const shape = (text: string) =>
      JSON.stringify(exported(withText(office, text)), (key, value: unknown) =>
        /^(url|play|when|speech_hints)$/.test(key) ? typeof value : value,
      )
    const plain = shape('plain words')
    fc.assert(
      fc.property(anyText, (text) => {
        // braces may be values that nobody knows: the editor says so
        const words = `x${text.replaceAll('{{', '{ ')}`
        expect(shape(words)).toBe(plain)
        expectValid(JSON.parse(JSON.stringify(exported(withText(office, words)))))
      }),
      { numRuns: 60 },
    )
  })

  test('is refused with every node that needs us, and with what to do', () => {
    const made = swmlOf(
      flowIn(
        officeText({
          nodes: [
            '{id: hours, kind: business-hours, title: Hours, config: {}}',
            '{id: team, kind: ring-group, title: Team, config: {who: {kind: everyone}}}',
            '{id: pin, kind: ask, title: Pin, config: {text: "Your PIN?", takes: {kind: secret-digits, fewest: 4, most: 4, ends: "#"}}}',
            '{id: name, kind: play, title: Name, config: {text: "{{number.name}}."}}',
          ],
          edges: [
            '{from: vm, exit: no-message, to: hours}',
            ...['open', 'closed', 'holiday'].map((exit) => `{from: hours, exit: ${exit}, to: team}`),
            ...['no-answer', 'declined', 'nobody'].map((exit) => `{from: team, exit: ${exit}, to: pin}`),
            ...['answered', 'invalid', 'no-input'].map((exit) => `{from: pin, exit: ${exit}, to: name}`),
            '{from: name, exit: next, to: bye}',
          ],
        }),
      ),
    )
    expect(made.ok).toBe(false)
    expect(made.issues.map(({ node, field, code }) => [node, field, code])).toEqual([
      ['hours', '', 'carrier'],
      ['team', '', 'carrier'],
      ['pin', 'takes', 'carrier'],
      ['name', 'text', 'carrier'],
    ])
    expect(made.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining('A document has no clock'),
      expect.stringContaining('Put forwards in its place'),
      expect.stringContaining('secret answer'),
      expect.stringContaining('“number.name”'),
    ])
  })

  test('of each kind is made or refused, and never thrown', () => {
    const folder = new URL('../../flows/examples/', import.meta.url)
    const flows = [
      ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.json') && !name.includes('scenario'))
        .map((name) => readDocument(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
        .flatMap((read) => (read.ok ? [read.flow] : [])),
      ...Object.values(studioFlows).map((studio) => {
        const made = importStudio(studio)
        if (!made.ok) throw new Error(made.why)
        return flowOf(made.flow)
      }),
    ]
    for (const flow of flows) {
      const made = swmlOf(flow)
      if (made.ok) expectValid(JSON.parse(JSON.stringify(made.swml)))
      else expect(made.issues).not.toEqual([])
    }
    expect(Object.keys(definitions)).toEqual(expect.arrayContaining(Object.keys(exportedKinds)))
  })
})

describe('on a call, the document by itself', () => {
  let emulator: FastEmulator
  let control: ControlPlane
  let carrier: SignalWire
  let web: OurWeb
  const { configure, dialIn } = harbour(() => ({ web, control, carrier }))

  beforeAll(async () => {
    emulator = await fastEmulator()
    ;({ control, carrier } = emulator)
  })
  afterAll(() => emulator.close())
  beforeEach(async () => {
    await control('POST', '/reset')
    web = await ourWeb('demo-signing-key')
    web.answer = ({ address }) => (address.to === 'number-document' ? exported(flowIn(officeText())) : undefined)
    await configure(line)
  })
  afterEach(async () => {
    await control('POST', '/reset')
    await web.close()
  })

  const seen = async (call: string) => JSON.stringify(await control('GET', `/calls/${call}`))
  const soon = { timeout: 8000 }
  const presses = (call: string, keys: string) => control('POST', `/calls/${call}/press`, { keys })

  test('forwards by a key, to whoever accepts', async () => {
    await control('PUT', `/phones/${encodeURIComponent(ana)}/behaviour`, { kind: 'answers', after: '1s', presses: '1' })
    const call = await dialIn()
    await expect.poll(() => seen(call), soon).toContain('Hello friend.')
    await expect.poll(() => seen(call), soon).toContain('For bikes press 1')
    await presses(call, '1')
    await expect.poll(async () => Object(await control('GET', `/calls/${call}`)).with as unknown, soon).toBe(ana)
    await control('POST', `/phones/${encodeURIComponent(ana)}/hang-up`)
    await expect.poll(() => seen(call), soon).toContain('Thank you.')
  })

  test('takes a message where the phone is busy', async () => {
    await control('PUT', `/phones/${encodeURIComponent(ana)}/behaviour`, { kind: 'busy' })
    const call = await dialIn()
    await expect.poll(() => seen(call), soon).toContain('For bikes press 1')
    await presses(call, '1')
    await expect.poll(() => seen(call), soon).toContain('Please leave a message.')
  })

  test('goes by what says most of what is said, asks for a number, and again goes on', async () => {
    const call = await dialIn()
    await expect.poll(() => seen(call), soon).toContain('For bikes press 1')
    await control('POST', `/calls/${call}/say`, { text: 'A new bike' })
    await expect.poll(() => seen(call), soon).toContain('Your order number?')
    await presses(call, '4711#')
    await expect.poll(() => seen(call), soon).toContain('Thank you.')
  })

  test('takes a message of whoever answers nothing', async () => {
    const call = await dialIn()
    await expect.poll(() => seen(call), soon).toContain('Please leave a message.')
  })
})

function exported(flow: Flow): object {
  const made = swmlOf(flow)
  if (!made.ok) throw new Error(made.issues.map(({ node, message }) => `${node}: ${message}`).join(' '))
  return made.swml
}

function withText(flow: Flow, text: string): Flow {
  return {
    ...flow,
    nodes: flow.nodes.map((node) => ({
      ...node,
      config: Object.fromEntries(
        Object.entries(node.config).map(([name, value]) => [name, /^(text|greeting)$/.test(name) ? text : value]),
      ),
    })),
  }
}

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
