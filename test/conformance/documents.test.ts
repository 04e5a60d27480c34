import fc from 'fast-check'
import { expect, test } from 'vitest'
import { largestDocument, serialized, type Swml } from '#infra/signalwire/documents/swml.ts'
import { anyDocument, anyText } from './any-document.ts'
import { swmlSchemas } from './swml-schemas.ts'

const { shipped, published } = swmlSchemas()
const filled = anyDocument().chain((written) =>
  fc.record({ written: fc.constant(written), texts: fc.array(anyText, { minLength: 1, maxLength: 12 }) }),
)

test("every document is valid by the carrier's schema and by the shipped one", () => {
  fc.assert(
    fc.property(filled, ({ written, texts }) => {
      const document: unknown = JSON.parse(serialized(written.render(texts)))
      expect(shipped(withoutWhatLags(document)), problem(shipped.errors, document)).toBe(true)
      if (published) expect(published(document), problem(published.errors, document)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('texts of people change neither the shape of a document nor open a variable in it', () => {
  fc.assert(
    fc.property(filled, ({ written, texts }) => {
      const plain = written.render(['plain words'])
      const theirs = written.render(texts)
      expect(verbs(theirs)).toEqual(verbs(plain))
      expect(variables(theirs)).toEqual(variables(plain))
    }),
    { numRuns: 300 },
  )
})

test('a document travels unchanged and is never larger than the carrier reads', () => {
  fc.assert(
    fc.property(filled, ({ written, texts }) => {
      const document = written.render(texts)
      expect(JSON.parse(serialized(document))).toEqual(document)
      expect(Buffer.byteLength(serialized(document))).toBeLessThanOrEqual(largestDocument)
    }),
    { numRuns: 100 },
  )
  fc.assert(
    fc.property(anyDocument(), fc.constantFrom('long words '.repeat(900), '😀'.repeat(4000)), (written, text) => {
      expect(Buffer.byteLength(serialized(written.render([text])))).toBeLessThanOrEqual(largestDocument)
    }),
    { numRuns: 40 },
  )
})

/** The shipped schema is older than the documentation: it does not know connect's status_url. */
function withoutWhatLags(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      key === 'connect' ? { ...Object(value), status_url: undefined } : value,
    ),
  )
}

function problem(errors: unknown, document: unknown): string {
  return JSON.stringify({ errors, document }).slice(0, 3000)
}

/** The names of all verbs, in order, those inside branches too. */
function verbs(document: Swml): string[] {
  return [...serialized(document).matchAll(/[{,]"(\w+)":/g)].map(([, name]) => name ?? '')
}

/** The variables that the carrier would put in. */
function variables(document: Swml): string[] {
  return [...serialized(document).matchAll(/[$%]\{[^"]*/g)].map(([text]) => text)
}
