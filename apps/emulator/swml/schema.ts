import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { UNPLAYED } from './unplayed.ts'

const looseSchema = z.looseObject({
  $defs: z.record(z.string(), z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() })),
})

/** A JSON schema, as far as this file looks into it. */
export type DocumentSchema = z.output<typeof looseSchema>

/**
 * The carrier's published schema of calling documents, with what the documentation has and the schema lacks
 * (see `../spec/README.md`), and with the list of verbs turned from "any of" into one object with a property for
 * each verb: the same documents pass, but an error then names the verb and the field instead of forty alternatives.
 * The parameters of a verb that is not played are not looked at, as it fails with any.
 */
export function documentSchema(): DocumentSchema {
  const file = readFileSync(join(import.meta.dirname, '../spec/swml-calling.schema.json'), 'utf8')
  // "Not anything" and "false" forbid the same fields, but only the second yields an error that names the field.
  const schema = looseSchema.parse(
    JSON.parse(file, (key, value: unknown) => (key === 'unevaluatedProperties' && forbidsAll(value) ? false : value)),
  )
  addWhatLags(schema)
  schema.$defs.SWMLMethod = oneVerb(schema, { list: 'SWMLMethod', lacks: Object.keys(UNPLAYED) })
  schema.$defs.ValidConfirmMethods = oneVerb(schema, { list: 'ValidConfirmMethods', lacks: ['stream', 'stop_stream'] })
  return schema
}

function forbidsAll(value: unknown): boolean {
  return JSON.stringify(value) === '{"not":{}}'
}

const text = { type: 'string' }
const eventType = { enum: ['cxml', 'laml', 'relay'] }
/** For what is refused whatever its value. */
const anything = {}

/** Source of each addition: the verb's page in the SWML reference. */
function addWhatLags(schema: DocumentSchema): void {
  for (const form of [
    'ConnectDeviceSingle',
    'ConnectDeviceSerial',
    'ConnectDeviceParallel',
    'ConnectDeviceSerialParallel',
  ]) {
    Object.assign(propertiesOf(schema, form), { status_url: text, from_name: text })
  }
  // for destinations that are streams, which are not played
  for (const name of [
    'authorization_bearer_token',
    'codec',
    'custom_parameters',
    'name',
    'realtime',
    'status_url_method',
  ])
    propertiesOf(schema, 'ConnectDeviceSingle')[name] = anything
  Object.assign(propertiesOf(schema, 'JoinConferenceObject'), {
    stream: anything,
    // A space-separated list; the published schema admits one word only.
    status_callback_event: text,
    recording_status_callback_event: text,
    status_callback_event_type: eventType,
    recording_status_callback_event_type: eventType,
  })
}

function propertiesOf(schema: DocumentSchema, name: string): Record<string, unknown> {
  const found = schema.$defs[name]?.properties
  if (!found) throw new Error(`the shipped schema has no ${name}: was it replaced by another version?`)
  return found
}

const alternatives = z.looseObject({ anyOf: z.array(z.object({ $ref: z.string() })) })

function oneVerb(
  schema: DocumentSchema,
  { list, lacks }: { readonly list: string; readonly lacks: readonly string[] },
): { properties: Record<string, unknown> } & Record<string, unknown> {
  const properties: Record<string, unknown> = Object.fromEntries(lacks.map((verb) => [verb, anything]))
  for (const { $ref } of alternatives.parse(schema.$defs[list]).anyOf)
    Object.assign(properties, propertiesOf(schema, $ref.replace('#/$defs/', '')))
  for (const verb of Object.keys(properties)) if (verb in UNPLAYED) properties[verb] = anything
  return { type: 'object', properties, additionalProperties: false, minProperties: 1, maxProperties: 1 }
}
