import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import { LinePage } from './lines.ts'

test('Whoever switches several seats of a routing list in one moment has them all switched, and is told of nobody else', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const { page } = adam
  const line = new LinePage(adam, 'Support')
  await line.opens()
  const all = () => page.getByRole('region', { name: 'Routing list' }).getByRole('switch')
  const states = () =>
    all().evaluateAll((switches) =>
      switches.map((one) => one.getAttribute('aria-checked') ?? String((one as HTMLInputElement).checked)),
    )
  const press = () =>
    all().evaluateAll(async (switches) => {
      for (const one of switches) {
        ;(one as HTMLElement).click()
        await new Promise((resolve) => setTimeout(resolve)) // each is a click of its own
      }
    })
  const before = await states()
  for (const expected of [before.map((on) => (on === 'true' ? 'false' : 'true')), before]) {
    const saved = page.waitForResponse(
      (response) => response.ok() && sentIn(response.request().postData()) === expected.join(),
    )
    await press()
    await saved
    await adam.reloads()
    expect(await states()).toEqual(expected)
  }
})

/** Which seats a form would have active, in their order. */
function sentIn(form: string | null): string {
  const seats: readonly { readonly active: boolean }[] = JSON.parse(
    new URLSearchParams(form ?? '').get('seats') ?? '[]',
  )
  return seats.map(({ active }) => String(active)).join()
}
