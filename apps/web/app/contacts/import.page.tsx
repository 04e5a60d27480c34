import { Alert, Button, Checkbox, FileInput, NativeSelect, Progress, Textarea, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { Form, Link, data, useNavigation } from 'react-router'
import { callableCountries } from '#infra/telephone/countries.ts'
import { addressOf } from '../reach/addresses.ts'
import { isBusy } from '../reach/answer-unreached.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { deedContext } from '../access/deed-context.server.ts'
import { formOf } from '../forms/read-form.server.ts'
import { refusedInForm } from '../reach/refused-in-form.ts'
import { requirePermission } from '../access/require-permission.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import type { Route } from './+types/import.page'
import { ColumnsChooser } from './columns-chooser.tsx'
import styles from './contacts.module.css'
import { importAnswer, type ImportAnswer } from './import-answer.server.ts'
import { fileTooLarge, LIMIT_IN_WORDS, sizeInWords, textTooLarge } from './import-limit.ts'
import { ImportResult } from './import-result.tsx'
import { LettersChooser } from './letters-chooser.tsx'
import { OtherNames } from './other-names.tsx'
import { useProgress } from './use-progress.ts'

export const handle = { permission: 'contacts.manage' }

export function loader({ context }: Route.LoaderArgs) {
  requirePermission(context, 'contacts.manage')
  return {
    run: String(crypto.randomUUID()),
    countries: callableCountries().map(({ country, name, callingCode }) => ({
      value: country,
      label: `${name} (${callingCode})`,
    })),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const answer = await importAnswer(deedContext(context, 'contacts.manage'), await formOf(request))
  return data(answer, { status: answer.trouble === null ? 200 : 422 })
}

export function clientAction({ serverAction }: Route.ClientActionArgs) {
  return refusedInForm(serverAction, (trouble): ImportAnswer => ({
    trouble,
    letters: null,
    columns: [],
    home: null,
    others: null,
    foreign: null,
    report: null,
  }))
}

export default function ImportPage({ loaderData: { run, countries } }: Route.ComponentProps) {
  const actionData = usePageAnswer<typeof action>()
  const [file, setFile] = useState<File | null>(null)
  const [text, setText] = useState('')
  // an answer about another file or text is not an answer about this one
  const [passed, setPassed] = useState<typeof actionData>()
  const answer = actionData === passed ? undefined : actionData
  const busy = isBusy(useNavigation().state, actionData)
  const part = useProgress(run, busy)
  const report = answer?.report ?? null
  const [wrongFile, wrongText] = [fileTooLarge(file), file === null ? textTooLarge(text) : null]
  const isSendable = wrongFile === null && wrongText === null
  const onFile = (chosen: File | null) => {
    setFile(chosen)
    setPassed(actionData)
  }
  const onText = (typed: string) => {
    setText(typed)
    setPassed(actionData)
  }
  const importable = report === null || report.written ? 0 : report.added.length + report.changed.length
  return (
    <div className={styles.page}>
      <title>Import contacts · Ringdown</title>
      <div>
        <LoneLink to={addressOf.contacts()}>Contacts</LoneLink>
        <Title order={1}>Import contacts</Title>
      </div>
      <p className={styles.dimmed}>
        A CSV file from Google, Outlook, HubSpot, Excel or any other program. Nothing is saved until you have seen what
        would change.
      </p>
      <Form method="post" encType="multipart/form-data" className={styles.form}>
        <input type="hidden" name="run" value={run} />
        <FileInput
          name="file"
          label="File"
          placeholder="Choose a file"
          description={`A .csv file of at most ${LIMIT_IN_WORDS}${file === null ? '' : `. This one has ${sizeInWords(file.size)}`}`}
          accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
          clearable
          value={file}
          onChange={onFile}
          error={wrongFile}
        />
        {file === null && (
          <Textarea
            name="text"
            label="Or paste its text"
            autosize
            minRows={4}
            maxRows={12}
            value={text}
            onChange={({ currentTarget }) => onText(currentTarget.value)}
            placeholder={'Name,Number\nCarla Berg,+1 202 555 0188'}
            error={wrongText}
          />
        )}
        {answer && <Choices answer={answer} countries={countries} />}
        {answer?.trouble && <Alert color="red" variant="light" role="alert" title={answer.trouble} />}
        {report !== null && !report.written && report.otherNames.length > 0 && (
          <OtherNames key={report.otherNames.map(({ contact }) => contact).join()} names={report.otherNames} />
        )}
        {report !== null && <ImportResult report={report} />}
        {busy && <Bar part={part} />}
        <div className={styles.deeds}>
          <Button type="submit" variant={importable > 0 ? 'default' : 'filled'} loading={busy} disabled={!isSendable}>
            {report === null ? 'Preview changes' : 'Preview again'}
          </Button>
          {importable > 0 && (
            <Button type="submit" name="write" value="yes" loading={busy}>
              {`Import ${importable.toLocaleString('en')} ${importable === 1 ? 'contact' : 'contacts'}`}
            </Button>
          )}
          {report?.written === true && (
            <Button component={Link} to={addressOf.contacts()}>
              See the contacts
            </Button>
          )}
        </div>
      </Form>
    </div>
  )
}

/** How the file is read, to be changed: its letters, its columns, and the country of numbers that have none. */
function Choices({
  answer: { letters, columns, home, others, foreign },
  countries,
}: {
  readonly answer: ImportAnswer
  readonly countries: readonly { readonly value: string; readonly label: string }[]
}) {
  return (
    <>
      {letters !== null && <LettersChooser key={`${letters.encoding} ${letters.isSure}`} letters={letters} />}
      {columns.length > 0 && (
        <>
          <NativeSelect
            key={home}
            name="home"
            label="Country for numbers without a country code"
            data={[...(home === null ? [{ value: '', label: 'Choose a country' }] : []), ...countries]}
            defaultValue={home ?? ''}
          />
          {others !== null && (
            <Checkbox
              key={others.country}
              name="country"
              value={others.country}
              defaultChecked
              label={`Read numbers that aren’t valid in this country as numbers in ${others.name}`}
            />
          )}
          {foreign !== null && (
            <Alert
              color="gray"
              variant="light"
              icon={<IconAlertTriangle size={18} stroke={1.75} aria-hidden />}
              title={
                foreign.count === 1
                  ? 'One number has no country code and isn’t valid in this country.'
                  : `${foreign.count.toLocaleString('en')} numbers have no country code and aren’t valid in this country.`
              }
            >
              {foreign.country === null ? (
                'Choose their country above, and preview again.'
              ) : (
                <Button type="submit" name="country" value={foreign.country} variant="default" size="compact-md">
                  Read them as numbers in {foreign.name}
                </Button>
              )}
            </Alert>
          )}
          <ColumnsChooser key={columns.map(({ index, role }) => `${index} ${role}`).join()} columns={columns} />
        </>
      )}
    </>
  )
}

/** How far it has come; before that is known, that it has begun. */
function Bar({ part }: { readonly part: number | null }) {
  const words = useId()
  const percent = part === null ? null : Math.round(part * 100)
  return (
    <div className={styles.progress}>
      <span id={words}>{percent === null ? 'Sending the file…' : `Reading the file: ${percent} %`}</span>
      <Progress.Root>
        <Progress.Section value={percent ?? 100} animated={percent === null} aria-labelledby={words} />
      </Progress.Root>
    </div>
  )
}
