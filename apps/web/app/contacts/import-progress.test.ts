import { expect, it } from 'vitest'
import { beginProgress, progressOf } from './import-progress.server.ts'

const ana = { organisation: 'ours', actor: 'ana' }
const run = '5ea50000-0000-4000-8000-00000000dead'

it('how far an import has come is known to whoever runs it, while it runs', () => {
  const progress = beginProgress(ana, run)
  expect(progressOf(ana, run)).toBe(0)
  progress.tell(0.4)
  expect(progressOf(ana, run)).toBe(0.4)
  expect([
    progressOf({ ...ana, actor: 'ben' }, run),
    progressOf({ ...ana, organisation: 'theirs' }, run),
    progressOf(ana, null),
  ]).toEqual([null, null, null])
  progress.end()
  expect(progressOf(ana, run)).toBeNull()
})

it('an import without a name of its page is told to nobody', () => {
  const progress = beginProgress(ana, 'no name')
  progress.tell(0.4)
  expect(progressOf(ana, 'no name')).toBeNull()
})
