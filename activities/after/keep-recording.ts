import { noteNotKept } from '#infra/db/call/note-not-kept.ts'
import { saveRecording } from '#infra/db/call/save-recording.ts'
import { soundType } from '#infra/files/sound-type.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import type { AfterCallInput } from '#workflows/messages.ts'
import type { FoundRecording, KeepOutcome } from '../after-activities.ts'
import type { AfterDeps } from './after-deps.ts'

/**
 * Copies a recording from the carrier to our own files. Repeating it replaces the file with the same one. What keeps it
 * from being copied is written beside it in words.
 * @throws CarrierError when another try may succeed
 */
export async function keepRecording(
  deps: AfterDeps,
  input: AfterCallInput,
  recording: FoundRecording,
): Promise<KeepOutcome> {
  const key = { organisation: input.organisation, call: input.call }
  const kept = await keptOrWhy(deps, input, recording.url)
  if ('why' in kept) {
    await noteNotKept(deps.db, { ...key, url: recording.url, why: kept.why })
    if (kept.again instanceof Error) throw kept.again
    return kept.again
  }
  await saveRecording(deps.db, { ...key, recording: { ...recording, ...kept, keptAt: Date.now() } })
  return 'kept'
}

type Kept =
  | { readonly fileKey: string; readonly bytes: number; readonly sha256: string }
  | { readonly why: string; readonly again: CarrierError | 'refused' | 'missing' }

async function keptOrWhy(
  { carrier, files }: AfterDeps,
  { organisation, call }: AfterCallInput,
  url: string,
): Promise<Kept> {
  try {
    return await carrier.downloadRecording(url, (sound) =>
      files.receive(sound, async ({ blob, sha256 }) => {
        // the type that is kept is what a browser will be told
        const type = soundType(await blob.slice(0, 16).bytes())
        if (type === null) return { why: 'it is not sound that can be played', again: 'refused' }
        const fileKey = `${organisation}/recordings/${call}/${sha256.slice(0, 16)}.wav`
        await files.set(fileKey, new File([blob], 'recording.wav', { type }))
        return { fileKey, bytes: blob.size, sha256 }
      }),
    )
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error
    if (error.kind === 'refused') return { why: error.message, again: 'refused' }
    if (error.kind === 'gone') return { why: 'the carrier does not have it, or not yet', again: 'missing' }
    return { why: 'the carrier did not give it; that is tried again for a day', again: error }
  }
}
