import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { DraftVerb } from '#infra/signalwire/documents/swml.ts'
import { projectRoot } from '../env.ts'
import { SWML_TYPES, swmlTypes } from './swml-types.ts'

it('the types of call documents are what the carrier’s schema makes of them', async () => {
  expect(readFileSync(join(projectRoot, SWML_TYPES), 'utf8')).toBe(await swmlTypes())
})

it('a document that says what the carrier does not know, or leaves out what keeps people in silence, does not compile', () => {
  const refused: DraftVerb[] = [
    // @ts-expect-error -- the carrier knows three reasons
    { hangup: { reason: 'tired' } },
    // @ts-expect-error -- the carrier waits 5 s and more by itself
    { request: { url: 'https://phone.example.com', method: 'POST', headers: {}, body: {} } },
    // @ts-expect-error -- ours are numbers
    { goto: { label: 'again', max: '3' } },
    // @ts-expect-error -- no verb of ours
    { join_room: { name: 'room' } },
  ]
  expect(refused).toHaveLength(4)
})
