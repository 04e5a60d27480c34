import { inject, test as plain } from 'vitest'
import { inheritedVariables } from '#infra/env.ts'
import type { BrowserPlace } from '#test/setup/browser.ts'
import { BrowserGround } from './ground.ts'

/**
 * `test` with a `ground`: the whole product, and browsers for its people. A test fails as well when a console, a page
 * error or the content security policy complained in any of them; and what failed is shown with the texts and pictures
 * of all browsers.
 */
export const test = plain.extend('ground', async ({ task }, { onCleanup }) => {
  const ground = await BrowserGround.open(placeOfThisWorker())
  onCleanup(async () => {
    const troubles = ground.troubles()
    const isWrong = troubles.length > 0 || task.result?.state === 'fail'
    const shown = isWrong ? await ground.shown() : ''
    await ground.close()
    if (isWrong)
      throw new Error(
        [
          ...(troubles.length > 0 ? ['The browsers complained:', ...troubles] : ['What the browsers showed:']),
          shown,
        ].join('\n'),
      )
  })
  return ground
})

/** What comes before the tests of a file, on a ground of its own: calls to look at, and the like. */
export async function before(play: (ground: BrowserGround) => Promise<void>): Promise<void> {
  const ground = await BrowserGround.open(placeOfThisWorker())
  try {
    await play(ground)
  } catch (error) {
    throw new Error(`${String(error)}\nWhat the browsers showed:\n${await ground.shown()}`, { cause: error })
  } finally {
    await ground.close()
  }
}

/** Tests of one file never meet those of another: each worker has a product of its own. */
export function placeOfThisWorker(): BrowserPlace {
  const place = inject('browserPlaces')[Number(inheritedVariables()['VITEST_POOL_ID']) - 1]
  if (place === undefined) throw new Error('the setup of the project has not started a product for this worker')
  return place
}
