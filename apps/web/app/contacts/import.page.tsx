import { Alert, Button, FileInput, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { Form, Link, data, useNavigation } from 'react-router'
import { z } from 'zod'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { shownNumber } from '../shared/format-number.server.ts'
import { LoneLink } from '../shared/lone-link.tsx'
import { deedContext } from '../shared/deed-context.server.ts'
import { formOf } from '../shared/read-form.server.ts'
import { requirePermission } from '../shared/require-permission.ts'
import type { Route } from './+types/import.page'
import styles from './contacts.module.css'
import { ImportResult } from './import-result.tsx'
import { importContacts, type ImportReport } from './import-contacts.server.ts'

export const handle = { permission: 'contacts.manage' }

// how much of it may come is said before it comes (`BODY_LIMITS`), and how many rows of it count where they are read
const input = z.object({ text: z.string().trim().min(1, 'Choose a file, or paste its text.'), write: z.literal('yes').optional() })

export function loader({ context }: Route.LoaderArgs) {
  requirePermission(context, 'contacts.manage')
  return null
}

export async function action({ request, context }: Route.ActionArgs) {
  const deed = deedContext(context, 'contacts.manage')
  const read = input.safeParse(Object.fromEntries(await formOf(request)))
  if (!read.success) return data({ trouble: read.error.issues[0]?.message ?? 'The file cannot be read.', report: null }, { status: 422 })
  const first = await deed.db.withOrganisation(deed.organisation, (em) => em.find(PhoneNumber, {}, { orderBy: { createdAt: 'asc' }, limit: 1 }))
  const report = await importContacts(deed, { text: read.data.text, beside: first[0]?.e164 ?? null, write: read.data.write === 'yes' })
  const shown: ImportReport = { ...report, renamed: report.renamed.map((row) => ({ ...row, e164: shownNumber(row.e164) })) }
  return data({ trouble: null, report: shown })
}

export default function ImportPage({ actionData }: Route.ComponentProps) {
  const [text, setText] = useState('')
  const busy = useNavigation().state !== 'idle'
  const report = actionData?.report ?? null
  return (
    <div className={styles.page}>
      <title>Import contacts · Ringdown</title>
      <div>
        <LoneLink to="/contacts">Contacts</LoneLink>
        <Title order={1}>Import contacts</Title>
      </div>
      <p className={styles.dimmed}>A CSV file with a name and a telephone number in each row. Nothing is written before you have seen what it would change.</p>
      <Form method="post" encType="multipart/form-data" className={styles.form}>
        <FileInput label="File" placeholder="Choose a file" description="A .csv file, as spreadsheets and telephones write it" accept=".csv,text/csv,text/plain" clearable onChange={(file) => void file?.text().then(setText)} />
        <Textarea name="text" label="Or its text" autosize minRows={4} maxRows={12} value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} placeholder={'Name,Number\nCarla Berg,+1 202 555 0188'} />
        {actionData?.trouble && <Alert color="red" variant="light" role="alert" title={actionData.trouble} />}
        {report !== null && <ImportResult report={report} />}
        <div className={styles.deeds}>
          <Button type="submit" variant={report === null ? 'filled' : 'default'} loading={busy}>
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
