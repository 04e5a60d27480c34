import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findChromium } from './find-chromium.ts'
import { starts, type Machine } from './machine.ts'

/** Programs that only say what they are, in folders of their own. */
let place: string
let told: string[]
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'ringdown-chromium-'))
  told = []
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

const BROWSER = '#!/bin/sh\necho Chromium 159.0\n'
const BROKEN = '#!/bin/sh\necho libnss3.so: cannot open shared object file >&2; exit 127\n'

test('The browser that CHROMIUM_PATH names comes before that of the system', async () => {
  program('bin/chromium', BROWSER)
  const mine = program('mine/thorium', BROWSER)
  expect(await find({ variables: { CHROMIUM_PATH: mine } })).toBe(mine)
})

test('A CHROMIUM_PATH that leads nowhere, or to a program that does not start, is refused and not passed over', async () => {
  program('bin/chromium', BROWSER)
  await expect(find({ variables: { CHROMIUM_PATH: join(place, 'gone') } })).rejects.toThrow(
    /^CHROMIUM_PATH names .*gone, which is no browser that starts here: correct the variable, or remove it\.$/,
  )
  await expect(find({ variables: { CHROMIUM_PATH: program('mine/chromium', BROKEN) } })).rejects.toThrow(
    'no browser that starts here',
  )
})

test.each(['chromium', 'chromium-browser', 'google-chrome'])('%s on PATH is taken', async (command) => {
  const found = program(`bin/${command}`, BROWSER)
  expect(await find()).toBe(found)
})

test('A browser at its usual place is taken when none is on PATH', async () => {
  const usual = program('Applications/Google Chrome.app/Contents/MacOS/Google Chrome', BROWSER)
  expect(await find({ usualPlaces: [usual] })).toBe(usual)
})

test('One that does not start is passed over for one in the cache of Playwright, the newest first', async () => {
  program('bin/chromium', BROKEN)
  program('cache/chromium-999/chrome-linux/chrome', BROWSER)
  const newest = program(
    'cache/chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell',
    BROWSER,
  )
  expect(await find()).toBe(newest)
})

test('Playwright is asked to install one when there is none', async () => {
  const installed = join(place, 'cache/chromium_headless_shell-1255/chrome-linux/headless_shell')
  const lines = [
    "import { mkdirSync, writeFileSync } from 'node:fs'",
    `mkdirSync(${JSON.stringify(dirname(installed))}, { recursive: true })`,
    `if (process.argv[2] === 'install') writeFileSync(${JSON.stringify(installed)}, ${JSON.stringify(BROWSER)}, { mode: 0o755 })`,
  ]
  expect(await find({ playwright: program('playwright.mjs', lines.join('\n')) })).toBe(installed)
  expect(told).toEqual(['No Chromium was found for the tests in the browser; Playwright installs one …'])
})

test('Root on Debian gets it from apt when Playwright cannot', async () => {
  const installed = join(place, 'bin/chromium')
  program(
    'bin/apt-get',
    `#!/bin/sh\nif [ "$1" = install ]; then for last; do :; done; [ "$last" = chromium ] && printf '#!/bin/sh\\necho Chromium 159.0\\n' > ${installed} && /bin/chmod 755 ${installed}; fi\n`,
  )
  expect(await find({ isRootOnDebian: true })).toBe(installed)
  expect(told).toHaveLength(2)
})

test('When none can be had, one line says who was asked, what they said, and what to do', async () => {
  program('bin/apt-get', '#!/bin/sh\necho "E: Unable to locate package chromium" >&2; exit 100\n')
  const error = await find({ isRootOnDebian: true }).catch((reason: unknown) => reason)
  expect(String(error)).toBe(
    'Error: The tests in the browser need Chromium, and none could be had (Playwright: Error: getaddrinfo ENOTFOUND; apt: E: Unable to locate package chromium). ' +
      'Install Chromium or Google Chrome, or set CHROMIUM_PATH to the path of one, and run the tests again.',
  )
})

test('Who is not root on Debian is not sent to apt', async () => {
  program('bin/apt-get', '#!/bin/sh\nexit 0\n')
  await expect(find()).rejects.toThrow(/none could be had \(Playwright: [^;]*\)/)
})

test('An installer that claims success, but whose browser does not start, is not believed', async () => {
  await expect(find({ playwright: program('playwright.mjs', '') })).rejects.toThrow(
    'Playwright: what it installed does not start here',
  )
})

/** A machine with nothing but what the test has put there; its Playwright has no network. */
function find(given: Partial<Machine> = {}): Promise<string> {
  const machine: Machine = {
    variables: {},
    path: [join(place, 'bin')],
    usualPlaces: [],
    cache: join(place, 'cache'),
    playwright:
      given.playwright ?? program('offline.mjs', "console.error('Error: getaddrinfo ENOTFOUND'); process.exit(1)"),
    isRootOnDebian: false,
    starts,
    ...given,
  }
  return findChromium((line) => told.push(line), machine)
}

function program(name: string, text: string): string {
  const file = join(place, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text, { mode: 0o755 })
  return file
}
