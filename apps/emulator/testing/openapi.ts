import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormatsModule from 'ajv-formats'
import { z } from 'zod'

// oxlint-disable-next-line node/no-process-env -- the specifications' place is told to the tests, not to the emulator
const folder = process.env.SIGNALWIRE_SPECS ?? join(import.meta.dirname, '../../../../shared/signalwire-specs')
const file = join(folder, 'docs-signalwire-rest.subset.openapi.json')

const operation = z.looseObject({ requestBody: z.unknown().optional(), responses: z.record(z.string(), z.unknown()) })
const specification = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

/** An exchange with the carrier's API, to be checked against its specification. */
export interface ApiExchange {
  method: string
  path: string
  body: unknown
  status: number
  answer: unknown
  /** Requests are checked on demand only: the schema of commands holds the whole language of documents and takes seconds to compile. */
  withRequest: boolean
}

/** What the carrier's OpenAPI document finds wrong with an exchange; nothing when the document is not there. */
export function complaints(exchange: ApiExchange): string[] {
  const spec = load()
  const path = exchange.path.split('?')[0] ?? ''
  const template =
    spec &&
    Object.keys(spec.paths)
      .toSorted((one, two) => one.split('{').length - two.split('{').length)
      .find((one) => new RegExp(`^${one.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path))
  const methods = template ? spec?.paths[template] : undefined
  if (!spec || !template || !methods?.[exchange.method.toLowerCase()]) return []
  const pointer = `#/paths/${escape(template)}/${exchange.method.toLowerCase()}`
  const { responses } = operation.parse(methods[exchange.method.toLowerCase()])
  if (!(String(exchange.status) in responses))
    return [`${exchange.method} ${template} has no answer ${String(exchange.status)}`]
  const wrong =
    exchange.status === 204
      ? []
      : check(`${pointer}/responses/${String(exchange.status)}/content/application~1json/schema`, exchange.answer)
  if (!exchange.withRequest || exchange.status >= 300 || exchange.body === undefined) return wrong
  return [...wrong, ...check(`${pointer}/requestBody/content/application~1json/schema`, exchange.body)]
}

/** What the document finds wrong with a webhook that the carrier sends. */
export function webhookComplaints(webhook: string, body: unknown): string[] {
  return load() ? check(`#/webhooks/${webhook}/post/requestBody/content/application~1json/schema`, body) : []
}

let loaded: { paths: Record<string, Record<string, unknown>> } | null | undefined
const ajv = new Ajv2020({ strict: false })
// The package is CommonJS: what it exports depends on who loads it.
const addFormats = 'default' in addFormatsModule ? addFormatsModule.default : addFormatsModule

function load() {
  if (loaded !== undefined) return loaded
  if (!existsSync(file)) {
    console.log(
      `Not checked against the carrier's OpenAPI document: ${file} is not there. Set SIGNALWIRE_SPECS to its folder.`,
    )
    loaded = null
    return loaded
  }
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'))
  addFormats(ajv)
  const spec = specification.parse(document)
  // NOTE The document forbids any field in a log event's details, against a field capture of a real one (DIFFERENCES.md).
  ajv.addSchema(
    {
      $id: 'spec:',
      ...z
        .record(z.string(), z.unknown())
        .parse(
          JSON.parse(JSON.stringify(document), (key, value: unknown) =>
            key === 'details' ? { type: 'object' } : value,
          ),
        ),
    },
    'spec:',
  )
  loaded = spec
  return loaded
}

const checks = new Map<string, ValidateFunction>()

function check(pointer: string, value: unknown): string[] {
  const validate = checks.get(pointer) ?? ajv.compile({ $ref: `spec:${pointer}` })
  checks.set(pointer, validate)
  return validate(value)
    ? []
    : (validate.errors ?? []).map(
        (error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
      )
}

function escape(template: string): string {
  return template.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')
}

const commandSchema = z.looseObject({
  properties: z.looseObject({
    command: z.looseObject({ const: z.string().optional(), enum: z.array(z.string()).optional() }),
  }),
})
const commandSchemas = z.looseObject({ components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }) })

/** The commands of the calling API that the carrier's OpenAPI document has; undefined when the document is not there. */
export function specifiedCommands(): string[] | undefined {
  if (!load()) return undefined
  const {
    components: { schemas },
  } = commandSchemas.parse(JSON.parse(readFileSync(file, 'utf8')))
  const requests = Object.entries(schemas)
    .filter(([name]) => name.startsWith('Calling.'))
    .flatMap(([, schema]) => commandSchema.safeParse(schema).data ?? [])
  return [...new Set(requests.flatMap(({ properties: { command } }) => command.const ?? command.enum ?? []))]
}

const withProperties = z.looseObject({ properties: z.record(z.string(), z.unknown()) })

/** The parameters that the document gives a command that is played, in all its forms; undefined when the document is not there. */
export function specifiedParameters(command: 'dial' | 'update'): string[] | undefined {
  if (!load()) return undefined
  const {
    components: { schemas },
  } = commandSchemas.parse(JSON.parse(readFileSync(file, 'utf8')))
  const prefix = { dial: 'Calling.CallCreateParams', update: 'Calling.CallUpdateParams' }[command]
  const forms = Object.entries(schemas)
    .filter(([name]) => name.startsWith(prefix))
    .map(([, schema]) => withProperties.parse(schema))
  return [...new Set(forms.flatMap(({ properties }) => Object.keys(properties)))]
}

/** The fields of a number that can be changed, by the document; undefined when the document is not there. */
export function specifiedNumberFields(): string[] | undefined {
  if (!load()) return undefined
  const {
    components: { schemas },
  } = commandSchemas.parse(JSON.parse(readFileSync(file, 'utf8')))
  return Object.keys(withProperties.parse(schemas.UpdatePhoneNumberRequest).properties)
}

const methods = z.looseObject({
  $defs: z.looseObject({ SWMLMethod: z.looseObject({ anyOf: z.array(z.object({ $ref: z.string() })) }) }),
})

/** The verbs of messaging documents that the carrier's schema has; undefined when the schema is not there. */
export function specifiedTextVerbs(): string[] | undefined {
  const schema = join(folder, 'docs-swml-messaging.SWMLObject.json')
  if (!existsSync(schema)) return undefined
  return methods
    .parse(JSON.parse(readFileSync(schema, 'utf8')))
    .$defs.SWMLMethod.anyOf.map(({ $ref }) => ($ref.split('/').at(-1) ?? '').toLowerCase())
}

const definitions = z.looseObject({ $defs: z.record(z.string(), z.unknown()) })

/** The definitions of the documentation's schema of calling documents; undefined when the schema is not there. */
export function specifiedDocuments(): Record<string, unknown> | undefined {
  const schema = join(folder, 'docs-swml-calling.SWMLObject.json')
  return existsSync(schema) ? definitions.parse(JSON.parse(readFileSync(schema, 'utf8'))).$defs : undefined
}
