import { createHash } from 'node:crypto'
import { noteNotKept } from '#infra/db/call/note-not-kept.ts'
import { saveRecording } from '#infra/db/call/save-recording.ts'
import { soundType } from '#infra/files/sound-type.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import type { AfterCallInput } from '#workflows/messages.ts'
import type { FoundRecording } from '../after-activities.ts'
import type { AfterDeps } from './after-deps.ts'

/**
 * Copies a recording from the carrier to our own files. Repeating it replaces the file by the same one. What keeps it from
 * being copied is written beside it in words; what will keep it for ever is the end of it.
 * @throws CarrierError when another try may succeed
 */
export async function keepRecording(deps: AfterDeps, input: AfterCallInput, recording: FoundRecording): Promise<void> {
  const key = { organisation: input.organisation, call: input.call }
  const fetched = await fetchedOrWhy(deps, recording.url)
  if ('why' in fetched) {
    await noteNotKept(deps.db, { ...key, url: recording.url, why: fetched.why })
    if (fetched.again) throw fetched.again
    return
  }
  const { bytes, type } = fetched
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const fileKey = `${input.organisation}/recordings/${input.call}/${sha256.slice(0, 16)}.wav`
  await deps.files.set(fileKey, new File([Uint8Array.from(bytes)], 'recording.wav', { type }))
  await saveRecording(deps.db, { ...key, recording: { ...recording, fileKey, bytes: bytes.byteLength, sha256, keptAt: Date.now() } })
}

type Fetched = { readonly bytes: Uint8Array; readonly type: string } | { readonly why: string; readonly again: CarrierError | null }

async function fetchedOrWhy({ carrier }: AfterDeps, url: string): Promise<Fetched> {
  try {
    const { bytes } = await carrier.downloadRecording(url)
    // the type that is kept is what a browser will be told
    const type = soundType(bytes)
    return type === null ? { why: 'it is not sound that can be played', again: null } : { bytes, type }
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error
    if (error.kind === 'refused') return { why: error.message, again: null }
    if (error.kind === 'gone') return { why: 'the carrier does not have it, or not yet', again: error }
    return { why: 'the carrier did not give it; that is tried again for a day', again: error }
  }
}
