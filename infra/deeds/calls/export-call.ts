import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { eventsOf, type KeptEvent } from '../../db/call/events-of.ts'
import { readCall, type CallRecord } from '../../db/call/read-call.ts'
import type { DeedContext } from '../../db/deed.ts'
import { refused } from '../../errors.ts'
import type { FileStorage } from '../../files/files.ts'
import { carrierId } from '../../signalwire/carrier-id.ts'
import { deed, type Doing } from '../deed.ts'
import { namedCall } from './named-call.ts'

/** Where histories lie that were copied out of the engine. */
interface AtFiles {
  readonly files: Pick<FileStorage, 'get'>
}

interface ExportedCall {
  readonly ok: true
  readonly record: CallRecord
  readonly events: readonly KeptEvent[]
  /** The engine's history, as JSON in the way in which it was exported; null while there is none. */
  readonly engine: string | null
}

/** Hands out everything that is kept about a call. It is on record before any of it is read, as the files are in no transaction. */
export const exportCall = deed({
  permission: 'audit.see',
  input: z.strictObject({ call: carrierId }),
  records: ['export.call'],
  async act(em, { record }: Doing<'export.call'> & AtFiles, { call }) {
    const on = await namedCall(em, call)
    if (!on) return refused('call-not-found')
    await record({ kind: 'export.call', on, changed: {} })
    return { ok: true }
  },
  async afterwards({ db, organisation, files }: DeedContext & AtFiles, _did, { call }) {
    const key = { organisation, call }
    const record = await readCall(db, key)
    if (!record) return refused('call-not-found')
    const history = record.history && (await files.get(record.history.fileKey))
    const engine = history ? gunzipSync(await history.bytes()).toString('utf8') : null
    const exported: ExportedCall = { ok: true, record, events: await eventsOf(db, key), engine }
    return exported
  },
})
