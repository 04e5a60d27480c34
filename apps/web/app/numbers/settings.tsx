import { Button, Radio, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { useFields } from '../forms/use-fields.tsx'
import styles from '../look/team.module.css'
import type { NumberView } from './number-view.server.ts'

/** What the number is called, and who may read its conversations (C3). */
export function Settings({
  view,
  organisation,
  mayChange,
  answer: fromPage,
}: {
  readonly view: NumberView
  readonly organisation: string
  readonly mayChange: boolean
  readonly answer: FormAnswer | undefined
}) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const isKnown = useMounted() // without a script nobody can tell whether something was changed
  const saved = { name: view.name, businessName: view.businessName, visibility: view.visibility }
  const { form, text, choice, drawnFrom, isNew } = useFields(saved, busy ? undefined : answer)
  return (
    <section className={styles.card} aria-labelledby="settings">
      <Title order={2} id="settings">
        Settings
      </Title>
      {mayChange ? (
        <fetcher.Form method="post" className={styles.fields} {...form}>
          <input type="hidden" name="intent" value="settings" />
          {drawnFrom}
          <TextInput
            {...text('name')}
            label="Name"
            description="What your team calls this number."
            required
            withAsterisk={false}
            maxLength={80}
          />
          <TextInput
            {...text('businessName')}
            label="Business name"
            description="What callers know you by."
            placeholder={organisation}
            maxLength={80}
          />
          <Radio.Group {...choice('visibility')} label="Who may read its conversations">
            <Stack gap="sm" mt="xs">
              <Radio
                value="people"
                label="People on this number only"
                description="Nobody else sees its calls, voicemails and messages."
              />
              <Radio
                value="organisation"
                label={`Everyone in ${organisation} may read`}
                description="Only people on the number answer, call back and comment."
              />
            </Stack>
          </Radio.Group>
          <div>
            <Button type="submit" variant={isNew ? 'filled' : 'default'} disabled={isKnown && !isNew} loading={busy}>
              Save
            </Button>
          </div>
        </fetcher.Form>
      ) : (
        <Text c="dimmed">
          {view.visibility === 'people'
            ? 'Only people on this number read its conversations.'
            : `Everyone in ${organisation} may read its conversations.`}{' '}
          Callers know you as {view.businessName || organisation}.
        </Text>
      )}
      <FormAnswerNote answer={busy || (isNew && answer?.ok) ? undefined : answer} />
    </section>
  )
}
