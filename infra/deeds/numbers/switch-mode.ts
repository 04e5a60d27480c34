import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { answerModes, type AnswerMode } from '#flows/call/answer-mode.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { aboutNumber } from './about-number.ts'

/** Lets the AI or the team answer a number, where its flow asks for that. The next call goes by it; nothing is published. */
export const switchMode = deed({
  permission: 'number.mode',
  about: aboutNumber,
  input: z.strictObject({
    number: z.guid(),
    mode: z.enum(answerModes, 'Choose who answers: the AI or the team.'),
  }),
  records: ['number.mode'],
  async act(em, { record }, { number: id, mode }) {
    const number = await em.findOne(PhoneNumber, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // of two at once, the second must see the first's
    if (!number || number.isReleased()) return refused('number-not-found', { number: id })
    const before = number.mode ?? null
    em.assign(number, { mode })
    await em.flush()
    await record({
      kind: 'number.mode',
      on: { id, name: number.name },
      changed: { 'answered by': [before && answering[before], answering[mode]] },
    })
    return { ok: true, mode }
  },
})

/** As the record has it. */
const answering = { ai: 'the AI', team: 'the team' } as const satisfies Record<AnswerMode, string>
