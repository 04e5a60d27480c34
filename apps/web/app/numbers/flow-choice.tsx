import { Anchor, Button, NativeSelect, Text, Title } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { useState } from 'react'
import { Link } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { useFields } from '../forms/use-fields.tsx'
import styles from '../look/team.module.css'
import { needsPublishing } from '#infra/deeds/numbers/needs-publishing.ts'
import type { NumberView } from './number-view.server.ts'

/** Which flow answers, and what another one would change. */
export function FlowChoice({
  view,
  mayChange,
  answer: fromPage,
}: {
  readonly view: NumberView
  readonly mayChange: boolean
  readonly answer: FormAnswer | undefined
}) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const isKnown = useMounted() // without a script nobody can tell whether the choice was changed
  const flow = view.flows.find(({ id }) => id === view.flow)
  const fields = useFields({ flow: view.flow ?? '' }, busy ? undefined : answer)
  const { name, value: choice, onChange } = fields.choice('flow')
  const chosen = view.flows.find(({ id }) => id === choice)
  const isNew = chosen !== undefined && chosen !== flow
  const isBarred = isNew && needsPublishing(view, chosen)
  const [told, setTold] = useState<string | null>(null) // the flow that the last answer is about
  return (
    <section className={styles.card} aria-labelledby="flow">
      <div>
        <Title order={2} id="flow">
          How it answers
        </Title>
        <Text c="dimmed" mt={4}>
          {inWords(view, flow)}{' '}
          <Anchor component={Link} to={flow ? addressOf.flow(flow.id) : addressOf.flows()} inherit underline="always">
            {flow ? `Open ${flow.name}` : 'See the flows'}
          </Anchor>
        </Text>
      </div>
      {mayChange && view.flows.length > 0 && (
        <fetcher.Form
          method="post"
          className={styles.fields}
          {...fields.form}
          onSubmit={() => {
            fields.form.onSubmit()
            setTold(choice)
          }}
        >
          <input type="hidden" name="intent" value="flow" />
          {fields.drawnFrom}
          <NativeSelect
            name={name}
            label="Flow"
            value={choice}
            onChange={(event) => onChange(event.currentTarget.value)}
            data={[
              ...(view.flow === null ? [{ value: '', label: 'Choose a flow' }] : []),
              ...view.flows.map(({ id, name, version }) => ({
                value: id,
                label: version === null ? `${name} (not published yet)` : name,
              })),
            ]}
          />
          {isNew && (
            <Text size="sm" role="status">
              {whatChanges(view, { flow, chosen })}{' '}
              {isBarred && (
                <Anchor component={Link} to={addressOf.flow(chosen.id)} inherit underline="always">
                  Open {chosen.name}
                </Anchor>
              )}
            </Text>
          )}
          <div>
            <Button
              type="submit"
              variant={isNew && !isBarred ? 'filled' : 'default'}
              disabled={isKnown && (!isNew || isBarred)}
              loading={busy}
            >
              {isNew ? `Let ${chosen.name} answer` : 'Use this flow'}
            </Button>
          </div>
        </fetcher.Form>
      )}
      <FormAnswerNote
        answer={busy || (isNew && answer?.ok) || (told !== null && told !== choice) ? undefined : answer}
      />
    </section>
  )
}

type ShownFlow = NumberView['flows'][number]

function inWords({ answers, carrier, flows }: NumberView, flow: ShownFlow | undefined): string {
  if (!flow)
    return flows.length === 0
      ? 'Nothing answers calls to this number yet. Draw a flow first.'
      : 'Nothing answers calls to this number yet. Choose a flow.'
  if (carrier?.isConfirmed === false)
    return `Calls that reach it are answered with the flow ${flow.name}, version ${flow.version ?? 1}.`
  return answers
    ? `Calls are answered with the flow ${flow.name}, version ${flow.version ?? 1}.`
    : `The flow ${flow.name} is chosen; calls are answered once it is published.`
}

function whatChanges(
  { name, answers }: NumberView,
  { flow, chosen }: { readonly flow: ShownFlow | undefined; readonly chosen: ShownFlow },
): string {
  if (needsPublishing({ answers }, chosen))
    return `${chosen.name} has never been published, and ${name} is answering calls. Publish it first.`
  if (chosen.version === null) return `${name} will answer as soon as ${chosen.name} is published.`
  if (!flow || !answers) return `${name} will answer calls with ${chosen.name} from the next one on.`
  return `The next call to ${name} is answered with ${chosen.name} instead of ${flow.name}. Running calls stay with ${flow.name}.`
}
