import { definitionOf, type FlowNode } from './flow.ts'
import { formFields, type FormField } from './node-form.ts'
import { recordOf } from './path.ts'
import { isTemplate, templateParts, type TemplatePart } from './template.ts'

/** A place in a config, as plans keep it. */
export type PromptPath = readonly (string | number)[]

/** A spoken text of a node in which values stand. */
export interface DrawnTemplate {
  readonly at: PromptPath
  readonly parts: readonly TemplatePart[]
}

/** The texts of a node, finished or not, in which values stand: those that its form has as spoken. */
export function templatesOf({ kind, config }: Pick<FlowNode, 'kind' | 'config'>): readonly DrawnTemplate[] {
  const before = known.get(config)
  if (before?.kind === kind) return before.templates
  const definition = definitionOf(kind)
  const templates = definition
    ? formFields(definition.config).flatMap((field) => within(field, config[field.name], [field.name]))
    : []
  known.set(config, { kind, templates })
  return templates
}

/** Settings are never changed but replaced, so what was found of them stays true. */
const known = new WeakMap<FlowNode['config'], { readonly kind: string; readonly templates: readonly DrawnTemplate[] }>()

function within(field: FormField, value: unknown, at: PromptPath): readonly DrawnTemplate[] {
  switch (field.widget) {
    case 'group':
      return fieldsWithin(field.fields, value, at)
    case 'list':
      return Array.isArray(value) ? value.flatMap((item, index) => within(field.item, item, [...at, index])) : []
    case 'variant': {
      const chosen = field.variants.find((variant) => variant.value === recordOf(value)[field.by])
      return chosen ? fieldsWithin(chosen.fields, value, at) : []
    }
    case 'prompt':
      return typeof value === 'string' && isTemplate(value) ? [{ at, parts: templateParts(value) }] : []
    default:
      return []
  }
}

function fieldsWithin(fields: readonly FormField[], value: unknown, at: PromptPath): readonly DrawnTemplate[] {
  const values = recordOf(value)
  return fields.flatMap((field) => within(field, values[field.name], [...at, field.name]))
}
