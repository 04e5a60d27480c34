import { Anchor, Button, NativeSelect, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import type { FormAnswer } from '../shared/read-form.server.ts'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import styles from '../shared/team.module.css'
import type { NumberView } from './number-view.server.ts'

/** Which flow answers. */
export function FlowChoice({ view, mayChange, answer: fromPage }: { readonly view: NumberView; readonly mayChange: boolean; readonly answer: FormAnswer | undefined }) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const flow = view.flows.find(({ id }) => id === view.flow)
  return (
    <section className={styles.card} aria-labelledby="flow">
      <div>
        <Title order={2} id="flow">
          How it answers
        </Title>
        <Text c="dimmed" mt={4}>
          {inWords(view, flow)}{' '}
          {flow && (
            <Anchor component={Link} to={`/flows/${flow.id}`} inherit underline="always">
              Open {flow.name}
            </Anchor>
          )}
        </Text>
      </div>
      {mayChange && view.flows.length > 0 && (
        <fetcher.Form method="post" className={styles.fields}>
          <input type="hidden" name="intent" value="flow" />
          <NativeSelect
            key={view.flow}
            name="flow"
            label="Flow"
            defaultValue={view.flow ?? view.flows[0]?.id}
            data={view.flows.map(({ id, name, version }) => ({ value: id, label: version === null ? `${name} (not published yet)` : name }))}
          />
          <div>
            <Button type="submit" variant="default" loading={busy}>
              Let this flow answer
            </Button>
          </div>
        </fetcher.Form>
      )}
      <FormAnswerNote answer={answer} />
    </section>
  )
}

function inWords({ answers, flows }: NumberView, flow: { readonly name: string; readonly version: number | null } | undefined): string {
  if (!flow) return flows.length === 0 ? 'Nothing answers calls to this number yet. Draw a flow first.' : 'Nothing answers calls to this number yet. Choose a flow.'
  return answers ? `Calls are answered with the flow ${flow.name}, version ${flow.version ?? 1}.` : `The flow ${flow.name} is chosen; calls are answered once it is published.`
}
