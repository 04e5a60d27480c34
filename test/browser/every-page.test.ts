import { beforeAll, describe, expect } from 'vitest'
import { makeSomethingToSee } from './demo-day.ts'
import { colourFaultsOf, faultsOf } from './faults.ts'
import type { DemoLogin, Look } from './ground.ts'
import { before, test } from './in-browsers.ts'
import { addressesFor, pages } from './pages.ts'
import type { Visitor } from './visitor.ts'

const open = pages.filter(({ isGuarded }) => !isGuarded)
const guarded = pages.filter(({ isGuarded }) => isGuarded)
/** Of the guarded pages, those where only somebody on the number has something to see. */
const ofTheTeam = guarded.filter(({ path }) => path.startsWith('/inbox'))
const ofTheOffice = guarded.filter((page) => !ofTheTeam.includes(page))

let addresses: ReadonlyMap<string, string>
beforeAll(() =>
  before(async (ground) => {
    await makeSomethingToSee(ground)
    addresses = new Map([
      ...(await addressesFor(await ground.person('ana'), ofTheTeam)),
      ...(await addressesFor(await ground.person('olive'), ofTheOffice)),
    ])
  }),
)

describe.each([{ width: 1440 }, { width: 360 }])('at $width px, in light and dark,', (look) => {
  test('every page that needs no sign-in is without fault', async ({ ground }) => {
    const stranger = await ground.stranger(look)
    // a link for a new password without its token is over
    stranger.allows(/status of 410/)
    expect(await faultsAt(stranger, open, { inBoth: true, expected: [200, 410] })).toEqual([])
  })

  test('every page of the office is without fault for Olive, who owns it', async ({ ground }) => {
    expect(await faultsAt(await ground.person('olive', look), ofTheOffice, { inBoth: true })).toEqual([])
  })

  test('the inbox is without fault for Ana, and so is every page while her phone rings', async ({ ground }) => {
    const ana = await ground.person('ana', look)
    expect(await faultsAt(ana, ofTheTeam, { inBoth: true })).toEqual([])
    await ground.dial('+12025550155', 'Sales')
    await ana.page.getByRole('region', { name: /^Call from/ }).waitFor()
    expect(await faultsInBoth(ana)).toEqual([])
  })
})

describe('who may do less than Olive', () => {
  const others: readonly [who: string, login: DemoLogin, look: Look][] = [
    ['Adam, an admin,', 'adam', { width: 360 }],
    ['Ana, a member,', 'ana', { width: 360, colorScheme: 'dark' }],
    ['Audrey, the auditor,', 'audit', { width: 1440, colorScheme: 'dark' }],
  ]
  for (const [who, login, look] of others) {
    test(`${who} has a page without fault wherever they look, also where they are refused`, async ({ ground }) => {
      const visitor = await ground.person(login, look)
      visitor.allows(/status of 40[34]/)
      expect(await faultsAt(visitor, guarded, { expected: [200, 403, 404] })).toEqual([])
    })
  }

  test('an address at which there is nothing is said to be one, without fault', async ({ ground }) => {
    for (const visitor of [
      await ground.stranger({ width: 360 }),
      await ground.person('ana', { colorScheme: 'dark' }),
    ]) {
      visitor.allows(/status of 404/)
      expect(await visitor.opens('/nowhere')).toBe(404)
      expect(await faultsOf(visitor)).toEqual([])
    }
  })
})

interface Sweep {
  /** Which statuses a page may answer with. */
  readonly expected?: readonly number[]
  /** In the dark and in light, on the page as it was loaded in light: what is loaded in the dark, Ana and Audrey see. */
  readonly inBoth?: boolean
}

/** One line for each fault, with the page that has it. */
async function faultsAt(
  visitor: Visitor,
  these: typeof pages,
  { expected = [200], inBoth = false }: Sweep = {},
): Promise<string[]> {
  const all: string[] = []
  for (const { path } of these) {
    const address = addresses.get(path) ?? path
    const status = await visitor.opens(address)
    if (!expected.includes(status)) all.push(`${path} (${address}) answers ${status}`)
    const faults = await (inBoth ? faultsInBoth(visitor) : faultsOf(visitor))
    if (faults.length > 0) all.push(...faults.map((fault) => `${path} ${fault}`), await visitor.picture())
  }
  return all
}

async function faultsInBoth(visitor: Visitor): Promise<string[]> {
  const inLight = await faultsOf(visitor)
  await visitor.page.emulateMedia({ colorScheme: 'dark' })
  const inDark = await colourFaultsOf(visitor)
  await visitor.page.emulateMedia({ colorScheme: 'light' })
  return [...inLight, ...inDark.map((fault) => `in the dark ${fault}`)]
}
