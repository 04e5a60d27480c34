import { Alert, Button, FileInput, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { Form, Link, data, useNavigation } from 'react-router'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { shownNumber } from '../shared/format-number.server.ts'
import { LoneLink } from '../shared/lone-link.tsx'
import { deedContext } from '../shared/deed-context.server.ts'
import { formOf } from '../shared/read-form.server.ts'
import { refusedInForm } from '../shared/refused-in-form.ts'
import { requirePermission } from '../shared/require-permission.ts'
import type { Route } from './+types/import.page'
import styles from './contacts.module.css'
import { fileTooLarge, LIMIT_IN_WORDS, sizeInWords, textTooLarge } from './import-limit.ts'
import { ImportResult } from './import-result.tsx'
import { importContacts, type ImportReport } from './import-contacts.server.ts'
import { sentText } from './sent-text.server.ts'

export const handle = { permission: 'contacts.manage' }

export function loader({ context }: Route.LoaderArgs) {
  requirePermission(context, 'contacts.manage')
  return null
}

export async function action({ request, context }: Route.ActionArgs) {
  const deed = deedContext(context, 'contacts.manage')
  const form = await formOf(request)
  const sent = await sentText(form)
  if ('trouble' in sent) return data({ trouble: sent.trouble, report: null }, { status: 422 })
  const first = await deed.db.withOrganisation(deed.organisation, (em) => em.find(PhoneNumber, {}, { orderBy: { createdAt: 'asc' }, limit: 1 }))
  const report = await importContacts(deed, { text: sent.text, beside: first[0]?.e164 ?? null, write: form.get('write') === 'yes' })
  const shown: ImportReport = { ...report, renamed: report.renamed.map((row) => ({ ...row, e164: shownNumber(row.e164) })) }
  return data({ trouble: null, report: shown })
}

export function clientAction({ serverAction }: Route.ClientActionArgs) {
  return refusedInForm(serverAction, (trouble) => ({ trouble, report: null }))
}

export default function ImportPage({ actionData }: Route.ComponentProps) {
  const [file, setFile] = useState<File | null>(null)
  const [text, setText] = useState('')
  // what was answered of another file or text is no answer of this one
  const [passed, setPassed] = useState<typeof actionData>()
  const answer = actionData === passed ? undefined : actionData
  const busy = useNavigation().state !== 'idle'
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
  return (
    <div className={styles.page}>
      <title>Import contacts · Ringdown</title>
      <div>
        <LoneLink to="/contacts">Contacts</LoneLink>
        <Title order={1}>Import contacts</Title>
      </div>
      <p className={styles.dimmed}>A CSV file with a name and a telephone number in each row. Nothing is written before you have seen what it would change.</p>
      <Form method="post" encType="multipart/form-data" className={styles.form}>
        <FileInput name="file" label="File" placeholder="Choose a file" description={`A .csv file of at most ${LIMIT_IN_WORDS}, as spreadsheets and telephones write it${file === null ? '' : `. This one has ${sizeInWords(file.size)}`}`} accept=".csv,text/csv,text/plain" clearable value={file} onChange={onFile} error={wrongFile} />
        {file === null && (
          <Textarea name="text" label="Or its text" autosize minRows={4} maxRows={12} value={text} onChange={({ currentTarget }) => onText(currentTarget.value)} placeholder={'Name,Number\nCarla Berg,+1 202 555 0188'} error={wrongText} />
        )}
        {answer?.trouble && <Alert color="red" variant="light" role="alert" title={answer.trouble} />}
        {report !== null && <ImportResult report={report} />}
        <div className={styles.deeds}>
          <Button type="submit" variant={report === null ? 'filled' : 'default'} loading={busy} disabled={!isSendable}>
            See what it would change
          </Button>
          {report !== null && !report.written && report.added + report.renamed.length > 0 && (
            <Button type="submit" name="write" value="yes" loading={busy}>
              Import {report.added + report.renamed.length}
            </Button>
          )}
          {report?.written === true && (
            <Button component={Link} to="/contacts">
              See the contacts
            </Button>
          )}
        </div>
      </Form>
    </div>
  )
}
