import { Button, MultiSelect, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useActionData } from 'react-router'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { callableCountries, type CallableCountry } from '#infra/telephone/countries.ts'
import { askOf } from '../shared/ask-of.ts'
import { deedContext } from '../shared/deed-context.server.ts'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import { LoneLink } from '../shared/lone-link.tsx'
import { may } from '../shared/permissions.ts'
import { formAnswer, formOf, readForm, type FormAnswer } from '../shared/read-form.server.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import styles from '../shared/team.module.css'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import type { Route } from './+types/countries.page'
import { silencedInWords } from './silenced-words.ts'
import { allowCountries, allowCountriesInput } from './allow-countries.server.ts'

export const handle = { permission: 'organisation.see' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const { db } = context.get(servicesContext)
  const { countries } = await db.withOrganisation(session.organisation.id, (em) => em.findOneOrFail(Organisation, { id: session.organisation.id }))
  return { allowed: [...countries], all: callableCountries(), manages: may(session, 'organisation.manage'), administrators: session.administrators }
}

export async function action({ context, request }: Route.ActionArgs) {
  const deed = deedContext(context, 'organisation.manage')
  const read = readForm(await formOf(request), { schema: allowCountriesInput })
  if (!read.ok) return formAnswer(read, { intent: 'countries', said: '' })
  const done = await allowCountries(deed, read.input)
  const { warning, about } = silencedInWords(done.silenced)
  return formAnswer({ ...done, warning }, { intent: 'countries', said: 'From the next call on, these countries may be called.', about })
}

export default function CountriesPage({ loaderData: { allowed, all, manages, administrators } }: Route.ComponentProps) {
  const answer = useActionData<typeof action>()
  return (
    <div className={styles.page}>
      <title>Countries · Settings · Ringdown</title>
      <div>
        <LoneLink to="/settings">Settings</LoneLink>
        <Title order={1}>Countries</Title>
        <p className={styles.lead}>
          Where this organisation’s calls may go: to people’s own phones, and to every number that is called or written to. A phone anywhere else is not rung. Premium-rate, shared-cost and satellite numbers are never called, whatever their country.
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

function Choice({ allowed, all, answer: fromPage }: ChoiceProps & { readonly answer: FormAnswer | undefined }) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const [changed, setChanged] = useState<string[] | null>(null)
  const picked = changed ?? [...allowed]
  const isNew = picked.toSorted().join() !== allowed.toSorted().join()
  return (
    <fetcher.Form method="post" className={styles.fields}>
      <MultiSelect
        name="countries"
        label="Countries that may be called"
        description="Find a country by its name or its calling code."
        data={all.map(({ country, name, callingCode }) => ({ value: country, label: `${name} (${callingCode})` }))}
        value={picked}
        onChange={setChanged}
        searchable
        clearSearchOnChange
        hidePickedOptions
        nothingFoundMessage="No country is called that."
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
  const names = all.filter(({ country }) => allowed.includes(country)).map(({ name, callingCode }) => `${name} (${callingCode})`)
  return <Text>{names.length === 0 ? 'None yet.' : new Intl.ListFormat('en').format(names)}</Text>
}
