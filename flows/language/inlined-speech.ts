import { definitionOf } from './flow.ts'
import { formFields } from './node-form.ts'
import { recordOf } from './path.ts'
import type { Plan, PlanNode } from './plan.ts'

/**
 * The settings of a node as it speaks within another flow. A call is spoken to as the flow says that answers it; where the
 * node's own flow has another language, the node says its own, if its kind can.
 */
export function speakingAs(
  { kind, config }: Pick<PlanNode, 'kind' | 'config'>,
  { of, within }: { readonly of: Plan; readonly within: Plan },
): unknown {
  const definition = definitionOf(kind)
  const own = settingsOf(of)
  if (!definition || own['language'] === undefined || own['language'] === settingsOf(within)['language']) return config
  const settings = recordOf(config)
  const fields = formFields(definition.config)
  const canSay = fields.some(({ name, widget }) => name === 'language' && widget === 'language')
  if (!canSay || settings['language'] !== undefined) return config
  const voice = settings['voice'] ?? own['voice']
  return { ...settings, language: own['language'], ...(voice !== undefined && { voice }) }
}

function settingsOf({ steps, start }: Plan): Readonly<Record<PropertyKey, unknown>> {
  return recordOf(steps[start]?.config)
}
