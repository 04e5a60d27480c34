import { Button, MultiSelect, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { callableCountries, type CallableCountry } from '#infra/telephone/countries.ts'
import { addressOf } from '../reach/addresses.ts'
import { askOf } from '../access/ask-of.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { LoneLink } from '../look/lone-link.tsx'
import { allowCountries } from '#infra/deeds/organisation/allow-countries.ts'
import { may } from '#infra/deeds/permissions.ts'
import { doneByForm, formAnswer, formOf, type FormAnswer } from '../forms/read-form.server.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import styles from '../look/team.module.css'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import type { Route } from './+types/countries.page'
import { silencedInWords } from './silenced-words.ts'

export const handle = { permission: 'organisation.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const { db } = context.get(servicesContext)
  const { countries } = await db.withOrganisation(session.organisation.id, (em) =>
    em.findOneOrFail(Organisation, { id: session.organisation.id }),
  )
  return {
    allowed: [...countries],
    all: callableCountries(),
    manages: may(session, 'organisation.manage'),
    administrators: session.administrators,
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const deed = deedContext(context, 'organisation.manage')
  const done = await doneByForm(await formOf(request), { deed: allowCountries, context: deed })
  if (!done.ok) return formAnswer(done, { intent: 'countries', said: '' })
  const { warning, about } = silencedInWords(done.silenced)
  return formAnswer(
    { ...done, warning },
    { intent: 'countries', said: 'Saved. From the next call on, these countries can be called.', about },
  )
}

export default function CountriesPage({ loaderData: { allowed, all, manages, administrators } }: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  return (
    <div className={styles.page}>
      <title>Countries · Settings · Ringdown</title>
      <div>
        <LoneLink to={addressOf.settings()}>Settings</LoneLink>
        <Title order={1}>Countries</Title>
        <p className={styles.lead}>
          Where this organisation’s calls can go: to people’s own phones, and to every number that is called or texted.
          A phone anywhere else is not rung. Premium-rate, shared-cost and satellite numbers are never called, whatever
          their country.
        </p>
      </div>
      <section className={styles.card} aria-label="Countries that may be called">
        {manages ? <Choice allowed={allowed} all={all} answer={answer} /> : <Allowed allowed={allowed} all={all} />}
      </section>
      {!manages && (
        <Text c="dimmed" size="sm">
          Only owners and admins can change this.{askOf(administrators)}
        </Text>
      )}
    </div>
  )
}

interface ChoiceProps {
  readonly allowed: readonly string[]
  readonly all: readonly CallableCountry[]
}

/** What somebody has added and removed, not the list that comes of it: others may save theirs meanwhile. */
const UNCHANGED: { readonly added: readonly string[]; readonly removed: readonly string[] } = { added: [], removed: [] }

function Choice({ allowed, all, answer: fromPage }: ChoiceProps & { readonly answer: FormAnswer | undefined }) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const [changed, setChanged] = useState(UNCHANGED)
  const [told, setTold] = useState(answer)
  if (answer !== told) {
    setTold(answer)
    if (answer?.ok) setChanged(UNCHANGED) // the list that is saved now has what others changed as well
  }
  const picked = [
    ...allowed.filter((country) => !changed.removed.includes(country)),
    ...changed.added.filter((country) => !allowed.includes(country)),
  ]
  const isNew = picked.toSorted().join() !== allowed.toSorted().join()
  const pick = (countries: readonly string[]) =>
    setChanged({
      added: countries.filter((country) => !allowed.includes(country)),
      removed: allowed.filter((country) => !countries.includes(country)),
    })
  return (
    <fetcher.Form method="post" className={styles.fields}>
      <input type="hidden" name="was.countries" value={allowed.join()} />
      <MultiSelect
        name="countries"
        label="Countries that may be called"
        description="Find a country by its name or its calling code."
        data={all.map(({ country, name, callingCode }) => ({ value: country, label: `${name} (${callingCode})` }))}
        value={picked}
        onChange={pick}
        searchable
        clearSearchOnChange
        hidePickedOptions
        nothingFoundMessage="No country matches."
      />
      <div>
        <Button type="submit" variant={isNew ? 'filled' : 'default'} loading={busy}>
          Save countries
        </Button>
      </div>
      <FormAnswerNote answer={busy || (isNew && answer?.ok) ? undefined : answer} />
    </fetcher.Form>
  )
}

function Allowed({ allowed, all }: ChoiceProps) {
  const names = all
    .filter(({ country }) => allowed.includes(country))
    .map(({ name, callingCode }) => `${name} (${callingCode})`)
  return <Text>{names.length === 0 ? 'None yet.' : new Intl.ListFormat('en').format(names)}</Text>
}
