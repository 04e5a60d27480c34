import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startEmulator } from './start.ts'
import { openLab, SALES, script } from './testing/lab.ts'

const ANA = '+12025550121'
const auth = { authorization: `Basic ${Buffer.from('demo-project:demo-token').toString('base64')}` }

async function restarted(dataFolder: string) {
  const emulator = await startEmulator({ port: 0, callsPerSecond: null, dataFolder })
  onTestFinished(() => emulator.close())
  return {
    url: emulator.url,
    read: async (path: string): Promise<unknown> => (await fetch(emulator.url + path, { headers: auth })).json(),
  }
}

test('an emulator that is started again has its numbers, handlers, resources and names at once, and routes as before', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kept-'))
  const lab = await openLab({ dataFolder })
  onTestFinished(() => lab.product.close())
  await lab.api('PUT', `/api/relay/rest/phone_numbers/${lab.number.id}`, { name: 'Sales line' })
  await lab.api('POST', '/api/fabric/resources/swml_scripts', {
    name: 'Away',
    contents: script({ play: { url: 'say:Away' } }),
  })
  const gone = (await lab.api('POST', '/api/relay/rest/phone_numbers', { number: '+12025550111' })).body
  await lab.api('DELETE', `/api/relay/rest/phone_numbers/${String(Object(gone).id)}`)
  await lab.control('PUT', `/phones/${ANA}`, { name: 'Ana' })
  const paths = ['/api/relay/rest/phone_numbers', '/api/fabric/resources/swml_webhooks', '/emulator/numbers']
  const before = await Promise.all(
    paths.map(async (path) => data((await fetch(lab.url + path, { headers: auth })).json())),
  )
  await lab.emulator.close()

  const again = await restarted(dataFolder)
  expect(await Promise.all(paths.map((path) => data(again.read(path))))).toEqual(before)
  expect(await again.read('/api/fabric/resources/swml_scripts')).toMatchObject({
    data: [{ display_name: 'Away', swml_script: { contents: script({ play: { url: 'say:Away' } }) } }],
  })
  expect(await again.read(`/emulator/phones/${ANA}`)).toMatchObject({ name: 'Ana' })
  await fetch(`${again.url}/emulator/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: ANA, to: SALES }),
  })
  expect((await lab.asked('/in')).body).toMatchObject({ call: { to: SALES } })
})

test('the folder and the files in it are for their owner only', async () => {
  const dataFolder = join(await mkdtemp(join(tmpdir(), 'kept-')), 'deep', 'emulator')
  const lab = await openLab({ dataFolder })
  onTestFinished(() => lab.close())
  lab.product.on('/in', script({ record: { end_silence_timeout: 1 } }))
  const id = await lab.call()
  await lab.until(id, (view) => view.timeline.some((entry) => entry.what === 'records'))
  await lab.control('POST', `/calls/${id}/say`, { text: 'Hello' })
  await lab.until(id, (view) => view.recordings.length > 0)
  const modes = await Promise.all(
    (await readdir(dataFolder)).map(async (name) => [
      name.replace(/^[0-9a-f-]{36}/, 'recording'),
      ((await stat(join(dataFolder, name))).mode & 0o777).toString(8),
    ]),
  )
  expect(Object.fromEntries(modes)).toEqual({ 'account.json': '600', 'recording.wav': '600' })
  expect(((await stat(dataFolder)).mode & 0o777).toString(8)).toBe('700')
})

test.each(['', '{"numbers":[', '{"numbers":"none"}'])(
  'a file of which only "%s" is left is set aside, and the emulator starts',
  async (rest) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'kept-'))
    await writeFile(join(dataFolder, 'account.json'), rest)
    const again = await restarted(dataFolder)
    expect(await again.read('/emulator/numbers')).toEqual({ numbers: [] })
    expect(await readFile(join(dataFolder, 'account.json.unreadable'), 'utf8')).toBe(rest)
  },
)

async function data(answer: Promise<unknown>): Promise<unknown> {
  const { links: _ports, ...rest } = Object(await answer) as Record<string, unknown> // read only to be compared
  return rest
}
