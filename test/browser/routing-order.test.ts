import { expect } from 'vitest'
import type { BrowserGround } from './ground.ts'
import { test } from './in-browsers.ts'
import type { Visitor } from './visitor.ts'

test('[W12, W17] Adam moves Ben above Ana with the arrow keys: the next call rings Ben first, and Ana first again once she is moved back', async ({
  ground,
}) => {
  const adam = await atTheQuickLine(ground)
  await byKeyboard(adam, 'Ben, 2 of 3. Move with the arrow keys.', 'ArrowUp')
  try {
    await adam.page.getByText('Ben rings first, then Ana, then Cy.').waitFor()
    await ground.nextCallRings('Quick', ['Ben', 'Ana', 'Cy'])
    await expectFirstRing(ground, '+12025550156', 'ben')
  } finally {
    await byKeyboard(adam, 'Ben, 1 of 3. Move with the arrow keys.', 'ArrowDown')
  }
  await ground.nextCallRings('Quick', ['Ana', 'Ben', 'Cy'])
  await expectFirstRing(ground, '+12025550157', 'ana')
})

test('[W18] Switched off by keyboard, Ana keeps her place and is skipped; switched on, she rings first again', async ({
  ground,
}) => {
  const adam = await atTheQuickLine(ground)
  const seat = adam.page.getByRole('switch', { name: 'Ana rings from this list' })
  await byKeyboard(adam, 'Ana rings from this list', 'Space')
  try {
    await adam.page.getByText('Skipped until switched on. Keeps their place.').waitFor()
    await adam.page.getByText('Ben rings first, then Cy.').waitFor()
    await ground.nextCallRings('Quick', ['Ben', 'Cy'])
    await expectFirstRing(ground, '+12025550158', 'ben')
  } finally {
    await byKeyboard(adam, 'Ana rings from this list', 'Space')
  }
  expect(await seat.getAttribute('aria-checked')).toBe('true')
  await ground.nextCallRings('Quick', ['Ana', 'Ben', 'Cy'])
  await expectFirstRing(ground, '+12025550159', 'ana')
})

test('[W19] Ana reads the routing list and who can change it, and finds nothing on it that she could press', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  await opensTheQuickLine(ana)
  const list = ana.page.getByRole('region', { name: 'Routing list' })
  await list.getByText('Ana rings first, then Ben, then Cy.').waitFor()
  await list.getByText('Only owners and admins can change the order.').waitFor()
  expect(await list.getByRole('button').count()).toBe(0)
  expect(await list.getByRole('switch').count()).toBe(0)
})

async function atTheQuickLine(ground: BrowserGround): Promise<Visitor> {
  const adam = await ground.person('adam')
  await opensTheQuickLine(adam)
  return adam
}

async function opensTheQuickLine(visitor: Visitor): Promise<void> {
  await visitor.opens('/numbers')
  await visitor.page.getByRole('main').getByRole('link', { name: 'Quick' }).first().click()
  await visitor.page.getByRole('heading', { name: 'Quick', level: 1 }).waitFor()
}

/** Presses a key on something that has the focus, and returns when the server has kept what it changed. */
async function byKeyboard({ page }: Visitor, name: string, key: string): Promise<void> {
  const kept = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().includes('/numbers/'),
  )
  await page.getByRole(key === 'Space' ? 'switch' : 'button', { name }).press(key)
  expect((await kept).ok()).toBe(true)
}

/** Whose phone a call to the Quick line rings first: asked where the phones are. */
async function expectFirstRing(ground: BrowserGround, from: string, login: 'ana' | 'ben'): Promise<void> {
  const call = await ground.dial(from, 'Quick')
  await expect
    .poll(async () =>
      (await ground.plane.call(call)).legs.filter(({ state }) => state === 'ringing').map(({ to }) => to),
    )
    .toEqual([ground.phoneOf(login)])
  expect((await ground.plane.call(call)).legs).toHaveLength(1)
  await ground.plane.caller(call, 'hang-up')
}
