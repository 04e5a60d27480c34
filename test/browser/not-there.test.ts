import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { faultsOf } from './faults.ts'
import { test } from './in-browsers.ts'

test('What a flow cannot have is said before it is published, at the node that names it, and a secret is chosen by its name', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const { page } = adam
  const secret = `key-${randomUUID().slice(0, 8)}`
  await adam.opens('/settings/webhooks')
  const adding = page.getByRole('form', { name: 'Add a secret' })
  await adding.getByLabel('Name').fill(secret)
  await adding.getByLabel('Secret', { exact: true }).fill('not shown again')
  await adding.getByRole('button', { name: 'Set the secret' }).click()
  await page.getByRole('button', { name: `Remove ${secret}` }).waitFor()

  const flow = await DrawnFlow.begin(adam, `Not there ${randomUUID().slice(0, 8)}`)
  await flow.adds('Send a text', { exit: 'Call comes in', of: 'Incoming call' })
  await flow.adds('Webhook', { exit: 'Once sent', of: 'Send a text' })
  await flow.adds('Forward', { exit: 'Once answered', of: 'Webhook' })
  const settings = (title: string) => page.getByRole('region', { name: `Settings of ${title}` })
  const opens = async (title: string) => {
    await page.getByRole('button', { name: 'Fit View' }).click()
    await flow.node(title).getByText(title, { exact: true }).click()
    await settings(title).waitFor()
  }

  // whom a text goes to has no order
  await opens('Send a text')
  await settings('Send a text').getByRole('radio', { name: 'People I choose' }).check()
  await settings('Send a text').getByLabel('Add a person').click()
  await page.getByRole('option', { name: 'Ana', exact: true }).click()
  await settings('Send a text').getByRole('button', { name: 'Remove Ana' }).waitFor()
  expect(await settings('Send a text').getByRole('button', { name: /^Ring/ }).count()).toBe(0)
  expect(await faultsOf(adam)).toEqual([])

  await opens('Webhook')
  await settings('Webhook').getByRole('button', { name: 'Add header' }).click()
  await settings('Webhook').getByLabel('Header', { exact: true }).selectOption('A secret')
  await settings('Webhook').getByLabel('Secret', { exact: true }).and(page.locator('input:not([type=hidden])')).click()
  await page.getByRole('option', { name: secret }).click()
  expect(await faultsOf(adam)).toEqual([])

  await flow.sets('Forward', { 'Forward to': '+12025550120' }) // one of their own
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Publish/ })
  await dialog.getByRole('button', { name: /Forward.*a number of your own organisation/ }).click()
  await settings('Forward')
    .getByText(/^This is a number of your own organisation/)
    .waitFor()

  // what a draft sends stays
  adam.allows(/status of 409/)
  await adam.opens('/settings/webhooks')
  await page.getByRole('button', { name: `Remove ${secret}` }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText(`The secret “${secret}” is sent by`).waitFor()
})
