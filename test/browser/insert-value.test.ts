import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { faultsOf } from './faults.ts'
import { test } from './in-browsers.ts'

test('A value is put into a text by the keyboard alone, read in words on the card, and a slip is answered at the text', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const { page } = adam
  const flow = await DrawnFlow.begin(adam, `Values ${randomUUID().slice(0, 8)}`)
  await flow.adds('Play', { exit: 'Call comes in', of: 'Incoming call' })
  await flow.node('Play').click()
  const settings = page.getByRole('region', { name: 'Settings of Play' })
  const text = settings.getByLabel('Text', { exact: true })
  await text.fill('Hello ')

  await settings.getByRole('button', { name: 'Insert value' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Caller’s name' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => text.inputValue()).toBe('Hello {{caller.name | there}}')
  // what is said to strangers is selected, to be written over
  await expect
    .poll(() => text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)))
    .toBe('there')
  await page.keyboard.type('friend')
  await expect.poll(() => text.inputValue()).toBe('Hello {{caller.name | friend}}')
  await flow.node('Play').getByText('“Hello [Caller’s name]”').waitFor()
  expect(await faultsOf(adam)).toEqual([])

  await text.fill('Hello {{caller.nmae | friend}}')
  await settings.getByText('There is no value “caller.nmae”. Did you mean “caller.name”?').waitFor()
})
