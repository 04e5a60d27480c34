import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { Fragment, useEffect, useEffectEvent } from 'react'
import { addressOf } from '../../reach/addresses.ts'
import { FormAnswerNote } from '../../forms/form-answer.tsx'
import { useAnsweredForm } from '../../forms/use-answered-form.ts'
import { useEditor, type EditorPerson } from '../editor-context.ts'
import type { Preview } from '../store/server.ts'
import type { Lacking } from '../words/lacking-access.ts'
import styles from './panels.module.css'

export interface NumbersProps {
  readonly preview: Preview
  /** Id of a number that is to answer with the flow as well; empty for none. */
  readonly picked: string
  /** Whether the numbers answer with exactly this already. */
  readonly isSame: boolean
  onPick(number: string): void
}

/** Which numbers answer with the flow, and one more that could. */
export function Numbers({ preview: { numbers, others, openCalls }, picked, isSame, onPick }: NumbersProps) {
  const running =
    isSame || openCalls === 0
      ? ''
      : openCalls === 1
        ? ' The call in progress keeps the version it began with.'
        : ` The ${openCalls} calls in progress keep the version they began with.`
  const other = others.find(({ id }) => id === picked)
  return (
    <Stack gap="xs">
      {numbers.length === 0 ? (
        <Text>No number answers with this flow yet.</Text>
      ) : (
        <Text>
          {isSame ? '' : 'From the next call on, '}
          {numbers.map((number, index) => (
            <Fragment key={number.id}>
              {index === 0 ? '' : index === numbers.length - 1 ? ' and ' : ', '}
              <NamedNumber number={number} e164={number.e164} />
            </Fragment>
          ))}{' '}
          {numbers.length === 1 ? 'answers' : 'answer'} with it.{running}
        </Text>
      )}
      {others.length > 0 && (
        <NativeSelect
          label={
            numbers.length === 0 ? 'Number that answers with this flow' : 'Another number that answers with this flow'
          }
          value={picked}
          onChange={(event) => onPick(event.currentTarget.value)}
          data={[
            { value: '', label: 'None' },
            ...others.map(({ id, name, national }) => ({ value: id, label: `${name} ${national}` })),
          ]}
        />
      )}
      {other && (
        <Text size="sm" role="status">
          {other.answersWith === null
            ? `${other.name} answers no calls yet. From the next one on, it answers with this flow.`
            : `${other.name} now answers with the flow “${other.answersWith}”. From its next call on, it answers with this one instead.`}
        </Text>
      )}
    </Stack>
  )
}

/** A number by its name, and nationally; internationally for whoever hovers over it. */
export function NamedNumber({
  number,
  e164,
}: {
  readonly number: Preview['numbers'][number] | undefined
  readonly e164: string
}) {
  if (!number) return e164
  return (
    <span title={number.international}>
      <bdi>{number.name}</bdi> <span className={styles.digits}>{number.national}</span>
    </span>
  )
}

/** Why somebody can be given access to no number. */
const NOT_YET: Readonly<Record<NonNullable<EditorPerson['notYet']>, string>> = {
  'invited, not joined yet': 'can be given access once they have accepted the invitation.',
  deactivated: 'is deactivated, and can be given access once they are reactivated.',
}

/** Gives somebody whom the flow rings access to a number that lacks them, or says why that cannot be. @param onGiven once they have it. */
export function GiveAccess({
  lacking: { number, member, name },
  onGiven,
}: {
  readonly lacking: Lacking
  onGiven(): void
}) {
  const { people } = useEditor()
  const { fetcher, answer, busy } = useAnsweredForm(undefined)
  const given = useEffectEvent(onGiven)
  const isGiven = answer?.ok === true || (answer?.ok === false && answer.problem.code === 'already-on-number')
  useEffect(() => {
    if (isGiven) given()
  }, [isGiven])
  const notYet = people.find(({ id }) => id === member)?.notYet ?? null
  if (notYet !== null)
    return (
      <Text size="sm">
        <bdi>{name}</bdi> {NOT_YET[notYet]} Until then, this flow cannot ring them for <bdi>{number.name}</bdi>: take
        them out of the step, or publish later.
      </Text>
    )
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          <bdi>{name}</bdi> has no access to <bdi>{number.name}</bdi>, so this flow cannot ring them there.
        </Text>
        <fetcher.Form method="post" action={addressOf.number(number.id)}>
          <input type="hidden" name="member" value={member} />
          <input type="hidden" name="role" value="member" />
          <Button
            type="submit"
            name="intent"
            value="add"
            size="xs"
            variant="default"
            loading={busy}
            aria-label={`Give access to ${number.name}: ${name}`}
          >
            Give access
          </Button>
        </fetcher.Form>
      </Group>
      {!isGiven && <FormAnswerNote answer={busy ? undefined : answer} />}
    </>
  )
}
