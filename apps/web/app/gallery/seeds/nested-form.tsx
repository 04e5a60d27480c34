import { Paper } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { pathWords } from '#flows/language/path.ts'
import { ConfigForm } from '../../flow-editor/form/config-form.tsx'

const prompt = z.string('Write what the caller should hear.').min(1, 'Write what the caller should hear.')
const keyNames = ['1', '2', '3', '0'] as const

/** Settings with everything that forms can nest: no kind has them all. */
const nested = z.strictObject({
  greeting: z
    .strictObject({
      text: prompt.meta({ label: 'Text', help: 'Read before the keys.', widget: 'prompt' }),
      seconds: z
        .number()
        .min(1, 'Wait for at least 1 s.')
        .default(5)
        .meta({ label: 'Wait for', help: 'How long a caller may think.', widget: 'seconds' }),
    })
    .meta({ label: 'Greeting', help: 'What callers hear first.', widget: 'group' }),
  keys: z
    .array(
      z
        .strictObject({
          key: z.enum(keyNames, 'Choose a key.').meta({
            label: 'Key',
            help: 'What the caller presses.',
            widget: 'choice',
            choices: { 1: '1', 2: '2', 3: '3', 0: '0' },
          }),
          then: z
            .discriminatedUnion(
              'do',
              [
                z.strictObject({
                  do: z.literal('say'),
                  text: prompt.meta({ label: 'Says', help: 'What is read then.', widget: 'prompt' }),
                }),
                z.strictObject({
                  do: z.literal('ring'),
                  seconds: z
                    .number()
                    .min(5, 'A phone must ring for at least 5 s.')
                    .default(20)
                    .meta({ label: 'Ring for', help: 'How long the phones ring.', widget: 'seconds' }),
                }),
                z.strictObject({ do: z.literal('end') }),
              ],
              'Choose what happens.',
            )
            .meta({
              label: 'Then',
              help: 'What happens when it is pressed.',
              widget: 'variant',
              choices: { say: 'Say something', ring: 'Ring everyone', end: 'End the call' },
            }),
        })
        .meta({ label: 'Choice', help: 'A key and what it does.', widget: 'group' }),
    )
    .min(1, 'Offer at least one key.')
    .meta({ label: 'Keys', help: 'In the order in which they are read out.', widget: 'list' }),
  languages: z
    .array(
      z.string().min(1, 'Choose a language.').meta({ label: 'Language', help: 'By its name.', widget: 'language' }),
    )
    .default([])
    .meta({ label: 'Languages', help: 'Callers may choose one of these.', widget: 'list' }),
})

const begun = {
  greeting: { text: 'Thank you for calling the cycle shop.' },
  keys: [
    { key: '1', then: { do: 'say', text: 'You are put through to the workshop.' } },
    { key: '2', then: { do: 'ring', seconds: 20 } },
    { key: '0', then: { do: 'end' } },
  ],
  languages: ['en-GB', 'de-DE'],
}

/** The same while it is being drawn: nothing said, a time that is too short, nothing chosen. */
export const unfinishedForm = {
  greeting: {},
  keys: [{ then: { do: 'say', text: '' } }, { key: '2', then: { do: 'ring', seconds: 2 } }, { key: '3' }],
  languages: [],
}

/** A form of nested settings that works, by itself. */
export function NestedForm({
  config: first = begun,
  disabled = false,
}: {
  readonly config?: Readonly<Record<string, unknown>>
  readonly disabled?: boolean
}) {
  const [config, setConfig] = useState(first)
  const issues = (nested.safeParse(config).error?.issues ?? []).map(({ path, message }) => ({
    field: pathWords(path),
    severity: 'error' as const,
    message,
  }))
  return (
    <Paper component="section" aria-label="Settings" p="md" maw={420} style={{ display: 'grid', gap: 20 }}>
      <ConfigForm
        schema={nested}
        config={config}
        issues={issues}
        disabled={disabled}
        onChange={(field, value) => setConfig((before) => ({ ...before, [field]: value }))}
      />
    </Paper>
  )
}
