import { Title } from '@mantine/core'
import { data } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import styles from '../look/team.module.css'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import { answered } from './answered.ts'
import { askAccount } from './ask-account.server.ts'
import type { Route } from './+types/account.page'
import { browserName, shownAddress } from '../words/browser-name.ts'
import { Organisations } from './organisations.tsx'
import { Password } from './password.tsx'
import { Profile } from './profile.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'

export const handle = { permission: 'organisation.see' }

export async function loader({ request, context }: Route.LoaderArgs) {
  const { name, email, organisation, organisations } = requirePermission(context, 'organisation.see')
  const { identity } = context.get(servicesContext)
  const [signedIn, sessions, invitations] = await Promise.all([
    identity.signedIn(request),
    identity.sessions(request),
    identity.invitations(email),
  ])
  const shown = sessions.map(({ userAgent, address, seenAt, ...session }) => ({
    ...session,
    browser: browserName(userAgent),
    address: shownAddress(address),
    seenAt: seenAt.getTime(),
  }))
  return {
    name,
    email,
    organisation,
    organisations,
    invitations: invitations.map((one) => one.organisation.name),
    secondFactor: signedIn?.secondFactor ?? false,
    sessions: shown,
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  requirePermission(context, 'organisation.see')
  const { status, headers, ...done } = await askAccount({ request, context })
  return data(done, { status, headers })
}

export default function AccountPage({
  loaderData: { name, email, organisation, organisations, invitations, secondFactor, sessions },
}: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  const of = (...intents: readonly string[]) => answered(answer, intents)
  return (
    <div className={styles.page}>
      <title>Your account · Ringdown</title>
      <div>
        <LoneLink to={addressOf.settings()}>Settings</LoneLink>
        <Title order={1}>Your account</Title>
        <p className={styles.lead}>
          <bdi>{name}</bdi>, {email}
        </p>
      </div>
      <Profile name={name} email={email} answers={{ name: of('change-name'), email: of('change-email') }} />
      <Password email={email} answer={of('change-password')} />
      <SecondFactor
        on={secondFactor}
        enrolment={answer?.enrolment ?? null}
        codes={answer?.codes ?? null}
        answer={of('start-second-factor', 'confirm-second-factor', 'new-codes', 'stop-second-factor')}
      />
      <Sessions sessions={sessions} answer={of('end-session', 'end-other-sessions')} />
      {organisations.length + invitations.length > 1 && (
        <Organisations organisations={organisations} invitations={invitations} current={organisation.id} />
      )}
    </div>
  )
}
