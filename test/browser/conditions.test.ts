import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { faultsOf } from './faults.ts'
import { test } from './in-browsers.ts'

test('A condition is drawn by its form: values are chosen by their words, an exit keeps its connection when it is renamed, and its page says more', async ({
  ground,
}) => {
  const adam = await ground.person('adam', { width: 1440 })
  const { page } = adam
  const flow = await DrawnFlow.begin(adam, `Conditions ${randomUUID().slice(0, 8)}`)
  await flow.adds('Set values', { exit: 'Call comes in', of: 'Incoming call' })
  await flow.node('Set values').click()
  const setting = page.getByRole('region', { name: 'Settings of Set values' })
  await setting.getByRole('button', { name: 'Add value' }).click()
  await setting.getByLabel('Name', { exact: true }).fill('topic')
  await setting.getByLabel('Becomes').fill('a repair')
  await flow.adds('Condition', { exit: 'Once set', of: 'Set values' })
  await flow.node('Condition').click()
  const settings = page.getByRole('region', { name: 'Settings of Condition' })
  await settings.getByRole('button', { name: 'Add row' }).click()
  await settings.getByLabel('Exit', { exact: true }).fill('Repairs')
  await settings.getByLabel('Value', { exact: true }).click()
  await page.getByRole('option', { name: /flow\.topic/ }).click()
  await settings.getByLabel('Text', { exact: true }).fill('A repair')
  await flow
    .node('Condition')
    .getByText(/“topic”.* is “A repair”/)
    .waitFor()
  expect(await faultsOf(adam)).toEqual([])

  await flow.adds('Voicemail', { exit: 'Repairs', of: 'Condition' })
  await flow.node('Condition').click()
  await settings.getByLabel('Exit', { exact: true }).fill('Workshop')
  await flow.node('Condition').getByRole('button', { name: 'Change “Workshop” of Condition' }).waitFor()

  const opens = page.context().waitForEvent('page')
  await settings.getByRole('link', { name: /Learn more/ }).click()
  const docs = await opens
  await docs.getByRole('heading', { name: 'Condition', level: 1 }).waitFor()
  await docs.getByRole('img', { name: /A card “Condition” with the exits/ }).waitFor()
  await docs.getByText('rows[].when.pattern').waitFor()
  await docs.close()
})
