import { Anchor, Button, NativeSelect, Text, Title } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { useState } from 'react'
import { Link } from 'react-router'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import type { FormAnswer } from '../shared/read-form.server.ts'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import styles from '../shared/team.module.css'
import type { NumberView } from './number-view.server.ts'

/** Which flow answers, and what another one would change. */
export function FlowChoice({ view, mayChange, answer: fromPage }: { readonly view: NumberView; readonly mayChange: boolean; readonly answer: FormAnswer | undefined }) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const isKnown = useMounted() // without a script nobody can tell whether the choice was changed
  const flow = view.flows.find(({ id }) => id === view.flow)
  const [picked, setPicked] = useState<string | null>(null)
  const choice = picked ?? view.flow ?? ''
  const chosen = view.flows.find(({ id }) => id === choice)
  const isNew = chosen !== undefined && chosen !== flow
  return (
    <section className={styles.card} aria-labelledby="flow">
      <div>
        <Title order={2} id="flow">
          How it answers
        </Title>
        <Text c="dimmed" mt={4}>
          {inWords(view, flow)}{' '}
          <Anchor component={Link} to={flow ? `/flows/${flow.id}` : '/flows'} inherit underline="always">
            {flow ? `Open ${flow.name}` : 'See the flows'}
          </Anchor>
        </Text>
      </div>
      {mayChange && view.flows.length > 0 && (
        <fetcher.Form method="post" className={styles.fields}>
          <input type="hidden" name="intent" value="flow" />
          <NativeSelect
            name="flow"
            label="Flow"
            value={choice}
            onChange={(event) => setPicked(event.currentTarget.value)}
            data={[
              ...(view.flow === null ? [{ value: '', label: 'Choose a flow' }] : []),
              ...view.flows.map(({ id, name, version }) => ({ value: id, label: version === null ? `${name} (not published yet)` : name })),
            ]}
          />
          {isNew && (
            <Text size="sm" role="status">
              {whatChanges(view, { flow, chosen })}
            </Text>
          )}
          <div>
            <Button type="submit" variant={isNew ? 'filled' : 'default'} disabled={isKnown && !isNew} loading={busy}>
              {isNew ? `Let ${chosen.name} answer` : 'Let this flow answer'}
            </Button>
          </div>
        </fetcher.Form>
      )}
      <FormAnswerNote answer={busy || (isNew && answer?.ok) ? undefined : answer} />
    </section>
  )
}

type ShownFlow = NumberView['flows'][number]

function inWords({ answers, flows }: NumberView, flow: ShownFlow | undefined): string {
  if (!flow) return flows.length === 0 ? 'Nothing answers calls to this number yet. Draw a flow first.' : 'Nothing answers calls to this number yet. Choose a flow.'
  return answers ? `Calls are answered with the flow ${flow.name}, version ${flow.version ?? 1}.` : `The flow ${flow.name} is chosen; calls are answered once it is published.`
}

function whatChanges({ name, answers }: NumberView, { flow, chosen }: { readonly flow: ShownFlow | undefined; readonly chosen: ShownFlow }): string {
  if (chosen.version === null) return answers ? `${chosen.name} was never published: publish it first.` : `${name} will answer as soon as ${chosen.name} is published.`
  if (!flow || !answers) return `${name} will answer calls with ${chosen.name} from the next one on.`
  return `The next call to ${name} is answered with ${chosen.name} instead of ${flow.name}. Calls that are running stay with ${flow.name}.`
}
