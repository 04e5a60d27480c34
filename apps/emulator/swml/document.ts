import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
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
export type ReadDocument =
  | { ok: true; document: ScriptDocument }
  | { ok: false; issues: [ScriptIssue, ...ScriptIssue[]] }

const sectionsOf = z.looseObject({ sections: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))) })
const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: false }).compile(documentSchema())

/** The largest text of a document, in bytes. */
const LARGEST_TEXT = 64 * 1024
/** How many repetitions YAML's aliases may make of what they stand for: few documents have any. */
const MOST_ALIASES = 100

const MOST_LEVELS = 200

/** Reads a document from its text, JSON or YAML. */
export function readDocumentText(text: string): ReadDocument {
  const value = valueOf(text)
  return typeof value === 'object' && value !== null
    ? readDocument(value)
    : {
        ok: false,
        issues: [
          {
            code: 'relay_script_parse_error',
            message: 'the document is neither JSON nor YAML, or has more than 64 KB',
          },
        ],
      }
}

/** Whether lists nest in lists, or objects in objects, deeper than any document needs: reading them is quadratic. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let deepest = 0
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1
    if (character === ']' || character === '}') depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest > MOST_LEVELS || text.includes('- '.repeat(MOST_LEVELS))
}

/** What a text says in JSON or YAML; undefined when it is neither, too large, or expands too far. */
export function valueOf(text: string): unknown {
  if (Buffer.byteLength(text) > LARGEST_TEXT || isTooDeep(text)) return undefined
  try {
    return /^\s*\{/.test(text)
      ? JSON.parse(text)
      : parse(text, { schema: 'core', maxAliasCount: MOST_ALIASES, logLevel: 'error' })
  } catch {
    return undefined
  }
}

/** Checks a parsed document against the carrier's schema. */
export function readDocument(value: unknown): ReadDocument {
  if (!validate(value)) return { ok: false, issues: [issueOf(deepest(validate.errors ?? []))] }
  const { sections } = sectionsOf.parse(value)
  for (const [name, steps] of Object.entries(sections)) {
    if (steps.length === 0)
      return {
        ok: false,
        issues: [{ code: 'relay_script_section_code_missing', message: `section ${name} has no steps` }],
      }
  }
  return { ok: true, document: { sections } }
}

/** The innermost error says best what is wrong. */
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
  if (error?.keyword === 'minProperties' || error?.keyword === 'maxProperties')
    return 'relay_script_method_missing_name'
  if (error?.keyword === 'additionalProperties') return 'relay_script_method_undefined'
  if (extra) return 'relay_script_method_parameter_undefined'
  if (missing) return 'relay_script_method_parameter_missing'
  return /^\/sections\/[^/]+(\/\d+)?$/.test(where)
    ? 'relay_script_element_wrong_type'
    : 'relay_script_method_parameter_invalid_value'
}

function extraField(error: ErrorObject | undefined): string | undefined {
  const field: unknown = error?.params.additionalProperty ?? error?.params.unevaluatedProperty
  return typeof field === 'string' ? field : undefined
}
