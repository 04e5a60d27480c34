import { Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { definitionOf, type FlowNode } from '#flows/flow.ts'
import { formFields, type Widget } from '#flows/node-form.ts'
import { useDeeds, useEditor, useIssuesOf } from '../editor-context.ts'
import { fieldSchema, type FieldInput } from './field-input.ts'
import styles from './form.module.css'
import { PeopleInput } from './people-input.tsx'
import { ChoiceInput, LanguageInput, PromptInput, SecondsInput, TextFieldInput, TimeZoneInput } from './plain-inputs.tsx'

/** Every widget that a definition may name. */
const inputs: Record<Widget, ComponentType<FieldInput>> = {
  text: TextFieldInput,
  prompt: PromptInput,
  seconds: SecondsInput,
  people: PeopleInput,
  choice: ChoiceInput,
  language: LanguageInput,
  'time-zone': TimeZoneInput,
}

/** The settings of a node, as its definition describes them, each with what is wrong with it. */
export function NodeForm({ node }: { readonly node: FlowNode }) {
  const definition = definitionOf(node.kind)
  const { canEdit } = useEditor()
  const { setField } = useDeeds()
  const issues = useIssuesOf(node.id)
  if (!definition) return null
  const config = definition.config.safeParse(node.config)
  const settled: Readonly<Record<string, unknown>> = config.success && typeof config.data === 'object' && config.data !== null ? { ...config.data, ...node.config } : node.config
  return formFields(definition.config).map((field) => {
    const Input = inputs[field.widget]
    const own = issues.filter((issue) => issue.field === field.name)
    return (
      <div key={`${node.id} ${field.name}`} data-field={field.name} className={styles.field}>
        <Input
          field={field}
          schema={fieldSchema(definition.config, field.name)}
          value={settled[field.name]}
          error={own.find(({ severity }) => severity === 'error')?.message ?? null}
          disabled={!canEdit}
          onChange={(value) => setField(node.id, field.name, value)}
        />
        {own.filter(({ severity }) => severity === 'warning').map(({ message }) => <Doubt key={message} message={message} />)}
      </div>
    )
  })
}

/** Something that should be looked at and does not keep anybody from publishing. */
export function Doubt({ message }: { readonly message: string }) {
  return (
    <Text size="xs" className={styles.doubt}>
      <IconAlertTriangle size={16} stroke={1.75} role="img" aria-label="Warning:" />
      {message}
    </Text>
  )
}
