import {
  Button,
  Group,
  SegmentedControl,
  TextInput,
  Title,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import {
  IconBuilding,
  IconClockHour4,
  IconCreditCard,
  IconDeviceMobile,
  IconExternalLink,
  IconMail,
  IconUser,
  IconUsers,
  IconWebhook,
  IconWorld,
} from '@tabler/icons-react'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { countryName } from '#infra/telephone/country-name.ts'
import { addressOf } from '../reach/addresses.ts'
import { askOf } from '../access/ask-of.ts'
import { productContext } from '../access/contexts.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { renameOrganisation } from '#infra/deeds/organisation/rename-organisation.ts'
import { setTimeZone } from '#infra/deeds/organisation/set-time-zone.ts'
import { may } from '#infra/deeds/permissions.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { doneByForm, fieldOf, formAnswer, formOf, type FormAnswer } from '../forms/read-form.server.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import styles from '../look/team.module.css'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { useFields } from '../forms/use-fields.tsx'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import type { Route } from './+types/settings.page'
import own from './settings.module.css'
import { SettingsRow } from './settings-row.tsx'
import { OwnTimeZone, TimeZone } from './time-zone.tsx'

export const handle = { permission: 'organisation.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const { db, mailer, demo, temporalPages, publicUrl } = context.get(servicesContext)
  const { timeZone, countries } = await db.withOrganisation(session.organisation.id, (em) =>
    em.findOneOrFail(Organisation, { id: session.organisation.id }),
  )
  const sends = context.get(productContext).env.SMTP_URL !== undefined
  const mail: keyof typeof mails = mailer.kept !== null ? 'kept' : sends ? 'sent' : 'none'
  return {
    organisation: session.organisation.name,
    timeZone,
    countries:
      new Intl.ListFormat('en').format(countries.slice(0, 5).map(countryName)) +
      (countries.length > 5 ? ` and ${countries.length - 5} more` : ''),
    now: Date.now(),
    member: session.member,
    ownDevices: may(session, 'own-device.manage'),
    manages: may(session, 'organisation.manage'),
    webhooks: may(session, 'secrets.manage'),
    administrators: session.administrators,
    demo,
    mail,
    temporal: may(session, 'payloads.decode')
      ? { pages: temporalPages[0] ?? null, codec: publicUrl + addressOf.temporalDecode().replace(/\/decode$/, '') } // they add it themselves
      : null,
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const deed = deedContext(context, 'organisation.manage')
  const form = await formOf(request)
  if (fieldOf(form, 'intent') === 'time-zone')
    return formAnswer(await doneByForm(form, { deed: setTimeZone, context: deed }), {
      intent: 'time-zone',
      said: 'The time zone is saved.',
    })
  return formAnswer(await doneByForm(form, { deed: renameOrganisation, context: deed }), {
    intent: 'rename',
    said: 'The name is saved.',
  })
}

export default function SettingsPage({
  loaderData: {
    organisation,
    timeZone,
    countries,
    now,
    member,
    ownDevices,
    manages,
    webhooks,
    administrators,
    demo,
    mail,
    temporal,
  },
}: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  const of = (intent: string) => (answer?.intent === intent ? answer : undefined)
  return (
    <div className={styles.page}>
      <title>Settings · Ringdown</title>
      <Title order={1}>Settings</Title>
      <section className={styles.card} aria-labelledby="you">
        <Title order={2} id="you">
          You
        </Title>
        <SettingsRow
          icon={IconUser}
          to={addressOf.account()}
          label="Your account"
          says="Name, e-mail, password, two-factor authentication, and where you are signed in"
        />
        <SettingsRow
          icon={IconDeviceMobile}
          to={addressOf.person(member)}
          label={ownDevices ? 'Your devices' : 'Your role'}
          says={
            ownDevices
              ? 'Which phone rings, and whether anything keeps it from ringing'
              : 'Your role, and what it lets you see'
          }
        />
        <Appearance />
      </section>
      <section className={styles.card} aria-labelledby="organisation">
        <Title order={2} id="organisation">
          Organisation
        </Title>
        {manages ? (
          <Name organisation={organisation} answer={of('rename')} />
        ) : (
          <SettingsRow
            icon={IconBuilding}
            label={organisation}
            says={`Owners and admins can rename it and set its time zone.${askOf(administrators)}`}
          />
        )}
        {manages ? (
          <TimeZone timeZone={timeZone} now={now} answer={of('time-zone')} />
        ) : (
          <OwnTimeZone timeZone={timeZone} now={now} />
        )}
        <SettingsRow
          icon={IconWorld}
          to={addressOf.countries()}
          label="Countries"
          says={countries === '' ? 'None can be called yet' : `Can be called: ${countries}`}
        />
        <SettingsRow
          icon={IconClockHour4}
          to={addressOf.schedules()}
          label="Shared hours"
          says="Opening hours and holidays that several flows use"
        />
        <SettingsRow
          icon={IconUsers}
          to={addressOf.people()}
          label="People"
          says="Who belongs to it, with which role"
        />
        <SettingsRow icon={IconCreditCard} to={addressOf.plan()} label="Plan" says="What it includes" />
        {webhooks && (
          <SettingsRow
            icon={IconWebhook}
            to={addressOf.webhooks()}
            label="Webhooks"
            says="The key that they are signed with, and the secrets that they send"
          />
        )}
        {manages && (
          <SettingsRow
            icon={IconMail}
            {...(mail === 'kept' && demo ? { to: addressOf.mail() } : {})}
            label="E-mail"
            says={mails[mail]}
          />
        )}
      </section>
      {temporal !== null && (
        <section className={styles.card} aria-labelledby="technical">
          <Title order={2} id="technical">
            Technical
          </Title>
          {temporal.pages !== null && (
            <SettingsRow
              icon={IconExternalLink}
              href={temporal.pages}
              label="Temporal’s pages"
              says="Each call as the workflow that ran it, for owners and auditors"
            />
          )}
          <p className={styles.lead}>
            What Temporal keeps is encrypted. To read it there, click the glasses at the top, choose “Use my browser
            setting”, enter <code>{temporal.codec}</code>, and turn on “Include cross-origin credentials”. It is decoded
            for as long as you are signed in here.
          </p>
        </section>
      )}
    </div>
  )
}

const mails = {
  sent: 'Invitations and new passwords are sent by your SMTP server',
  kept: 'This is a demo: e-mails are not sent, but shown on the Mail page',
  none: 'E-mail is not set up: set SMTP_URL and MAIL_FROM on the server',
}

function Name({
  organisation,
  answer: fromPage,
}: {
  readonly organisation: string
  readonly answer: FormAnswer | undefined
}) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const { form, text, drawnFrom } = useFields({ name: organisation }, busy ? undefined : answer)
  return (
    <fetcher.Form method="post" className={own.change} {...form}>
      <input type="hidden" name="intent" value="rename" />
      {drawnFrom}
      <TextInput
        {...text('name')}
        label="Name"
        description="In invitations, and for callers where a number has no name of its own"
        required
        withAsterisk={false}
        maxLength={80}
        dir="auto"
      />
      <Button type="submit" variant="default" loading={busy}>
        Rename
      </Button>
      <FormAnswerNote answer={busy ? undefined : answer} />
    </fetcher.Form>
  )
}

/** The server does not know what is chosen in the browser, so nothing is marked until the page is alive. */
function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const mounted = useMounted()
  return (
    <Group justify="space-between">
      <span id="appearance">Appearance</span>
      <SegmentedControl
        aria-labelledby="appearance"
        value={mounted ? colorScheme : ''}
        // the values of the list below
        onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
        data={[
          { value: 'auto', label: 'System' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
    </Group>
  )
}
