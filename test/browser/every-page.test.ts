import { beforeAll, describe, expect } from 'vitest'
import { makeSomethingToSee } from './demo-day.ts'
import { faultsOf } from './faults.ts'
import type { DemoLogin, Look } from './ground.ts'
import { before, test } from './in-browsers.ts'
import { addressesFor, pages } from './pages.ts'
import type { Visitor } from './visitor.ts'

const open = pages.filter(({ isGuarded }) => !isGuarded)
const guarded = pages.filter(({ isGuarded }) => isGuarded)
/** Of the guarded pages, those that only somebody on the number has something to see at. */
const ofTheTeam = guarded.filter(({ path }) => path.startsWith('/inbox'))
const ofTheOffice = guarded.filter((page) => !ofTheTeam.includes(page))

let addresses: ReadonlyMap<string, string>
beforeAll(() =>
  before(async (ground) => {
    await makeSomethingToSee(ground)
    addresses = new Map([...(await addressesFor(await ground.person('ana'), ofTheTeam)), ...(await addressesFor(await ground.person('adam'), ofTheOffice))])
  }),
)

const looks = [1440, 360].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })))

describe.each(looks)('at $width px in $colorScheme', (look) => {
  test('every page that needs no sign-in is without fault', async ({ ground }) => {
    expect(await faultsAt(await ground.stranger(look), open)).toEqual([])
  })

  test('every page of the office is without fault for Adam', async ({ ground }) => {
    expect(await faultsAt(await ground.person('adam', look), ofTheOffice)).toEqual([])
  })

  test('the inbox is without fault for Ana, and so is every page while her phone rings', async ({ ground }) => {
    const ana = await ground.person('ana', look)
    expect(await faultsAt(ana, ofTheTeam)).toEqual([])
    await ground.dial('+12025550155', 'Sales')
    await ana.page.getByRole('region', { name: /^Call from/ }).waitFor()
    expect(await faultsOf(ana)).toEqual([])
  })
})

describe('who may do less than Adam', () => {
  const others: readonly [who: string, login: DemoLogin, look: Look][] = [
    ['Ana, a member,', 'ana', { width: 360, colorScheme: 'light' }],
    ['Audrey, the auditor,', 'audit', { width: 1440, colorScheme: 'dark' }],
    ['Olive, the owner,', 'olive', { width: 360, colorScheme: 'dark' }],
  ]
  for (const [who, login, look] of others) {
    test(`${who} has a page without fault wherever she looks, also where she is refused`, async ({ ground }) => {
      const visitor = await ground.person(login, look)
      visitor.allows(/status of 40[34]/)
      expect(await faultsAt(visitor, guarded, [200, 403, 404])).toEqual([])
    })
  }

  test('an address at which there is nothing is said to be one, without fault', async ({ ground }) => {
    for (const visitor of [await ground.stranger({ width: 360 }), await ground.person('ana', { colorScheme: 'dark' })]) {
      visitor.allows(/status of 404/)
      expect(await visitor.opens('/nowhere')).toBe(404)
      expect(await faultsOf(visitor)).toEqual([])
    }
  })
})

/** One line for each fault, with the page that has it. */
async function faultsAt(visitor: Visitor, these: typeof pages, expected: readonly number[] = [200]): Promise<string[]> {
  const all: string[] = []
  for (const { path } of these) {
    const address = addresses.get(path) ?? path
    const status = await visitor.opens(address)
    if (!expected.includes(status)) all.push(`${path} (${address}) answers ${status}`)
    const faults = await faultsOf(visitor)
    if (faults.length > 0) all.push(...faults.map((fault) => `${path} ${fault}`), await visitor.picture())
  }
  return all
}
