import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { test } from './in-browsers.ts'
import { borrowingLine, LinePage } from './lines.ts'

const GREETING = 'Welcome to Harbour Bikes, one moment please.'
const chainGivesUp = { exit: 'Nobody answers', of: 'Ring in order' }
const chainIsEmpty = { exit: 'Nobody available', of: 'Ring in order' }

test('[S3] [S5] [W18] Adam draws how calls are answered; Ana is rung, Ben answers, Ana hears the next voicemail, and is skipped once her seat is inactive', async ({
  ground,
}) => {
  const name = `Greeting, chain, voicemail ${randomUUID().slice(0, 4)}`
  const adam = await ground.person('adam')
  const ana = await ground.person('ana')
  const phones = await ground.phonesPage()
  await ana.follows('/inbox')
  await phones.opens('/')

  const flow = await DrawnFlow.begin(adam, name)
  await flow.drops('Play', { rightOf: 'Incoming call' })
  await flow.leads({ exit: 'Call comes in', of: 'Incoming call' }, 'Play')
  await flow.pulls('Ring in order', { exit: 'Once spoken', of: 'Play' })
  await flow.pulls('Voicemail', chainGivesUp)
  await flow.leads(chainIsEmpty, 'Voicemail')
  await flow.sets('Play', { Text: GREETING })
  await flow.sets('Ring in order', { 'Ring each for': '15' })
  await flow.sets('Voicemail', { Greeting: 'Please leave a message.' })
  await flow.publishes(1)

  await borrowingLine(ground, 'Quick', async () => {
    const line = new LinePage(adam, 'Quick')
    await line.opens()
    await line.answersWith(name)
    await ground.nextCallHears('Quick', GREETING)
    await line.isReadBy('everybody')
    await adam.follows('/inbox')

    await dials(phones.page, 'Priya')
    await heard(phones.page).getByText(GREETING).waitFor()
    const banner = ana.page.getByRole('region', { name: 'Call from (202) 555-0150' })
    await banner.getByText('(202) 555-0150 is calling Quick').waitFor()
    await banner.getByText('Quick · Ring in order').waitFor()
    const left = async () => Number(await banner.getByText(/^\d+$/).innerText())
    const first = await left()
    await expect.poll(left).toBeLessThan(first)

    await phone(phones.page, 'Ben').getByRole('button', { name: 'Answer on Ben’s phone' }).click()
    await phone(phones.page, 'Ben')
      .getByText(/Press 1 to accept/)
      .waitFor()
    await phone(phones.page, 'Ben').getByRole('button', { name: '1', exact: true }).click()
    await banner.getByText('Answered by Ben').waitFor()
    await adam.page.getByRole('link', { name: '(202) 555-0150 · Quick · talking to Ben' }).waitFor()
    await phone(phones.page, 'Ben').getByText(/^With/).waitFor()
    await phone(phones.page, 'Ben').getByRole('button', { name: 'Hang up Ben’s phone' }).click()
    await phone(phones.page, 'Ben').getByText('Free').waitFor()

    for (const name of ['Ana', 'Ben', 'Cy'])
      await phone(phones.page, name)
        .getByLabel(`What ${name}’s phone does when it rings`)
        .selectOption({ label: 'Is busy' })
    await dials(phones.page, 'Mateo')
    await heard(phones.page).getByText('Speak now: you are being recorded.').waitFor()
    await phones.page.getByRole('button', { name: 'I have a question about my order.' }).click()
    await hangsUp(phones.page)
    await ana.page
      .getByRole('navigation', { name: 'List of conversations' })
      .getByRole('link', { name: '(202) 555-0151' })
      .click()
    const player = ana.page.getByRole('group', { name: 'Voicemail from (202) 555-0151' })
    await player.getByRole('button', { name: /^Play/ }).click()
    await player.getByText(/^0:0[1-9] \/ /).waitFor()

    await line.opens()
    await line.seatIs('Ana', 'inactive')
    await ground.nextCallRings('Quick', ['Ben', 'Cy'])
    await dials(phones.page, 'Noor')
    await heard(phones.page).getByText('Speak now: you are being recorded.').waitFor()
    await hangsUp(phones.page)
    await ana.page
      .getByRole('navigation', { name: 'List of conversations' })
      .getByRole('link', { name: '(202) 555-0152' })
      .click()
    const missed = ana.page
      .getByRole('region', { name: 'Conversation with (202) 555-0152' })
      .getByRole('article')
      .filter({ has: ana.page.getByText('Missed', { exact: true }) })
    await missed.getByRole('link', { name: 'Details' }).click()
    await ana.page.getByText('Ana is skipped: not active.').waitFor()
  })
})

/** Somebody dials the Quick line on the page of virtual phones. */
async function dials(page: Page, caller: string): Promise<void> {
  await page.getByLabel('Calling from').selectOption({ label: caller })
  await page
    .getByRole('list', { name: 'Business numbers' })
    .getByRole('button', { name: /^Quick/ })
    .click()
  await page.getByRole('button', { name: 'Call', exact: true }).click()
}

async function hangsUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hang up', exact: true }).click()
  await page.getByRole('button', { name: 'Call', exact: true }).waitFor()
}

/** What the caller has at the ear. */
function heard(page: Page) {
  return page.getByRole('group', { name: 'What you hear' })
}

function phone(page: Page, name: string) {
  return page.getByRole('article', { name: `${name}’s phone` })
}
