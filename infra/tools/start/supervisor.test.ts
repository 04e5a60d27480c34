import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ChildPlan } from './child.ts'
import { identityOf } from './process-tree.ts'
import { Supervisor, type RunningChild } from './supervisor.ts'

const idle = 'setInterval(() => {}, 1000)'

test('A child that dies is started again within a second, and a line says so', async () => {
  await using watch = await aWatch()
  await watch.supervisor.start(aChild('worker', idle))
  const first = watch.supervisor.pid('worker')
  watch.supervisor.kill('worker')
  const second = await eventually(() => watch.living.find((child) => child.pid !== first)?.pid)
  expect(identityOf(second)).toBeDefined()
  expect(watch.said).toEqual(['worker: ended (signal SIGKILL) and is started again'])
})

test('A child that was ready once is started again and again, after longer and longer pauses, and takes nobody with it', async () => {
  await using watch = await aWatch()
  await watch.supervisor.start({ ...aChild('postgres', idle), tier: 'ground' })
  const database = watch.supervisor.pid('postgres')
  const ready = {
    ...aChild('web', "console.log('up'); setTimeout(() => process.exit(7), 50)"),
    isReady: async () => true,
  }
  await watch.supervisor.start(ready)
  await eventually(async () => watch.said.length >= 4 || undefined)
  expect(watch.said.slice(0, 4)).toEqual([
    'web: ended (exit code 7) and is started again',
    ...[2, 3].map((times) => `web: ended (exit code 7), ${times} times in a row, and is started again`),
    'web: ended (exit code 7), 4 times in a row, and is started again in 2 s',
  ])
  expect(watch.supervisor.pid('postgres')).toBe(database)
})

test('Three deaths of the ground before it was ever ready end everything with one sentence that quotes the last words', async () => {
  await using watch = await aWatch()
  await watch.supervisor.start(aChild('web', idle))
  const web = watch.supervisor.pid('web')
  await watch.supervisor.start({
    ...aChild('postgres', "console.log('no such module'); process.exit(7)"),
    tier: 'ground',
  })
  const sentence = await watch.supervisor.gaveUp
  expect(sentence).toMatch(/^Everything was stopped: postgres ended 3 times before it was ready \(last: exit code 7\)/)
  expect(sentence).toContain('no such module')
  expect(identityOf(web)).toBeUndefined()
})

test('An app that dies at once, again and again, says why and takes neither the ground nor other apps with it', async () => {
  await using watch = await aWatch()
  await watch.supervisor.start({ ...aChild('postgres', idle), tier: 'ground' })
  await watch.supervisor.start(aChild('web', idle))
  const others = [watch.supervisor.pid('postgres'), watch.supervisor.pid('web')]
  await watch.supervisor.start(aChild('worker', "console.log('no such module'); process.exit(7)"))
  await eventually(() => watch.said.find((line) => line.includes('4 times in a row, and is started again')))
  expect(
    watch.said.filter(
      (line) =>
        line.includes('ended 3 times before it was ready (last: exit code 7)') && line.includes('no such module'),
    ),
  ).toHaveLength(1)
  expect([watch.supervisor.pid('postgres'), watch.supervisor.pid('web')]).toEqual(others)
})

test('The start of an app that dies three times before it is ready fails with its last words, and the ground stays', async () => {
  await using watch = await aWatch()
  await watch.supervisor.start({ ...aChild('postgres', idle), tier: 'ground' })
  const database = watch.supervisor.pid('postgres')
  const broken = { ...aChild('web', "console.log('no such module'); process.exit(7)"), isReady: async () => false }
  await expect(watch.supervisor.start(broken)).rejects.toThrow(
    /^web ended 3 times before it was ready \(last: exit code 7\)[\s\S]*no such module/,
  )
  expect(watch.supervisor.pid('postgres')).toBe(database)
})

test('An app that is tried on takes nobody with it, says once what keeps it from starting, and is up when that is mended', async () => {
  await using watch = await aWatch()
  await watch.supervisor.start({ ...aChild('postgres', idle), tier: 'ground' })
  await watch.supervisor.start(aChild('worker', idle))
  const others = [watch.supervisor.pid('postgres'), watch.supervisor.pid('worker')]
  const missing = join(watch.folder, 'module')
  const isThere = `require('node:fs').existsSync(${JSON.stringify(missing)})`
  const web = watch.supervisor.startInTheEnd({
    ...aChild('web', `if (!${isThere}) { console.log('no such module'); process.exit(7) }; ${idle}`),
    isReady: () => access(missing).then(() => true),
  })
  await eventually(() => watch.said.find((line) => line.includes('4 times in a row, and is started again')))
  expect([watch.supervisor.pid('postgres'), watch.supervisor.pid('worker')]).toEqual(others)
  const reasons = watch.said.filter((line) => line.includes('no such module'))
  expect(reasons).toEqual([
    expect.stringMatching(
      /^web: web ended 3 times before it was ready \(last: exit code 7\)[\s\S]*It will be tried again\./,
    ),
  ])
  await writeFile(missing, '')
  await web
})

test('An app that is late is said to be, and waited for', async () => {
  await using watch = await aWatch()
  let isReady = false
  const web = watch.supervisor.startInTheEnd({ ...aChild('web', idle), isReady: async () => isReady }, 300)
  await eventually(() => watch.said.find((line) => line.includes('web was not ready after 0.3 s')))
  isReady = true
  await web
  expect(watch.said).toHaveLength(1)
})

test('Who is waited for without end is let go of when everything is stopped', async () => {
  await using watch = await aWatch()
  const web = watch.supervisor.startInTheEnd({ ...aChild('web', idle), isReady: async () => false }, 300)
  await eventually(() => watch.said[0])
  await Promise.all([
    watch.supervisor.stop(),
    expect(web).rejects.toThrow('web did not get ready before everything was stopped'),
  ])
})

test('Stopping kills a child that ignores the request, with what it has started', async () => {
  await using watch = await aWatch()
  const stubborn = `process.on('SIGTERM', () => {});
    require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(idle)}]); console.log('up'); ${idle}`
  await watch.supervisor.start(aChild('worker', stubborn))
  await eventually(async () => (await watch.log('worker')).includes('up') || undefined)
  const pid = watch.supervisor.pid('worker')
  await watch.supervisor.stop()
  expect(identityOf(pid)).toBeUndefined()
  expect(watch.living).toEqual([])
})

test('The ground is stopped only after everything that stands on it', async () => {
  await using watch = await aWatch()
  const slow = `process.on('SIGTERM', () => { console.log('ends'); setTimeout(() => process.exit(0), 300) }); console.log('up'); ${idle}`
  await watch.supervisor.start({ ...aChild('database', idle), tier: 'ground' })
  await watch.supervisor.start(aChild('web', slow))
  await eventually(async () => (await watch.log('web')).includes('up') || undefined)
  const database = watch.supervisor.pid('database')
  const stopped = watch.supervisor.stop()
  await eventually(async () => (await watch.log('web')).includes('ends') || undefined)
  expect(identityOf(database)).toBeDefined()
  await stopped
  expect(identityOf(database)).toBeUndefined()
})

test('What is taken down stays down until it is brought up, and counts as no death', async () => {
  await using watch = await aWatch()
  await watch.supervisor.start(aChild('worker', idle))
  for (let turn = 0; turn < 4; turn++) {
    await watch.supervisor.takeDown('worker')
    expect(() => watch.supervisor.pid('worker')).toThrow('worker is down just now')
    await watch.supervisor.bringUp('worker')
  }
  expect(watch.supervisor.pid('worker')).toBeGreaterThan(0)
})

test('A child that never gets ready is an error with its last words', async () => {
  await using watch = await aWatch()
  const plan = { ...aChild('web', `console.log('waiting for Godot'); ${idle}`), isReady: async () => false }
  await expect(watch.supervisor.start(plan, 500)).rejects.toThrow(
    /web was not ready after 0\.5 s[\s\S]*waiting for Godot/,
  )
})

test('Only warnings and errors of our logs reach the screen', async () => {
  await using watch = await aWatch()
  const lines = [
    { level: 30, msg: 'all is well' },
    { level: 50, msg: 'the carrier refused', error: { message: '401' } },
  ]
  await watch.supervisor.start(
    aChild('web', `${lines.map((line) => `console.log('${JSON.stringify(line)}')`).join(';')}; ${idle}`),
  )
  await eventually(() => watch.said[0])
  expect(watch.said).toEqual(['web: the carrier refused: 401'])
})

function aChild(name: string, script: string): ChildPlan {
  return { name, program: process.execPath, arguments: ['-e', script], variables: {}, tier: 'app' }
}

async function aWatch() {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-supervisor-'))
  const said: string[] = []
  let living: readonly RunningChild[] = []
  const supervisor = new Supervisor({
    logFolder: folder,
    patience: { app: 1_000, ground: 1_000 },
    say: (line, who) => said.push(`${who}: ${line}`),
    living: (children) => (living = children),
  })
  return {
    folder,
    supervisor,
    said,
    get living() {
      return living
    },
    log: (name: string) => readFile(join(folder, `${name}.log`), 'utf8').catch(() => ''),
    [Symbol.asyncDispose]: async () => {
      await supervisor.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Real processes have no virtual time: asks again until there is an answer. */
async function eventually<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  let answer: T | undefined
  await expect.poll(async () => (answer = await ask()), { interval: 20, timeout: 4_000 }).toBeDefined()
  return answer as T // the line before waits for it
}
