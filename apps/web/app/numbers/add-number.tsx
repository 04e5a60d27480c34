import { Alert, Autocomplete, Button, Text, TextInput, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { Form, Link, useRevalidator } from 'react-router'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from '../look/team.module.css'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import type { FreeNumber, NumberChoices } from './number-choices.server.ts'

/** Picks a number from the carrier's own list; what is typed filters it. */
export function AddNumber({
  choices,
  answer: fromPage,
}: {
  readonly choices: NumberChoices | null
  readonly answer: FormAnswer | undefined
}) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const free = choices?.free ?? []
  const [typed, setTyped] = useState('')
  const allows = free.find((number) => isThis(number, typed))?.allows ?? null
  return (
    <section className={styles.card} aria-labelledby="add">
      <div className={styles.head}>
        <Title order={2} id="add">
          Add a number
        </Title>
        <Button
          component={Link}
          to="."
          preventScrollReset
          variant="subtle"
          color="gray"
          size="compact-md"
          aria-label="Cancel adding a number"
        >
          Cancel
        </Button>
      </div>
      {choices !== null && choices.trouble === null && free.length === 0 && (
        <Text>
          Every number in your carrier account is in use already. Buy one at the carrier, then load this page again.
        </Text>
      )}
      {choices !== null && choices.trouble !== null ? (
        <Away trouble={choices.trouble} />
      ) : (
        <fetcher.Form method="post" className={styles.fields}>
          <Autocomplete
            autoFocus
            name="e164"
            type="tel"
            label="Phone number"
            description={
              free.length === 0
                ? 'A number in your carrier account.'
                : `${free.length === 1 ? 'One number in your carrier account is' : `${free.length} numbers in your carrier account are`} free. Choose one, or type to filter.`
            }
            placeholder="+1 202 555 0100"
            data={free.map(({ international }) => international)}
            filter={({ options, search }) =>
              options.filter((option) => 'value' in option && fits(option.value, search))
            }
            limit={50}
            onChange={setTyped}
            openOnFocus
            required
            withAsterisk={false}
          />
          {allows !== null && (
            <Text size="sm" role="status">
              It is your first number in {allows}: once it is added, phones there may be called as well. You can change
              that under Settings, Countries.
            </Text>
          )}
          <TextInput
            name="name"
            label="Name"
            description="What your team calls it."
            placeholder="Sales"
            required
            withAsterisk={false}
            maxLength={80}
          />
          <div>
            <Button type="submit" loading={busy}>
              Add number
            </Button>
          </div>
        </fetcher.Form>
      )}
      <FormAnswerNote answer={busy ? undefined : answer} />
    </section>
  )
}

/** Which numbers there are, and whether one that is typed is among them, only the carrier can say. */
function Away({ trouble }: { readonly trouble: string }) {
  const { revalidate, state } = useRevalidator()
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} stroke={1.75} aria-hidden />}
      title="No number can be added at the moment"
    >
      <Text size="sm">{trouble} Numbers are chosen from your account there.</Text>
      <Form
        method="get"
        onSubmit={(event) => {
          event.preventDefault() // the address is this one already
          void revalidate()
        }}
      >
        <Button type="submit" name="add" value="1" variant="default" mt="sm" loading={state !== 'idle'}>
          Try again
        </Button>
      </Form>
    </Alert>
  )
}

/** Whether this number is what was typed, with its country or as people write it at home. */
function isThis({ national, international }: FreeNumber, typed: string): boolean {
  const digits = digitsOf(typed)
  return digits !== '' && (digits === digitsOf(international) || digits === digitsOf(national))
}

function digitsOf(written: string): string {
  return written.replaceAll(/\D/g, '')
}

/** By its digits, however either is written. */
function fits(number: string, search: string): boolean {
  return digitsOf(number).includes(digitsOf(search))
}
