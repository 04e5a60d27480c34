import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { z } from 'zod'
import type { ScriptIssue } from './issue.ts'
import { documentSchema } from './schema.ts'

/** One verb with its parameters, still unexpanded: `{ play: { url } }`. */
export type Instruction = Record<string, unknown>

/** A checked document: its sections by name, `main` among them. */
export interface ScriptDocument {
  sections: Record<string, Instruction[]>
}

/** A document, or everything that is wrong with it. */
export type ReadDocument = { ok: true; document: ScriptDocument } | { ok: false; issues: [ScriptIssue, ...ScriptIssue[]] }

const sectionsOf = z.looseObject({ sections: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))) })
const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: false }).compile(documentSchema())

/** Reads a document from its text. YAML is not read: that is one of the differences. */
export function readDocumentText(text: string): ReadDocument {
  try {
    return readDocument(JSON.parse(text))
  } catch {
    return { ok: false, issues: [{ code: 'relay_script_parse_error', message: 'the document is not JSON' }] }
  }
}

/** Checks a parsed document against the carrier's schema. */
export function readDocument(value: unknown): ReadDocument {
  if (!validate(value)) return { ok: false, issues: [issueOf(deepest(validate.errors ?? []))] }
  const { sections } = sectionsOf.parse(value)
  for (const [name, steps] of Object.entries(sections)) {
    if (steps.length === 0) return { ok: false, issues: [{ code: 'relay_script_section_code_missing', message: `section ${name} has no steps` }] }
  }
  return { ok: true, document: { sections } }
}

/** The error furthest inside says best what is wrong. */
function deepest(errors: ErrorObject[]): ErrorObject | undefined {
  return errors.toSorted((one, two) => depth(two) - depth(one))[0]
}

function depth(error: ErrorObject): number {
  return error.instancePath.split('/').length * 2 + (/^(anyOf|oneOf)$/.test(error.keyword) ? 0 : 1)
}

function issueOf(error: ErrorObject | undefined): ScriptIssue {
  const where = error?.instancePath ?? ''
  const extra = extraField(error)
  const message = `${where || 'the document'} ${error?.message ?? 'is not valid'}${extra ? `: ${extra}` : ''}`
  return { code: codeOf(where, error, extra), message }
}

function codeOf(where: string, error: ErrorObject | undefined, extra: string | undefined): ScriptIssue['code'] {
  const missing = error?.keyword === 'required'
  if (where === '' && missing) return 'relay_script_sections_missing'
  if (where === '' && extra) return 'relay_script_element_undefined'
  if (where === '/version') return 'relay_script_version_invalid'
  if (where === '/sections' && missing) return 'relay_script_main_section_missing'
  if (error?.keyword === 'minProperties' || error?.keyword === 'maxProperties') return 'relay_script_method_missing_name'
  if (error?.keyword === 'additionalProperties') return 'relay_script_method_undefined'
  if (extra) return 'relay_script_method_parameter_undefined'
  if (missing) return 'relay_script_method_parameter_missing'
  return /^\/sections\/[^/]+(\/\d+)?$/.test(where) ? 'relay_script_element_wrong_type' : 'relay_script_method_parameter_invalid_value'
}

function extraField(error: ErrorObject | undefined): string | undefined {
  const field: unknown = error?.params.additionalProperty ?? error?.params.unevaluatedProperty
  return typeof field === 'string' ? field : undefined
}
