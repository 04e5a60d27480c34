import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot, systemVariables } from '../../env.ts'

/** Nothing that these programs are told answers: none of them could get any further than its settings. */
const nowhere = {
  SIGNALWIRE_BASE_URL: 'https://harbour.signalwire.com',
  DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
  DATABASE_APP_URL: 'postgres://a:b@127.0.0.1:1/c',
  DATABASE_IDENTITY_URL: 'postgres://a:b@127.0.0.1:1/c',
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  TOKEN_SECRET: 'x'.repeat(40),
  PAYLOAD_KEYS: `k:${Buffer.alloc(32).toString('base64')}`,
  WEB_PORT: '0',
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringdown-published-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each([
  ['npm start', 'infra/tools/start/main.ts', 'SIGNALWIRE_PROJECT, SIGNALWIRE_TOKEN, SIGNALWIRE_SIGNING_KEY'],
  ['the web', 'apps/web/main.ts', 'SIGNALWIRE_PROJECT, SIGNALWIRE_TOKEN, SIGNALWIRE_SIGNING_KEY'],
  ['the worker', 'apps/worker/main.ts', 'SIGNALWIRE_PROJECT, SIGNALWIRE_TOKEN'],
])('%s does not start with a real carrier and the published account', async (_what, program, missing) => {
  const { code, stderr } = await ended(program)
  expect(code).toBe(1)
  expect(stderr).toContain(
    `SIGNALWIRE_BASE_URL names a carrier other than the emulator, so ${missing} must be your own`,
  )
})

async function ended(program: string): Promise<{ readonly code: unknown; readonly stderr: string }> {
  try {
    await promisify(execFile)(process.execPath, [program], {
      cwd: projectRoot,
      env: { ...systemVariables(), ...nowhere, DATA_DIR: folder },
      timeout: 20_000,
    })
  } catch (error) {
    const { code, stderr } = error as { readonly code: unknown; readonly stderr: string } // as execFile's documentation says
    return { code, stderr }
  }
  return { code: 0, stderr: '' }
}
