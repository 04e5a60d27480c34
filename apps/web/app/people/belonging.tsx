import { Button, Radio, Text, Title } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { useState } from 'react'
import { isolated } from '#flows/isolated.ts'
import { AskingButton } from '../shared/asking-button.tsx'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import type { OrganisationRole } from '../shared/permissions.ts'
import type { FormAnswer } from '../shared/read-form.server.ts'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import styles from '../shared/team.module.css'
import own from './people.module.css'
import type { PersonView } from './person-view.server.ts'
import { roleMeanings, roleNames } from './roles.ts'

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
        In the organisation
      </Title>
      {untouchable && <Text c="dimmed">{isolated(person.name)} is an owner. Only owners can change that.</Text>}
      {!untouchable && <Role person={person} roles={roles} fetcher={fetcher} busy={busy} />}
      <FormAnswerNote answer={busy ? undefined : answer} />
      {!untouchable && !isSelf && (person.active && person.joined !== 'joined' ? <Invitation person={person} fetcher={fetcher} /> : <Activity person={person} fetcher={fetcher} />)}
    </section>
  )
}

function Role({ person, roles, fetcher, busy }: Pick<BelongingProps, 'person' | 'roles'> & { readonly fetcher: Fetcher; readonly busy: boolean }) {
  const isKnown = useMounted() // without a script nobody can tell whether the choice was changed
  const [picked, setPicked] = useState<string | null>(null)
  const choice = picked ?? person.role
  const isNew = choice !== person.role
  return (
    <fetcher.Form method="post" className={styles.fields}>
      <input type="hidden" name="intent" value="role" />
      <Radio.Group name="role" label="Role" value={choice} onChange={setPicked}>
        <div className={own.roles}>
          {roles.map((role) => (
            <Radio key={role} value={role} label={roleNames[role]} description={roleMeanings[role]} />
          ))}
        </div>
      </Radio.Group>
      {isNew && choice === 'auditor' && person.seats.length > 0 && (
        <Text size="sm" role="status">
          {isolated(person.name)} will be taken off {new Intl.ListFormat('en').format(person.seats.map(({ name }) => isolated(name)))}: auditors answer no calls.
        </Text>
      )}
      <div>
        <Button type="submit" variant={isNew ? 'filled' : 'default'} disabled={isKnown && !isNew} loading={busy && fetcher.formData?.get('intent') === 'role'}>
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
        {person.joined === 'declined' ? `${isolated(person.name)} has declined the invitation.` : `${isolated(person.name)} has not joined yet: the invitation waits for an answer.`} It went to {person.email}.
      </Text>
      <div className={own.actions}>
        <Button type="submit" name="intent" value="invite" variant="default" loading={fetcher.formData?.get('intent') === 'invite'}>
          Send the invitation again
        </Button>
        <AskingButton
          name="intent"
          value="withdraw"
          question={`${isolated(person.name)} will not be asked any longer, and their link joins nothing. Their e-mail address can be invited anew.`}
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
          : `${isolated(person.name)} is deactivated: they cannot use this organisation, and calls skip them. Reactivating brings them back with the numbers and seats of before.`}
      </Text>
      <Button type="submit" name="intent" value={person.active ? 'deactivate' : 'reactivate'} variant={person.active ? 'light' : 'filled'} color={person.active ? 'red' : 'accent'}>
        {person.active ? 'Deactivate' : 'Reactivate'}
      </Button>
    </fetcher.Form>
  )
}
