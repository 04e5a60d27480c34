import type { Run } from '../../language/node.ts'
import { promptOf } from '../prompt.ts'
import type { Voicemail } from './definition.ts'

export const run: Run<Voicemail> = async (call, { greeting, maxSeconds, silenceSeconds, ...own }) => {
  const says = greeting ? promptOf(call.facts, greeting, own) : null
  const message = await call.record(says, { maxSeconds, silenceSeconds })
  switch (message.kind) {
    case 'left':
      return 'left-message'
    case 'none':
      return 'no-message'
    case 'failed':
      return 'failed'
  }
}
