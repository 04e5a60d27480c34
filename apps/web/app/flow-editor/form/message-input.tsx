import { Text } from '@mantine/core'
import { segmentsInWords } from '#flows/values/text-segments.ts'
import type { FieldInput } from './field-input.ts'
import { PromptInput } from './prompt-input.tsx'

/** The words of a text message, and as how many it is sent. */
export function MessageInput(input: FieldInput) {
  const { value } = input
  return (
    <div>
      <PromptInput {...input} />
      {typeof value === 'string' && value !== '' && (
        <Text size="xs" c="dimmed" mt={4}>
          {segmentsInWords(value)}
        </Text>
      )}
    </div>
  )
}
