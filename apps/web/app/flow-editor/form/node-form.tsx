import { definitionOf, type FlowNode } from '#flows/language/flow.ts'
import { useDeeds, useEditor, useIssuesOf } from '../editor-context.ts'
import { valuesAt } from '../drawing/values-at.ts'
import { ConfigForm } from './config-form.tsx'
import { ValuesContext } from './value-context.ts'

/** The settings of a node, as its definition describes them. */
export function NodeForm({ node }: { readonly node: FlowNode }) {
  const definition = definitionOf(node.kind)
  const { canEdit, store } = useEditor()
  const { setField } = useDeeds()
  const issues = useIssuesOf(node.id)
  if (!definition) return null
  return (
    <ValuesContext value={() => valuesAt(store.getState().flow, node.id)}>
      <ConfigForm
        key={node.id}
        schema={definition.config}
        config={node.config}
        issues={issues}
        disabled={!canEdit}
        onChange={(field, value, part) => setField(node.id, field, value, part)}
      />
    </ValuesContext>
  )
}
