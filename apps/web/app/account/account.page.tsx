import { Alert, Title } from '@mantine/core'
import { data } from 'react-router'
import { LoneLink } from '../shared/lone-link.tsx'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import styles from '../shared/team.module.css'
import { askAccount } from './ask-account.server.ts'
import type { Route } from './+types/account.page'
import { browserName, shownAddress } from '../shared/browser-name.ts'
import { Organisations } from './organisations.tsx'
import { Password } from './password.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'

export const handle = { permission: 'organisation.see' }

export async function loader({ request, context }: Route.LoaderArgs) {
  const { name, email, organisation, organisations } = requirePermission(context, 'organisation.see')
  const { identity } = context.get(servicesContext)
  const [signedIn, sessions, invitations] = await Promise.all([identity.signedIn(request), identity.sessions(request), identity.invitations(email)])
  const shown = sessions.map(({ userAgent, address, seenAt, ...session }) => ({ ...session, browser: browserName(userAgent), address: shownAddress(address), seenAt: seenAt.getTime() }))
  return { name, email, organisation, organisations, invitations: invitations.map((one) => one.organisation.name), secondFactor: signedIn?.secondFactor ?? false, sessions: shown }
}

export async function action({ request, context }: Route.ActionArgs) {
  requirePermission(context, 'organisation.see')
  const { status, headers, ...done } = await askAccount({ request, context })
  return data(done, { status, headers })
}

export default function AccountPage({ loaderData: { name, email, organisation, organisations, invitations, secondFactor, sessions }, actionData }: Route.ComponentProps) {
  return (
    <div className={styles.page}>
      <title>Your account · Ringdown</title>
      <div>
        <LoneLink to="/settings">Settings</LoneLink>
        <Title order={1}>Your account</Title>
        <p className={styles.lead}>
          <bdi>{name}</bdi>, {email}
        </p>
      </div>
      {actionData?.trouble && (
        <Alert color="red" variant="light" role="alert">
          {actionData.trouble}
        </Alert>
      )}
      {actionData?.done && (
        <Alert variant="light" role="status">
          {actionData.done}
        </Alert>
      )}
      <Password email={email} />
      <SecondFactor on={secondFactor} enrolment={actionData?.enrolment ?? null} codes={actionData?.codes ?? null} />
      <Sessions sessions={sessions} />
      {organisations.length + invitations.length > 1 && <Organisations organisations={organisations} invitations={invitations} current={organisation.id} />}
    </div>
  )
}
