import { z } from 'zod'

const node = z.looseObject({
  $ref: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  examples: z.array(z.unknown()).optional(),
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
})

/** The least that a JSON schema accepts: of objects only what they must have, of alternatives the first. */
export function sample(schema: unknown, definitions: Record<string, unknown>): unknown {
  const {
    $ref,
    enum: words,
    examples = [],
    type,
    properties = {},
    required = [],
    items,
    anyOf,
    oneOf,
    minimum = 1,
    ...rest
  } = node.parse(schema)
  if ($ref) return sample(definitions[$ref.replace('#/$defs/', '')], definitions)
  if (rest.const !== undefined) return rest.const
  if (words) return words[0]
  const [first] = [...(anyOf ?? []), ...(oneOf ?? [])]
  if (first !== undefined) return sample(first, definitions)
  switch (type) {
    case 'object':
      return Object.fromEntries(required.map((name) => [name, sample(properties[name], definitions)]))
    case 'array':
      return [sample(items, definitions)]
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return minimum
    default:
      return examples[0] ?? 'a'
  }
}
