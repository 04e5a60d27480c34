import { Button, NativeSelect, TextInput, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { tagColours } from '#infra/db/contact/tag-colours.ts'
import { may } from '#infra/deeds/permissions.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { addressOf } from '../reach/addresses.ts'
import type { Route } from './+types/tags.page'
import styles from './contacts.module.css'
import { readUsedTags } from './read-tags-page.server.ts'
import { tagAction } from './tag-action.server.ts'
import { colourChoices, TagRow } from './tag-row.tsx'

export const handle = { permission: 'contacts.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'contacts.see')
  const organisation = session.organisation.id
  return context.get(servicesContext).db.withOrganisation(organisation, async (em) => ({
    tags: await readUsedTags(em, organisation),
    mayManage: may(session, 'contacts.manage'),
  }))
}

export function action({ request, context }: Route.ActionArgs) {
  return tagAction(request, context)
}

export default function TagsPage({ loaderData: { tags, mayManage } }: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  useFreshOnEvents({ things: ['contacts', 'flows'] })
  const of = (intent: string) => (answer?.intent === intent ? answer : undefined)
  return (
    <div className={styles.page}>
      <title>Tags · Contacts · Ringdown</title>
      <div>
        <LoneLink to={addressOf.contacts()}>Contacts</LoneLink>
        <Title order={1}>Tags</Title>
        <p className={styles.dimmed}>
          Contacts can have tags, and flows can answer their callers by them: regular customers, suppliers, the press.
        </p>
      </div>
      {tags.length === 0 && <p className={styles.dimmed}>No tags yet.</p>}
      {tags.length > 0 && (
        <ul className={styles.tags}>
          {tags.map((tag) => (
            <TagRow key={tag.id} tag={tag} mayManage={mayManage} />
          ))}
        </ul>
      )}
      {/* of a row that is gone with its tag, and of every row where there is no script */}
      <FormAnswerNote answer={of('remove-tag') ?? of('change-tag')} />
      {mayManage && <AddTag answer={of('add-tag')} next={tagColours[tags.length % tagColours.length] ?? 'grey'} />}
    </div>
  )
}

function AddTag({ answer: fromPage, next }: { readonly answer: FormAnswer | undefined; readonly next: string }) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (answer?.ok) form.current?.reset()
  }, [answer])
  return (
    <section className={styles.section} aria-labelledby="add">
      <Title order={2} id="add">
        Add a tag
      </Title>
      <fetcher.Form method="post" className={styles.form} ref={form} autoComplete="off">
        <input type="hidden" name="intent" value="add-tag" />
        <TextInput name="name" label="Name" required withAsterisk={false} maxLength={40} />
        <NativeSelect name="colour" label="Colour" data={colourChoices} defaultValue={next} key={next} />
        <Button type="submit" loading={busy}>
          Add tag
        </Button>
        <FormAnswerNote answer={busy ? undefined : answer} />
      </fetcher.Form>
    </section>
  )
}
