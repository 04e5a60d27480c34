import { execFileSync } from 'node:child_process'
import { expect, it, test } from 'vitest'
import { withoutPeople } from './without-people.ts'

test.each([
  ['Key (email)=(ana@harbour.test) already exists.', 'Key (email)=([e-mail]) already exists.'],
  ['rings +12025550121, then +442079460958', 'rings [number …21], then [number …58]'],
  ['/phones/%2B12025550121/answer', '/phones/[number …21]/answer'],
  [
    '"time":"2026-11-22T09:22:26.378+01:00","call":"5ea50000-0000-4000-8000-000000000009"',
    '"time":"2026-11-22T09:22:26.378+01:00","call":"5ea50000-0000-4000-8000-000000000009"',
  ],
])('leaves people out of %s', (line, without) => {
  expect(withoutPeople(line)).toBe(without)
})

it('is what every log of ours is written with', () => {
  const program = `
    import { createLog } from './infra/log.ts'
    const error = Object.assign(new Error('duplicate key: ana@harbour.test'), { detail: 'Key (e164)=(+12025550121) already exists.' })
    createLog('test').error({ error, whom: 'ben@harbour.test' }, 'Somebody at +12025550122 failed')`
  const written = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    encoding: 'utf8',
  })
  expect(written).toContain('[number …22] failed')
  expect(written).not.toMatch(/harbour\.test|555012/)
})
