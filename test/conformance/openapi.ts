import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { z } from 'zod'
import { specification } from './swml-schemas.ts'

/** One exchange with the carrier's REST interface. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly request: unknown
  readonly response: unknown
}

/** What is wrong with an exchange by the carrier's specification; an empty list when nothing is, null when it does not describe the path. */
export type OpenApi = (exchange: Exchange) => readonly string[] | null

const content = z.object({
  content: z.looseObject({ 'application/json': z.object({ schema: z.unknown() }).optional() }).optional(),
})
const operation = z.object({ requestBody: content.optional(), responses: z.record(z.string(), content) })
const spec = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

/** A judge of exchanges by the published OpenAPI description; null where that is not at hand. */
export function openApi(): OpenApi | null {
  const raw = specification('docs-signalwire-rest.subset.openapi.json')
  if (raw === null) return null
  const paths = Object.entries(spec.parse(raw).paths).map(([template, methods]) => ({
    template,
    methods,
    pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  }))
  // Literal paths before templates: `search` is no id.
  paths.sort((one, other) => one.template.split('{').length - other.template.split('{').length)
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(raw, 'spec')
  const compiled = new Map<string, ValidateFunction>()
  const validator = (ref: string) => {
    const known = compiled.get(ref) ?? ajv.compile({ $ref: ref })
    compiled.set(ref, known)
    return known
  }

  return ({ method, path, status, request, response }) => {
    const found = paths.find(({ pattern }) => pattern.test(path))
    if (!found) return null
    const described = found.methods[method.toLowerCase()]
    if (described === undefined) return [`${method} is not described for ${found.template}`]
    const { requestBody, responses } = operation.parse(described)
    const expected = responses[String(status)]
    if (!expected) return [`${method} ${found.template} never answers ${status}`]
    const at = `spec#/paths/${pointer(found.template)}/${method.toLowerCase()}`
    const json = 'content/application~1json/schema'
    return [
      ...(requestBody ? wrong('request', validator(`${at}/requestBody/${json}`), request) : []),
      ...(expected.content?.['application/json']
        ? wrong('response', validator(`${at}/responses/${status}/${json}`), response)
        : []),
    ]
  }
}

function wrong(which: string, valid: ValidateFunction, body: unknown): string[] {
  return valid(body)
    ? []
    : (valid.errors ?? [])
        .slice(0, 8)
        .map(
          (error) =>
            `${which} ${error.instancePath}: ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`,
        )
}

function pointer(text: string): string {
  return encodeURIComponent(text.replace(/~/g, '~0').replace(/\//g, '~1'))
}
