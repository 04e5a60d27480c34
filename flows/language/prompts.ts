import { definitionOf, type FlowNode } from './flow.ts'
import { formFields, type FormField } from './node-form.ts'
import { recordOf } from './path.ts'
import type { ConfigPath, SentAs } from './plan.ts'
import { isTemplate, templateParts, type TemplatePart } from './template.ts'

/** A text of a node in which values stand. */
export interface DrawnTemplate {
  readonly at: ConfigPath
  /** `compared`: it is the name of one value, by itself. `address`, `header`, `json`: it is sent to a web service, as what it says. */
  readonly as: 'spoken' | 'written' | 'compared' | SentAs
  readonly parts: readonly TemplatePart[]
}

/** Whether a text goes to a web service and to nobody else. */
export function isSent(as: string): as is SentAs {
  return as === 'address' || as === 'header' || as === 'json'
}

/** Whether what a node sends can be read by anybody on its way. */
export function sendsOpenly({ kind, config }: Pick<FlowNode, 'kind' | 'config'>): boolean {
  const definition = definitionOf(kind)
  const fields = definition ? formFields(definition.config) : []
  return fields.some(({ widget, name }) => {
    const url = widget === 'address' ? config[name] : null
    return typeof url === 'string' && /^\s*http:/i.test(url)
  })
}

/** The texts of a node, finished or not, in which values stand, by the widgets of its form. */
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

function within(field: FormField, value: unknown, at: ConfigPath): readonly DrawnTemplate[] {
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
      return asTemplate('spoken', value, at)
    case 'template':
    case 'message':
      return asTemplate('written', value, at)
    case 'address':
    case 'header':
    case 'json':
      return asTemplate(field.widget, value, at)
    case 'value':
      return typeof value === 'string' && value !== ''
        ? [{ at, as: 'compared', parts: [{ kind: 'value', name: value, otherwise: '', written: value }] }]
        : []
    default:
      return []
  }
}

function asTemplate(as: DrawnTemplate['as'], value: unknown, at: ConfigPath): readonly DrawnTemplate[] {
  return typeof value === 'string' && isTemplate(value) ? [{ at, as, parts: templateParts(value) }] : []
}

function fieldsWithin(fields: readonly FormField[], value: unknown, at: ConfigPath): readonly DrawnTemplate[] {
  const values = recordOf(value)
  return fields.flatMap((field) => within(field, values[field.name], [...at, field.name]))
}
