import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { Link } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { tagColours } from '#infra/db/contact/tag-colours.ts'
import { AskingButton } from '../forms/asking-button.tsx'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { useFields } from '../forms/use-fields.tsx'
import { addressOf } from '../reach/addresses.ts'
import styles from './contacts.module.css'
import { TagBadge } from './marks.tsx'
import type { UsedTag } from './read-tags-page.server.ts'

/** What people call the colours of tags. */
export const colourChoices = tagColours.map((colour) => ({
  value: colour,
  label: colour.charAt(0).toUpperCase() + colour.slice(1),
}))

/** A tag with where it is used, and what can be changed about it. */
export function TagRow({ tag, mayManage }: { readonly tag: UsedTag; readonly mayManage: boolean }) {
  return (
    <li className={styles.tag}>
      <span className={styles.marked}>
        <TagBadge tag={tag} />
        <span className={styles.about}>
          {counted(tag.contacts)}
          {tag.flows.length === 0 ? ', in no flow' : ', in '}
          {tag.flows.map(({ flow, name }, index) => (
            <span key={flow}>
              {index > 0 && ', '}
              <Link to={addressOf.flow(flow)}>
                <bdi>{name}</bdi>
              </Link>
            </span>
          ))}
        </span>
      </span>
      {mayManage && <ChangeTag tag={tag} />}
    </li>
  )
}

function ChangeTag({ tag }: { readonly tag: UsedTag }) {
  const { fetcher, answer, busy } = useAnsweredForm(undefined)
  const removal = useAnsweredForm(undefined)
  const isKnown = useMounted() // without a script nobody can tell whether something was changed
  const { form, text, choice, drawnFrom, isNew } = useFields(
    { name: tag.name, colour: tag.colour },
    busy ? undefined : answer,
  )
  const colour = choice('colour')
  return (
    <>
      <div className={styles.changing}>
        <fetcher.Form method="post" className={styles.changing} {...form}>
          <input type="hidden" name="intent" value="change-tag" />
          <input type="hidden" name="tag" value={tag.id} />
          {drawnFrom}
          <TextInput
            {...text('name')}
            label="Name"
            aria-label={`Name of the tag ${tag.name}`}
            required
            withAsterisk={false}
            maxLength={40}
          />
          <NativeSelect
            name={colour.name}
            value={colour.value}
            onChange={({ currentTarget }) => colour.onChange(currentTarget.value)}
            label="Colour"
            aria-label={`Colour of the tag ${tag.name}`}
            data={colourChoices}
          />
          <Button
            type="submit"
            variant={isNew ? 'filled' : 'default'}
            disabled={isKnown && !isNew}
            loading={busy}
            aria-label={`Save the tag ${tag.name}`}
          >
            Save
          </Button>
        </fetcher.Form>
        <removal.fetcher.Form method="post">
          <input type="hidden" name="tag" value={tag.id} />
          <AskingButton
            name="intent"
            value="remove-tag"
            label={`Remove the tag ${tag.name}`}
            question={`${losing(tag)} This cannot be undone.`}
            yes="Remove tag"
            no="Keep it"
          >
            Remove
          </AskingButton>
        </removal.fetcher.Form>
      </div>
      {isNew && tag.flows.length > 0 && (
        <p role="status" className={styles.dimmed}>
          The flows that ask for it go on as they are: they know it whatever it is called.
        </p>
      )}
      <FormAnswerNote answer={busy || (isNew && answer?.ok) ? undefined : answer} />
      <FormAnswerNote answer={removal.busy ? undefined : removal.answer} />
    </>
  )
}

function counted(contacts: number): string {
  return contacts === 1 ? '1 contact' : `${contacts.toLocaleString('en')} contacts`
}

/** What removing a tag does to contacts. */
function losing({ name, contacts }: UsedTag): string {
  if (contacts === 0) return `No contact has the tag ${isolated(name)}.`
  return `${counted(contacts)} ${contacts === 1 ? 'loses' : 'lose'} the tag ${isolated(name)}.`
}
