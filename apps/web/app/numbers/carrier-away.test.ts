import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Flow } from '#infra/db/flow/flow.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { harbourBikes } from '../../demo-data.ts'
import { text } from '../../testing/seen-text.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

// No carrier can be reached here, and its forms are sent as a browser without scripts sends them.
let web: TestWeb
let adam: Browser
let quick: string
let support: string

beforeAll(async () => {
  web = await testWeb()
  adam = web.browser()
  await adam.signIn('adam@harbour.test')
  quick = await ours(async (em) => (await em.findOneOrFail(PhoneNumber, { e164: '+12025550120' })).id)
  support = await ours(async (em) => (await em.findOneOrFail(Flow, { name: 'Support' })).id)
}, 120_000)

afterAll(() => web.close())

describe('while the carrier cannot be reached', () => {
  it('a flow is chosen, and nobody is promised that the next call is answered with it', async () => {
    const page = await text(await adam.post(`/numbers/${quick}`, { intent: 'flow', flow: support }))
    expect(page).toContain(
      'The flow is chosen. The carrier does not confirm the number yet, so calls may not reach it. The carrier cannot be reached. If it stays like this, tell whoever runs this server. You can try again on the number’s page.',
    )
    expect(page).not.toContain('The next call is answered with this flow.')
    expect(page).not.toMatch(/SIGNALWIRE|ECONNREFUSED|npm run/)
  })

  it('a flow is not chosen over one that somebody else has chosen since the page was loaded', async () => {
    const sales = await ours(async (em) => (await em.findOneOrFail(Flow, { name: 'Sales' })).id)
    const late = await adam.post(`/numbers/${quick}`, {
      intent: 'flow',
      flow: sales,
      'was.flow': sales.replace(/.$/, (last) => (last === '0' ? '1' : '0')), // as if there had been another still
    })
    expect([late.status, await text(late)]).toEqual([
      409,
      expect.stringContaining('Someone else changed this in the meantime: its flow is “Support” now.'),
    ])
  })

  it('the number is red in the list of flows, and its page says why in words', async () => {
    expect(await text(await adam.get('/flows'))).toContain('Quick : not confirmed at the carrier')
    expect(await text(await adam.get(`/numbers/${quick}`))).toContain(
      'may not reach Ringdown. The carrier cannot be reached. If it stays like this, tell whoever runs this server.',
    )
  })

  it('the home page says what the number waits for, and does not ask for a flow once more', async () => {
    const page = await text(await adam.get('/home'))
    expect(page).toContain('but the carrier does not confirm the number, so calls may not reach it.')
    expect(page).not.toContain('Draw a flow, publish it')
  })

  it('no number can be added, and no field pretends otherwise', async () => {
    const page = await (await adam.get('/numbers?add=1')).text()
    expect(page).toContain('No number can be added at the moment')
    expect(page).not.toContain('name="e164"')
  })

  it('reports nothing unexpected', () => expect(web.troubles).toEqual([]))
})

function ours<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
  return web.db.withOrganisation(harbourBikes.id, work)
}
