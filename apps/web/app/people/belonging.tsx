import { Button, Radio, Text, Title } from '@mantine/core'
import { roleNames } from '#infra/deeds/permissions.ts'
import { useMounted } from '@mantine/hooks'
import { isolated } from '#flows/story/isolated.ts'
import { AskingButton } from '../forms/asking-button.tsx'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { OrganisationRole } from '#infra/deeds/permissions.ts'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { useFields } from '../forms/use-fields.tsx'
import styles from '../look/team.module.css'
import own from './people.module.css'
import type { PersonView } from './person-view.server.ts'
import { roleMeanings } from './roles.ts'

export interface BelongingProps {
  readonly person: PersonView
  readonly isSelf: boolean
  /** What the reader may make of people. */
  readonly roles: readonly OrganisationRole[]
  readonly answer: FormAnswer | undefined
}

type Fetcher = ReturnType<typeof useAnsweredForm>['fetcher']

/** The role in the organisation, the invitation while it is open, and the end of belonging. */
export function Belonging({ person, isSelf, roles, answer: fromPage }: BelongingProps) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const untouchable = person.role === 'owner' && !roles.includes('owner')
  return (
    <section className={styles.card} aria-labelledby="belonging">
      <Title order={2} id="belonging">
        Role and access
      </Title>
      {untouchable && <Text c="dimmed">{isolated(person.name)} is an owner. Only owners can change that.</Text>}
      {!untouchable && <Role person={person} roles={roles} fetcher={fetcher} answer={answer} busy={busy} />}
      <FormAnswerNote answer={busy ? undefined : answer} />
      {!untouchable &&
        !isSelf &&
        (person.active && person.joined !== 'joined' ? (
          <Invitation person={person} fetcher={fetcher} />
        ) : (
          <Activity person={person} fetcher={fetcher} />
        ))}
    </section>
  )
}

function Role({
  person,
  roles,
  fetcher,
  answer,
  busy,
}: Pick<BelongingProps, 'person' | 'roles' | 'answer'> & { readonly fetcher: Fetcher; readonly busy: boolean }) {
  const isKnown = useMounted() // without a script nobody can tell whether the choice was changed
  const { form, choice, drawnFrom, isNew } = useFields({ role: person.role }, busy ? undefined : answer)
  const role = choice('role')
  return (
    <fetcher.Form method="post" className={styles.fields} {...form}>
      <input type="hidden" name="intent" value="role" />
      {drawnFrom}
      <Radio.Group {...role} label="Role">
        <div className={own.roles}>
          {roles.map((one) => (
            <Radio key={one} value={one} label={roleNames[one]} description={roleMeanings[one]} />
          ))}
        </div>
      </Radio.Group>
      {isNew && role.value === 'auditor' && person.seats.length > 0 && (
        <Text size="sm" role="status">
          {isolated(person.name)} will be taken off{' '}
          {new Intl.ListFormat('en').format(person.seats.map(({ name }) => isolated(name)))}: auditors answer no calls.{' '}
          {ringNobody(person)}
        </Text>
      )}
      <div>
        <Button
          type="submit"
          variant={isNew ? 'filled' : 'default'}
          disabled={isKnown && !isNew}
          loading={busy && fetcher.formData?.get('intent') === 'role'}
        >
          Change role
        </Button>
      </div>
    </fetcher.Form>
  )
}

/** They have not joined: the letter may have been lost, or gone to the wrong person, or they do not want to. */
function Invitation({ person, fetcher }: Pick<BelongingProps, 'person'> & { readonly fetcher: Fetcher }) {
  return (
    <fetcher.Form method="post" className={own.end}>
      <Text c="dimmed" size="sm" maw="var(--reading-width)">
        {person.joined === 'declined'
          ? `${isolated(person.name)} has declined the invitation.`
          : `${isolated(person.name)} has not joined yet. The invitation is still open.`}{' '}
        It was sent to {person.email}.
      </Text>
      <div className={own.actions}>
        <Button
          type="submit"
          name="intent"
          value="invite"
          variant="default"
          loading={fetcher.formData?.get('intent') === 'invite'}
        >
          Send the invitation again
        </Button>
        <AskingButton
          name="intent"
          value="withdraw"
          question={`${isolated(person.name)} will no longer be invited, and their link stops working. You can invite the same address again.`}
          yes="Withdraw the invitation"
          no={`Keep ${isolated(person.name)}`}
        >
          Withdraw the invitation
        </AskingButton>
      </div>
    </fetcher.Form>
  )
}

function Activity({ person, fetcher }: Pick<BelongingProps, 'person'> & { readonly fetcher: Fetcher }) {
  return (
    <fetcher.Form method="post" className={own.end}>
      <Text c="dimmed" size="sm" maw="var(--reading-width)">
        {person.active
          ? `Deactivating ends ${isolated(person.name)}’s access at once and stops their phone from ringing; if they belong to no other organisation, it signs them out as well. Their numbers, seats and history stay, and you can reactivate them.`
          : `${isolated(person.name)} is deactivated: they cannot use this organisation, and calls skip them. Reactivating brings them back with the same numbers and seats.`}
      </Text>
      {person.active && person.ringsAlone.length > 0 ? (
        <>
          <Text size="sm" c="red" maw="var(--reading-width)">
            {ringNobody(person)}
          </Text>
          <AskingButton
            name="intent"
            value="deactivate"
            variant="light"
            question={`${ringNobody(person)} Somebody else must be put on ${person.ringsAlone.length === 1 ? 'it' : 'them'} and rung by the flow.`}
            yes={`Deactivate ${isolated(person.name)}`}
            no={`Keep ${isolated(person.name)}`}
          >
            Deactivate
          </AskingButton>
        </>
      ) : (
        <Button
          type="submit"
          name="intent"
          value={person.active ? 'deactivate' : 'reactivate'}
          variant={person.active ? 'light' : 'filled'}
          color={person.active ? 'red' : 'accent'}
        >
          {person.active ? 'Deactivate' : 'Reactivate'}
        </Button>
      )}
    </fetcher.Form>
  )
}

/** What is lost with somebody whom no one else is rung beside. */
function ringNobody({ name, ringsAlone }: PersonView): string {
  if (ringsAlone.length === 0) return ''
  const numbers = new Intl.ListFormat('en').format(ringsAlone.map((number) => isolated(number)))
  return `Without ${isolated(name)}, calls to ${numbers} ring nobody.`
}
