import { Button, Text, TextInput, Title } from '@mantine/core'
import { Link } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { addressOf } from '../reach/addresses.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { When } from '../words/format-when.tsx'
import { LoneLink } from '../look/lone-link.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from '../look/team.module.css'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import type { NumberView } from './number-view.server.ts'

/** Giving the number up, with its name typed: it cannot be undone. */
export function Release({
  view: { name, national },
  answer: fromPage,
}: {
  readonly view: NumberView
  readonly answer: FormAnswer | undefined
}) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  return (
    <section className={styles.card} aria-labelledby="release">
      <div>
        <Title order={2} id="release">
          Release this number
        </Title>
        <Text c="dimmed" mt={4}>
          {national} goes back to the carrier and may soon be somebody else’s. Nobody can call you on it any more, and
          it may not be possible to get it back. Its conversations and calls stay here.
        </Text>
      </div>
      <fetcher.Form method="post" className={styles.fields}>
        <input type="hidden" name="intent" value="release" />
        <TextInput
          name="name"
          label={`Type “${isolated(name)}” to confirm`}
          dir="auto"
          required
          withAsterisk={false}
          maxLength={80}
          autoComplete="off"
        />
        <div>
          <Button type="submit" variant="light" color="red" loading={busy}>
            Release number
          </Button>
        </div>
      </fetcher.Form>
      <FormAnswerNote answer={busy ? undefined : answer} />
    </section>
  )
}

/** What is left of a number that was released. */
export function Released({
  view: { name, national, international },
  at,
}: {
  readonly view: NumberView
  readonly at: number
}) {
  return (
    <div className={styles.page}>
      <title>{`${isolated(name)} · Numbers · Ringdown`}</title>
      <div>
        <LoneLink to={addressOf.numbers()}>Numbers</LoneLink>
        <Title order={1}>
          <bdi>{name}</bdi>
        </Title>
        <p className={styles.lead} title={international}>
          {national}
        </p>
      </div>
      <Text>
        This number was released <When at={at} as="sentence" />. It answers no calls. Its conversations and calls are
        kept for those who could read them.
      </Text>
      <div>
        <Button component={Link} to={addressOf.calls()} variant="default">
          See the calls
        </Button>
      </div>
    </div>
  )
}
