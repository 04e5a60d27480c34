import { Title } from '@mantine/core'
import { redirect, useNavigation, type ShouldRevalidateFunctionArgs } from 'react-router'
import { z } from 'zod'
import { isolated } from '#flows/story/isolated.ts'
import { namedBy } from '#infra/db/contact/contact-history.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { addressOf } from '../reach/addresses.ts'
import { isBusy } from '../reach/answer-unreached.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { ZoneNote } from '../look/zone-note.tsx'
import { may } from '#infra/deeds/permissions.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { anyCall, useFreshOnEvents } from '../events/use-events-fresh.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import type { Route } from './+types/contact.page'
import { contactAction } from './contact-action.server.ts'
import { contactConversations } from './contact-conversations.server.ts'
import styles from './contacts.module.css'
import { Conversations } from './conversations.tsx'
import { DoneToast } from './done-toast.tsx'
import { Edit } from './edit.tsx'
import { History } from './history.tsx'
import { justDone } from './just-done.server.ts'
import { Numbers } from './numbers.tsx'
import { mergedInto, readContact, readContacts } from './read-contacts.server.ts'
import { readTags } from '#infra/db/contact/read-tags.ts'
import { Marks } from './marks.tsx'
import { RemovedContactPage } from './removed-contact.tsx'
import { shownHistory } from './shown-history.server.ts'
import { shownRemovals } from './shown-removals.server.ts'

export const handle = { permission: 'contacts.see' }

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'contacts.see')
  if (!z.guid().safeParse(params.contact).success) throw notFound()
  const organisation = session.organisation.id
  const { searchParams } = new URL(request.url)
  const mayManage = may(session, 'contacts.manage')
  const { db } = context.get(servicesContext)
  const asked = { organisation, contact: params.contact }
  const read = await db.withOrganisation(organisation, async (em) => {
    const contact = await readContact(em, asked)
    const { timeZone } = await em.findOneOrFail(Organisation, { id: organisation })
    if (contact === null) {
      const main = await mergedInto(em, params.contact)
      if (main !== null) throw redirect(addressOf.contact(main))
      const [removal] = await shownRemovals(em, asked)
      if (!removal) throw notFound()
      return { kind: 'removed' as const, removal, mayManage, timeZone }
    }
    const search = (searchParams.get('merge') ?? '').trim().slice(0, 80)
    const found =
      mayManage && search !== ''
        ? await readContacts(em, { organisation, search, after: '', limit: MOST_CHOICES + 1 })
        : []
    const others = found.filter(({ id }) => id !== contact.id).slice(0, MOST_CHOICES)
    const history = await shownHistory(em, asked)
    return {
      kind: 'known' as const,
      contact,
      mayManage,
      timeZone,
      merge: {
        search,
        others: others.map(({ id, name, numbers }) => ({ id, name, numbers: numbers.map(({ shown }) => shown) })),
      },
      history,
      tags: mayManage ? await readTags(em, organisation) : [],
      /** Who gave it the name that it has. */
      namedBy: namedBy(history),
      done: await justDone(em, { organisation, search: searchParams }),
    }
  })
  return read.kind === 'removed'
    ? read
    : { ...read, conversations: await contactConversations(db, { session, contact: read.contact }) }
}

/** How many contacts are offered to be merged: whoever does not find theirs among them types another letter. */
const MOST_CHOICES = 20

export function action({ request, params, context }: Route.ActionArgs) {
  return contactAction({ request, context, contact: params.contact })
}

/** Whoever would have overwritten a newer name is shown it. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return actionStatus === 409 || defaultShouldRevalidate
}

export default function ContactPage({ loaderData }: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  const busy = isBusy(useNavigation().state, answer)
  useFreshOnEvents({ calls: anyCall, things: ['contacts', 'inbox', 'marks', 'numbers', 'names'] })
  if (loaderData.kind === 'removed')
    return (
      <RemovedContactPage
        removal={loaderData.removal}
        mayManage={loaderData.mayManage}
        timeZone={loaderData.timeZone}
        answer={answer}
        busy={busy}
      />
    )
  const { contact, mayManage, timeZone, merge, history, tags, namedBy, done, conversations } = loaderData
  const answerOf = (intent: string) => (answer?.intent === intent ? answer : undefined)
  return (
    <div className={styles.page}>
      <title>{`${isolated(contact.name)} · Contacts · Ringdown`}</title>
      <div>
        <LoneLink to={addressOf.contacts()}>Contacts</LoneLink>
        <Title order={1} className={styles.name}>
          <bdi>{contact.name}</bdi>
        </Title>
      </div>
      <Marks marks={contact} />
      <Numbers numbers={contact.numbers} />
      <ZoneNote timeZone={timeZone} />
      <Conversations conversations={conversations} timeZone={timeZone} />
      {mayManage && <Edit contact={contact} tags={tags} namedBy={namedBy} {...merge} busy={busy} answerOf={answerOf} />}
      <History deeds={history} mayManage={mayManage} timeZone={timeZone} busy={busy} answer={answerOf('undo')} />
      <DoneToast done={done} />
    </div>
  )
}
