import { z } from 'zod'
import { Recording } from '../../db/call/recording.ts'
import { noteRecordingView } from '../../db/inbox/note-recording-view.ts'
import { Member } from '../../db/member/member.ts'
import { refused } from '../../errors.ts'
import { carrierId } from '../../signalwire/carrier-id.ts'
import { deed } from '../deed.ts'
import { aboutCall } from './about-call.ts'
import { namedCall } from './named-call.ts'

/**
 * Notes that somebody listens to a recording, for the call's page and on record. To be done before they are given any of
 * its sound, which is a stream and in no transaction.
 */
export const hearRecording = deed({
  permission: 'recordings.hear',
  about: aboutCall,
  input: z.strictObject({ call: carrierId, recording: z.guid() }),
  records: ['recording.heard'],
  async act(em, { organisation, who, record }, { call, recording }) {
    const on = await namedCall(em, call)
    if (!on || (await em.count(Recording, { id: recording, call })) === 0) return refused('recording-not-found')
    const { id: member, name } = await em.findOneOrFail(Member, { id: who.member })
    await noteRecordingView(em, { organisation, call, recording, member, name })
    await record({ kind: 'recording.heard', on, changed: {} })
    return { ok: true }
  },
})
