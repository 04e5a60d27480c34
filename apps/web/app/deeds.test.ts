import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkRecord } from '#infra/db/deeds/check-record.ts'
import { DEMO_PASSWORD } from '#infra/identity/demo-logins.ts'
import { codeOf } from '#test/browser/authenticator.ts'
import { contactSteps } from '../testing/deeds/contacts.ts'
import { numberSteps } from '../testing/deeds/numbers.ts'
import { peopleSteps } from '../testing/deeds/people.ts'
import { openWalk, step, type Step, type Walk } from '../testing/deeds/walk.ts'
import { PAGES, pageFiles, pathOf, tokenIn } from '../testing/forms.ts'
import { UNRECORDED } from '../testing/unrecorded.ts'
import type { TestWeb } from '../testing/web.ts'

/** Every form and every file that is handed out, used once: what changes something or shows a secret is on record, by the same transaction. */
let walk: Walk
let web: TestWeb
let superuser: Walk['superuser']
const walked = new Set<string>()

beforeAll(async () => {
  walk = await openWalk()
  ;({ web, superuser } = walk)
}, 180_000)

afterAll(() => walk.close())

describe('is on record, by the transaction that did it', () => {
  const signInSteps: readonly Step[] = [
    step('/account change-password', 'sign-in.own-password-wrong', (by) =>
      by.post('/account', { intent: 'change-password', password: 'not this one', 'new-password': NEW_PASSWORD }),
    ),
    step('/account stop-second-factor', 'sign-in.own-password-wrong', (by) =>
      by.post('/account', { intent: 'stop-second-factor', password: 'not this one' }),
    ),
    step('/account change-password', 'sign-in.password-changed', (by) =>
      by.post('/account', { intent: 'change-password', password: DEMO_PASSWORD, 'new-password': NEW_PASSWORD }),
    ),
    step('/account start-second-factor', 'sign-in.factor-begun', async (by, { made }) => {
      const page = await by.post('/account', { intent: 'start-second-factor', password: NEW_PASSWORD })
      made.set('secret', /secret=([A-Z2-7]+)/.exec(await page.clone().text())?.[1] ?? '')
      return page
    }),
    step('/account confirm-second-factor', 'sign-in.own-code-wrong', (by) =>
      by.post('/account', { intent: 'confirm-second-factor', code: '918273' }),
    ),
    step('/account confirm-second-factor', 'sign-in.factor-on', (by, { id }) =>
      by.post('/account', { intent: 'confirm-second-factor', code: codeOf(id('secret')) }),
    ),
    step('/account new-codes', 'sign-in.recovery-codes', async (by, { made }) => {
      const page = await by.post('/account', { intent: 'new-codes', password: NEW_PASSWORD })
      made.set('recovery', /<code[^>]*>(\w{5}-\w{5})<\/code>/.exec(await page.clone().text())?.[1] ?? '')
      return page
    }),
    { ...step('/sign-in', [], (_by, { another }) => another.signIn('olive@harbour.test', NEW_PASSWORD)) },
    {
      ...step('/sign-in/code', 'sign-in.failed', (_by, { another }) =>
        another.post('/sign-in/code', { code: '918273' }),
      ),
    },
    {
      ...step('/sign-in/code', 'sign-in.done', (_by, { another, id }) =>
        another.post('/sign-in/code', { code: id('recovery'), to: '/account' }),
      ),
    },
    step('/account end-session', 'sign-in.sessions-ended', async (by) =>
      by.post('/account', {
        intent: 'end-session',
        session: /name="session" value="([^"]+)"/.exec(await (await by.get('/account')).text())?.[1] ?? '',
      }),
    ),
    step('/account stop-second-factor', 'sign-in.factor-off', (by) =>
      by.post('/account', { intent: 'stop-second-factor', password: NEW_PASSWORD }),
    ),
    { ...step('/sign-in', 'sign-in.done', (_by, { another }) => another.signIn('olive@harbour.test', NEW_PASSWORD)) },
    step('/account end-other-sessions', 'sign-in.sessions-ended', (by) =>
      by.post('/account', { intent: 'end-other-sessions' }),
    ),
    {
      ...step('/sign-in', 'sign-in.failed', (_by, { another }) => another.signIn('olive@harbour.test', 'not this one')),
    },
    { ...step('/sign-in', [], (_by, { another }) => another.signIn('nobody@example.com', 'not this one')) },
    {
      ...step('/forgot-password', 'sign-in.reset-asked', (_by, { another }) =>
        another.post('/forgot-password', { email: 'olive@harbour.test' }),
      ),
    },
    {
      ...step('/reset-password', 'sign-in.password-changed', async (_by, { another }) =>
        another.post('/reset-password', { token: await tokenIn(web, 'reset-password'), password: NEWER_PASSWORD }),
      ),
    },
    { ...step('/sign-in', 'sign-in.done', (_by, { olive }) => olive.signIn('olive@harbour.test', NEWER_PASSWORD)) },
    { ...step('/sign-out', 'sign-in.signed-out', (by) => by.post('/sign-out', {})) },
    { ...step('/sign-in', 'sign-in.done', (_by, { olive }) => olive.signIn('olive@harbour.test', NEWER_PASSWORD)) },
    step('/account change-name', 'sign-in.name-changed', (by) =>
      by.post('/account', { intent: 'change-name', name: 'Olive Oak' }),
    ),
    step('/account change-email', 'sign-in.own-password-wrong', (by) =>
      by.post('/account', { intent: 'change-email', email: 'olive@oak.test', password: 'not this one' }),
    ),
    step('/account change-email', 'sign-in.email-asked', (by) =>
      by.post('/account', { intent: 'change-email', email: 'Olive@oak.test', password: NEWER_PASSWORD }),
    ),
    {
      ...step('/change-email', 'sign-in.email-changed', async (_by, { another }) =>
        another.post('/change-email', { token: await tokenIn(web, 'change-email') }),
      ),
    },
    { ...step('/sign-in', 'sign-in.done', (_by, { olive }) => olive.signIn('olive@oak.test', NEWER_PASSWORD)) },
  ]
  const steps = [
    ...peopleSteps,
    ...numberSteps,
    ...contactSteps,
    ...signInSteps,
    step('/people/:member withdraw', 'person.withdrawn', async (by, { member }) =>
      by.post(`/people/${await member('dora@example.com')}`, { intent: 'withdraw' }),
    ),
  ]

  it.each(steps)('$form: $records', async ({ form, records, act, by = ({ olive }) => olive }) => {
    walked.add(form)
    const before = await kinds()
    await superuser.query('delete from watch.touched')
    const answer = await act(by(walk), walk)
    const said = await answer.text()
    await expect
      .poll(async () => (await kinds()).slice(before.length), {
        timeout: 3_000,
        message: said
          .replaceAll(/<(script|style).*?<\/\1>|<[^>]*>/gs, ' ')
          .replaceAll(/\s+/g, ' ')
          .slice(0, 2_000),
      })
      .toEqual(records)
    expect((await superuser.query(UNRECORDED)).rows).toEqual([])
  })
})

describe('a record that takes nothing', () => {
  it('keeps a login as it is', async () => {
    const ben = web.browser()
    await ben.signIn('ben@harbour.test')
    await superuser.query('begin')
    await superuser.query('select from deed_head for update')
    const changes: readonly Record<string, string>[] = [
      { intent: 'change-password', password: DEMO_PASSWORD, 'new-password': NEW_PASSWORD },
      { intent: 'start-second-factor', password: DEMO_PASSWORD },
      { intent: 'end-other-sessions' },
    ]
    const answers = await Promise.all(changes.map((form) => ben.post('/account', form)))
    await superuser.query('rollback')
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500])
    expect((await web.browser().signIn('ben@harbour.test', NEW_PASSWORD)).status).toBe(401)
    expect((await web.browser().signIn('ben@harbour.test')).headers.get('location')).toBe('/account')
  }, 30_000)
})

describe('nothing is left out', () => {
  it('every address that changes something was walked, or changes nothing worth a record', () => {
    const all = Object.values(web.build.routes).flatMap((route) =>
      route?.module.action === undefined ? [] : [pathOf(web.build, route.id)],
    )
    const left = all.filter((path) => ![...walked].some((form) => form.split(' ')[0] === path) && !(path in unrecorded))
    expect(left).toEqual([])
  })

  it('and so was every form that one of them knows', () => {
    const intents = pageFiles()
      .filter((file) => /(-action|ask-account)\.server\.ts$/.test(file))
      .flatMap((file) =>
        [...readFileSync(join(PAGES, file), 'utf8').matchAll(/case '([\w-]+)'/g)].map((match) => match[1] ?? ''),
      )
    expect(intents.length).toBeGreaterThan(20)
    expect(intents.filter((intent) => ![...walked].some((form) => form.endsWith(` ${intent}`)))).toEqual([])
  })

  it('the chain fits, and no secret is in it', async () => {
    expect(await checkRecord(superuser, { organisation: walk.organisation })).toMatchObject({ ok: true })
    const { rows } = await superuser.query<{ row: string }>(`select d::text as row from deed d`)
    const all = rows.map(({ row }) => row).join('\n')
    for (const secret of [
      DEMO_PASSWORD,
      NEW_PASSWORD,
      NEWER_PASSWORD,
      'not this one',
      '123456',
      '654321',
      '918273',
      walk.id('secret'),
      walk.id('recovery'),
    ])
      expect([secret, all.includes(secret)]).toEqual([secret, false])
  })
})

/** What is not a deed: it changes nothing for anybody else, or is kept elsewhere with who did it. */
const unrecorded: Readonly<Record<string, string>> = {
  '/organisation': 'which organisation a browser shows',
  '/people/presence': 'that somebody is there, and whether their browser may notify them',
  '/flows/:flow/visit': 'that somebody has a flow open',
  '/inbox/:conversation/mark': 'what everybody on the number works on, seen in the inbox',
  '/invitation': 'what it accepts and the sign-in that it ends with are recorded as from the pages for them',
}

const NEW_PASSWORD = 'four words and more'
const NEWER_PASSWORD = 'five words and some more'

async function kinds(): Promise<readonly string[]> {
  const { rows } = await superuser.query<{ kind: string }>(
    'select kind from deed where organisation_id = $1 order by place',
    [walk.organisation],
  )
  return rows.map(({ kind }) => kind)
}
