import { createHash } from 'node:crypto'
import { saveRecording } from '#infra/db/call/save-recording.ts'
import type { AfterCallInput } from '#workflows/messages.ts'
import type { FoundRecording } from '../after-activities.ts'
import type { AfterDeps } from './after-deps.ts'

/** Copies a recording from the carrier to our own files. Repeating it replaces the file by the same one. */
export async function keepRecording(deps: AfterDeps, input: AfterCallInput, recording: FoundRecording): Promise<void> {
  const { bytes, type } = await deps.carrier.downloadRecording(recording.url)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const fileKey = `${input.organisation}/recordings/${input.call}/${sha256.slice(0, 16)}.wav`
  await deps.files.set(fileKey, new File([Uint8Array.from(bytes)], 'recording.wav', { type: type ?? 'audio/wav' }))
  await saveRecording(deps.db, {
    organisation: input.organisation,
    call: input.call,
    recording: { ...recording, fileKey, bytes: bytes.byteLength, sha256, keptAt: Date.now() },
  })
}
