import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLab, script, type Lab } from '../testing/lab.ts'

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.close())

test('a verb that the carrier has and the emulator has not is an error, never silence', async () => {
  lab.product.on('/in', script({ enter_queue: { queue_name: 'q', transfer_after_bridge: 'false' } }))
  const id = await lab.call()
  const { timeline } = await lab.until(id, (view) => view.state === 'ended')
  expect(timeline.find((entry) => entry.what === 'error')?.detail).toContain(
    'relay_script_method_execute_failed: enter_queue',
  )
})

test('an invalid document ends the call with the code of the carrier', async () => {
  lab.product.on('/in', script({ play: { url: 'say:a', loop: 3 } }))
  const id = await lab.call()
  const { timeline, endReason } = await lab.until(id, (view) => view.state === 'ended')
  expect(endReason).toBe('error')
  expect(timeline.find((entry) => entry.what === 'error')?.detail).toContain('relay_script_method_parameter_undefined')
})

test('the thirty-third transfer ends the call', async () => {
  lab.product.on('/in', { version: '1.0.0', sections: { main: [{ answer: {} }, { transfer: { dest: 'main' } }] } })
  const id = await lab.call()
  const { timeline } = await lab.until(id, (view) => view.state === 'ended')
  expect(timeline.find((entry) => entry.what === 'error')?.detail).toContain('relay_script_too_many_transfers')
})

test('a document that executes itself without an end fails', async () => {
  lab.product.on('/in', {
    version: '1.0.0',
    sections: {
      main: [{ answer: {} }, { execute: { dest: 'one' } }],
      one: [{ execute: { dest: 'other' } }],
      other: [{ execute: { dest: 'one' } }],
    },
  })
  const id = await lab.call()
  const { timeline } = await lab.until(id, (view) => view.state === 'ended')
  expect(timeline.find((entry) => entry.what === 'error')?.detail).toContain('relay_script_too_many_executes')
})

test('jumps and executions that multiply end as well', async () => {
  const again = (dest: string) => [{ label: 'again' }, { execute: { dest } }, { goto: { label: 'again' } }]
  lab.product.on('/in', {
    version: '1.0.0',
    sections: {
      main: [{ answer: {} }, ...again('one')],
      one: again('other'),
      other: again('last'),
      last: [{ set: { a: 1 } }],
    },
  })
  const id = await lab.call()
  const { timeline } = await lab.until(id, (view) => view.state === 'ended')
  expect(timeline.find((entry) => entry.what === 'error')?.detail).toContain('relay_script_too_many_instructions')
})
