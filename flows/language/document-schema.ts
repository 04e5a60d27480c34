import { z } from 'zod'
import { definitions } from '../nodes/definitions.ts'
import { DOCUMENT_FORMAT } from './document.ts'
import type { AnyDefinition } from './node.ts'

const id = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$' } as const
const place = {
  type: 'object',
  properties: { x: { type: 'number' }, y: { type: 'number' } },
  required: ['x', 'y'],
  additionalProperties: false,
} as const

/** The JSON schema (draft 2020-12) of flow documents, with the settings of all kinds as their definitions say. */
export function documentSchema(): Readonly<Record<string, unknown>> {
  const kinds = Object.values<AnyDefinition>(definitions)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:ringdown:flow:${DOCUMENT_FORMAT}`,
    title: 'A call flow of Ringdown',
    description: `Format ${DOCUMENT_FORMAT}. Generated from the definitions of all kinds by \`npm run docs\`.`,
    type: 'object',
    properties: {
      format: { const: DOCUMENT_FORMAT },
      name: { type: 'string', minLength: 1, maxLength: 80 },
      nodes: { type: 'array', maxItems: 500, items: { oneOf: kinds.map(({ kind }) => ({ $ref: `#/$defs/${kind}` })) } },
      edges: {
        type: 'array',
        maxItems: 2000,
        description: 'From an exit of a node to the node that follows.',
        items: {
          type: 'object',
          properties: { from: id, exit: { type: 'string', minLength: 1 }, to: id },
          required: ['from', 'exit', 'to'],
          additionalProperties: false,
        },
      },
      layout: {
        type: 'object',
        description: 'Where each node lies on the canvas. Calls know nothing of it.',
        additionalProperties: place,
      },
      remarks: {
        type: 'array',
        maxItems: 200,
        items: {
          type: 'object',
          properties: { id, text: { type: 'string', maxLength: 2000 }, position: place },
          required: ['id', 'text', 'position'],
          additionalProperties: false,
        },
      },
    },
    required: ['format', 'name', 'nodes', 'edges'],
    additionalProperties: false,
    $defs: Object.fromEntries(kinds.map((definition) => [definition.kind, nodeSchema(definition)])),
  }
}

function nodeSchema({ kind, label, help, config }: AnyDefinition): unknown {
  return {
    title: label,
    description: help,
    type: 'object',
    properties: {
      id,
      kind: { const: kind },
      title: { type: 'string', minLength: 1, maxLength: 80 },
      config: settingsSchema(config),
      note: { type: 'string', maxLength: 2000 },
    },
    required: ['id', 'kind', 'title', 'config'],
    additionalProperties: false,
  }
}

/** Settings as they may be written: what only a rule in words says of them, a schema cannot. */
function settingsSchema(config: z.ZodType): unknown {
  const { $schema: _own, ...schema } = z.toJSONSchema(config, {
    io: 'input',
    unrepresentable: 'any',
    override({ jsonSchema }) {
      const { label, help } = jsonSchema as { label?: string; help?: string } // as the definitions' `.meta` has them
      if (label !== undefined) jsonSchema.title = label
      if (help !== undefined) jsonSchema.description = help
      for (const own of ['label', 'help', 'widget', 'choices', 'absent']) Reflect.deleteProperty(jsonSchema, own)
    },
  })
  return schema
}
