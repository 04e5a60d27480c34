import { Button, Text, Title } from '@mantine/core'
import { IconSparkles, IconUsers } from '@tabler/icons-react'
import { isolated } from '#flows/story/isolated.ts'
import { askOf } from '../access/ask-of.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import styles from '../look/team.module.css'
import { When } from '../words/format-when.tsx'
import type { NumberView } from './number-view.server.ts'
import own from './numbers.module.css'

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const

export interface ModeSwitchProps {
  readonly view: NumberView
  readonly maySwitch: boolean
  readonly administrators: readonly string[]
  readonly answer: FormAnswer | undefined
}

/** Whether the AI or the team answers, with who said so and when; nothing where the flow that answers has no such switch. */
export function ModeSwitch({ view, maySwitch, administrators, answer: fromPage }: ModeSwitchProps) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  if (view.mode === null) return null
  const { now, switched } = view.mode
  const other = now === 'ai' ? 'team' : 'ai'
  return (
    <section className={styles.card} aria-labelledby="mode">
      <div>
        <Title order={2} id="mode">
          Who answers
        </Title>
        <Text mt={4} className={own.mode} role="status">
          {now === 'ai' ? <IconSparkles {...icon} /> : <IconUsers {...icon} />}
          {now === 'ai' ? 'The AI answers.' : 'The team answers.'}
        </Text>
        <Text c="dimmed" mt={4}>
          {switched === null ? (
            'Nobody has switched this number yet: it is as its flow says.'
          ) : (
            <>
              Switched by <bdi>{switched.by}</bdi>, <When at={switched.at} />.
            </>
          )}{' '}
          {maySwitch
            ? 'Switching counts from the next call on. Running calls go on as they began.'
            : `Only owners, admins and admins of the number can switch who answers.${askOf(administrators)}`}
        </Text>
      </div>
      {maySwitch && (
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="mode" />
          <input type="hidden" name="mode" value={other} />
          <Button
            type="submit"
            variant="default"
            loading={busy}
            aria-label={`${offered[other]} ${isolated(view.name)}`}
          >
            {offered[other]}
          </Button>
        </fetcher.Form>
      )}
      <FormAnswerNote answer={busy ? undefined : answer} />
    </section>
  )
}

const offered = { ai: 'Let the AI answer', team: 'Let the team answer' } as const
