import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { saveRecording } from '#infra/db/call/save-recording.ts'
import type { DeedKind } from '#infra/db/deeds/kinds.ts'
import { Device } from '#infra/db/member/device.ts'
import { openFiles } from '#infra/files/files.ts'
import { draftRevision } from '#infra/deeds/flows/draft-revision.ts'
import { harbourBikes } from '../../demo-data.ts'
import { quickLine } from '../quick-line.ts'
import { WATCH } from '../unrecorded.ts'
import { testWeb, type Browser, type TestWeb } from '../web.ts'

/** One form, or one file that is handed out, and what is to be on record once it was used. */
export interface Step {
  readonly form: string
  readonly records: readonly DeedKind[]
  /** Who does it, where it is not Olive. */
  readonly by?: (walk: Walk) => Browser
  act(browser: Browser, walk: Walk): Promise<Response>
}

/** What the steps of one walk share. */
export interface Walk {
  readonly web: TestWeb
  readonly superuser: pg.Client
  readonly organisation: string
  readonly olive: Browser
  readonly ana: Browser
  readonly quinn: Browser
  /** Nobody is signed in with it. */
  readonly another: Browser
  /** What a form made, for those after it. */
  readonly made: Map<string, string>
  readonly id: (name: string) => string
  /** Remembers the id in the address that a form leads to. */
  readonly kept: (name: string, answer: Response) => Response
  readonly json: (by: Browser, path: string, body: object) => Promise<Response>
  readonly one: (sql: string, ...values: readonly string[]) => Promise<string>
  readonly member: (email: string) => Promise<string>
  readonly invited: (email: string) => Promise<string>
  readonly device: (address: string) => Promise<string>
  readonly draft: () => Promise<Readonly<Record<string, unknown>>>
  readonly revision: () => Promise<string>
  /** Nobody but the device hears the code, so a known one is told here. */
  readonly expectCode: (address: string, code: string) => Promise<void>
  close(): Promise<void>
}

export const step = (form: string, records: DeedKind | readonly DeedKind[], act: Step['act']): Step => ({
  form,
  records: typeof records === 'string' ? [records] : records,
  act,
})

export async function openWalk(): Promise<Walk> {
  const web = await testWeb()
  const superuser = new pg.Client(web.database.superuserUrl.replace(/\/postgres$/, '/ringdown'))
  await superuser.connect()
  await superuser.query(WATCH)
  const [olive, ana, another, quinn] = [web.browser(), web.browser(), web.browser(), web.browser()]
  await olive.signIn('olive@harbour.test')
  await ana.signIn('ana@harbour.test')
  await quinn.signIn('quinn@quay.test')
  await callWithRecording(web)

  const made = new Map<string, string>()
  const id = (name: string) => made.get(name) ?? name
  const one = async (sql: string, ...values: readonly string[]): Promise<string> => {
    const { rows } = await superuser.query<{ value: string }>(sql, [...values])
    return String(rows[0]?.value)
  }
  const draft = async (): Promise<Readonly<Record<string, unknown>>> => {
    const { rows } = await superuser.query<{ draft: Readonly<Record<string, unknown>> }>(
      'select draft from flow where id = $1',
      [id('flow')],
    )
    return rows[0]?.draft ?? {}
  }
  made.set('recording', await one(`select id as value from recording where call = 'call-1'`))
  return {
    web,
    superuser,
    organisation,
    olive,
    ana,
    quinn,
    another,
    made,
    id,
    kept(name, answer) {
      made.set(name, /[0-9a-f-]{36}/.exec(answer.headers.get('location') ?? '')?.[0] ?? '')
      return answer
    },
    json: (by, path, body) =>
      by.ask(path, {
        method: 'POST',
        headers: { origin: web.url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    one,
    member: (email) => one('select id as value from member where email = $1', email),
    invited: (email) =>
      one('select id as value from member where email = $1 and organisation_id = $2', email, organisation),
    device: (address) => one('select id as value from device where address = $1', address),
    draft,
    revision: async () => draftRevision(await draft()),
    async expectCode(address, code) {
      await web.db.withOrganisation(organisation, async (em) =>
        (await em.findOneOrFail(Device, { address })).expectCode(code, new Date()),
      )
      await superuser.query('delete from watch.touched')
    },
    async close() {
      await superuser.end()
      await web.close()
    },
  }
}

const organisation = harbourBikes.id

async function callWithRecording(web: TestWeb): Promise<void> {
  const { arrive, tell, rings, ana } = await quickLine(web)
  await arrive('call-1')
  await tell('call-1', rings('1-1'), { kind: 'claimed', leg: '1-1', member: ana, name: 'Ana' })
  await tell('call-1', { kind: 'recording', url: 'https://carrier.test/1', seconds: 31, from: 'word' })
  const fileKey = `${organisation}/recordings/one.wav`
  await openFiles(join(tmpdir(), `ringdown-web-${new URL(web.url).port}`, 'files')).set(
    fileKey,
    new File(['0123456789'], 'recording.wav', { type: 'audio/wav' }),
  )
  await saveRecording(web.db, {
    organisation,
    call: 'call-1',
    recording: { url: 'https://carrier.test/1', seconds: 31, fileKey, bytes: 10, sha256: 'x', keptAt: Date.now() },
  })
}
