import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from 'json-schema-to-typescript'
import { z } from 'zod'
import { projectRoot } from '../env.ts'

// Writes the types of the call documents that we send, from the carrier's published schema of them:
// `node infra/tools/swml-types.ts`, after another verb was named here or the schema was replaced.

/** Where the types stand. */
export const SWML_TYPES = 'infra/signalwire/documents/swml-types.ts'
const SCHEMA = 'apps/emulator/spec/swml-calling.schema.json'

/** Of all that may stand in a place of the schema, what documents of ours put there: their verbs, and forms of those. */
const OURS: Readonly<Record<string, readonly string[]>> = {
  SWMLMethod: [
    'Answer',
    'Hangup',
    'Play',
    'Prompt',
    'Record',
    'Request',
    'Connect',
    'JoinConference',
    'Cond',
    'Label',
    'Goto',
    'Set',
    'Transfer',
  ],
  ValidConfirmMethods: ['Hangup', 'Prompt', 'Cond'],
  CondParams: ['CondReg'],
  Play: ['PlayWithURL'],
  Connect: ['ConnectDeviceSerial', 'ConnectDeviceParallel', 'ConnectDeviceSerialParallel'],
}

/** Fields that every document of ours gives, as the carrier's own default would keep people in silence or a room open. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  Request: ['headers', 'body', 'timeout', 'connect_timeout'],
  Record: ['beep', 'format', 'max_length', 'initial_timeout', 'end_silence_timeout', 'terminators', 'status_url'],
  ConnectDeviceSerial: ['from', 'timeout', 'call_state_url', 'status_url'],
  ConnectDeviceParallel: ['from', 'timeout', 'call_state_url', 'status_url'],
  ConnectDeviceSerialParallel: ['from', 'timeout', 'call_state_url', 'status_url'],
  ConnectDeviceSingle: ['timeout'],
  JoinConferenceObject: ['start_on_enter', 'end_on_exit', 'max_participants', 'beep', 'result'],
  Prompt: ['max_digits', 'initial_timeout'],
}

/** What the verb's page in the carrier's reference has and its schema lacks. */
const LAGS: Readonly<Record<string, readonly string[]>> = {
  ConnectDeviceSerial: ['status_url'],
  ConnectDeviceParallel: ['status_url'],
  ConnectDeviceSerialParallel: ['status_url'],
}

/** The module with the types, as it is to stand in the tree. @throws Error when the schema lacks what is named above. */
export async function swmlTypes(): Promise<string> {
  const schema = schemaForm.parse(JSON.parse(readFileSync(join(projectRoot, SCHEMA), 'utf8'), simpler))
  const place = (name: string) => placeIn(schema, name)
  for (const [name, kept] of Object.entries(OURS)) keepOnly(place(name), kept)
  for (const [name, fields] of Object.entries(LAGS)) add(place(name), fields)
  for (const [name, fields] of Object.entries(ALWAYS)) demand(place(name), fields)
  return compile(schema, 'Document', {
    bannerComment: BANNER,
    additionalProperties: false,
    unreachableDefinitions: false,
    ignoreMinAndMaxItems: true,
    style: { semi: false, singleQuote: true, printWidth: 120, trailingComma: 'all' },
  })
}

/** One part of the schema, as far as this file looks into it. */
interface Shape {
  [key: string]: unknown
  properties?: Readonly<Record<string, Shape>> | undefined
  required?: readonly string[] | undefined
  anyOf?: readonly Shape[] | undefined
  oneOf?: readonly Shape[] | undefined
}

const shapeForm: z.ZodType<Shape> = z.looseObject({
  properties: z
    .record(
      z.string(),
      z.lazy(() => shapeForm),
    )
    .optional(),
  required: z.array(z.string()).optional(),
  anyOf: z.array(z.lazy(() => shapeForm)).optional(),
  oneOf: z.array(z.lazy(() => shapeForm)).optional(),
})
const schemaForm = z.looseObject({ $defs: z.record(z.string(), shapeForm) })

/** Where a name leads: to the parameters of a verb, and to itself for all else. */
function placeIn({ $defs }: z.output<typeof schemaForm>, name: string): Shape {
  const named = $defs[name]
  if (named === undefined) throw new Error(`${SCHEMA} has no ${name}: was it replaced by another version?`)
  const [only, ...others] = Object.values(named.properties ?? {})
  const isVerb = only !== undefined && others.length === 0 && (only.properties ?? only.oneOf) !== undefined
  return isVerb ? only : named
}

function keepOnly(place: Shape, names: readonly string[]): void {
  const key = place.anyOf ? 'anyOf' : 'oneOf'
  const all = place[key] ?? []
  place[key] = names.map((name) => {
    const found = all.find(({ $ref }) => $ref === `#/$defs/${name}`)
    if (!found) throw new Error(`${SCHEMA} has no ${name} where it is to stand.`)
    return found
  })
}

function add(place: Shape, texts: readonly string[]): void {
  place.properties = { ...place.properties, ...Object.fromEntries(texts.map((name) => [name, { type: 'string' }])) }
}

function demand(place: Shape, fields: readonly string[]): void {
  const missing = fields.find((field) => !(field in (place.properties ?? {})))
  if (missing !== undefined) throw new Error(`${SCHEMA} has no field ${missing} where it is to be given.`)
  place.required = [...(place.required ?? []), ...fields]
}

/** Leaves out what makes types longer and no stricter, and what documents of ours never say in a field: see `certain`. */
function simpler(key: string, value: unknown): unknown {
  if (key === '$id') return undefined
  if (['description', 'title'].includes(key) && typeof value === 'string') return undefined
  if (key === '$ref' && value === 'SWMLObject.json') return '#'
  if ((key === 'anyOf' || key === 'oneOf') && Array.isArray(value)) return certain(z.array(shapeForm).parse(value))
  const { success } = openObject.safeParse(value)
  return success ? { ...Object(value), additionalProperties: true } : value
}

/** Ours writes numbers as such and not as variables, and structures as such and not as the address of one. */
function certain(alternatives: readonly Shape[]): readonly Shape[] {
  const hasStructure = alternatives.some(({ type }) => type === 'object' || type === 'array')
  const left = alternatives.filter(
    (each) =>
      !JSON.stringify(each).includes('"#/$defs/SWMLVar"') &&
      !(hasStructure && each.type === 'string' && each.const === undefined),
  )
  return left.length === 0 ? alternatives : left
}

/** Takes any field. */
const openObject = z.looseObject({ unevaluatedProperties: z.strictObject({}) })

const BANNER = `// Generated by infra/tools/swml-types.ts from ${SCHEMA} (MIT: see the README beside it).
// Do not edit.
`

if (import.meta.main) writeFileSync(join(projectRoot, SWML_TYPES), await swmlTypes())
