import { Badge, Button, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { askOf } from '../access/ask-of.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { choosePlan } from '#infra/deeds/organisation/choose-plan.ts'
import { may } from '#infra/deeds/permissions.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { doneByForm, formAnswer, formOf } from '../forms/read-form.server.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import styles from '../look/team.module.css'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import type { Route } from './+types/plan.page'
import { comparison } from './comparison.server.ts'
import own from './plan.module.css'

export const handle = { permission: 'plan.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'plan.see')
  const { db } = context.get(servicesContext)
  return db.withOrganisation(session.organisation.id, async (em) => {
    const { plan } = await em.findOneOrFail(Organisation, { id: session.organisation.id })
    return {
      plan,
      plans: await comparison(em),
      mayChoose: may(session, 'plan.choose'),
      administrators: session.administrators,
    }
  })
}

export async function action({ context, request }: Route.ActionArgs) {
  const deed = deedContext(context, 'plan.choose')
  const done = await doneByForm(await formOf(request), { deed: choosePlan, context: deed })
  return formAnswer(done, { intent: 'plan', said: 'The plan has been changed. Its limits apply from now on.' })
}

export default function PlanPage({ loaderData: { plan, plans, mayChoose, administrators } }: Route.ComponentProps) {
  const { fetcher, answer, busy } = useAnsweredForm(usePageAnswer<typeof action>())
  const others = plans.filter(({ id }) => id !== plan)
  return (
    <div className={styles.page}>
      <title>Plan · Ringdown</title>
      <div>
        <Title order={1}>Plan</Title>
        <p className={styles.lead}>
          What each plan allows. Ringdown runs on your own machines, so changing the plan changes only these limits.
        </p>
      </div>
      <div className={styles.card}>
        <Table verticalSpacing="sm" layout="fixed" className={own.comparison}>
          <VisuallyHidden component="caption">The plans compared</VisuallyHidden>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {plans.map(({ id, name }) => (
                <Table.Th key={id} scope="col" data-own={id === plan}>
                  {name}{' '}
                  {id === plan && (
                    <Badge variant="light" size="sm" tt="none">
                      Your plan
                    </Badge>
                  )}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plans[0]?.rows.map((row, index) => (
              <Table.Tr key={row.label}>
                <Table.Th scope="row">{row.label}</Table.Th>
                {plans.map(({ id, rows }) => (
                  <Table.Td key={id} data-own={id === plan}>
                    {rows[index]?.value}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {mayChoose ? (
          <fetcher.Form method="post" className={own.choice}>
            {others.map(({ id, name, limit, tooLarge }) =>
              tooLarge === null ? (
                <Button
                  key={id}
                  type="submit"
                  name="plan"
                  value={id}
                  loading={busy}
                  variant={id === 'business' ? 'filled' : 'default'}
                >
                  Move to {name}
                </Button>
              ) : (
                <Text key={id} size="sm">
                  {name} allows {limit} people on a number, and {tooLarge}. Remove people from there to move to {name}.
                </Text>
              ),
            )}
          </fetcher.Form>
        ) : (
          <Text c="dimmed" size="sm">
            Only owners and admins can change the plan.{askOf(administrators)}
          </Text>
        )}
        <FormAnswerNote answer={busy ? undefined : answer} />
      </div>
    </div>
  )
}
