import type { Run } from '../../language/node.ts'
import type { Voicemail } from './definition.ts'

export const run: Run<Voicemail> = async (call, { greeting, maxSeconds, silenceSeconds }) => {
  const message = await call.record(greeting ? { say: greeting } : null, { maxSeconds, silenceSeconds })
  switch (message.kind) {
    case 'left':
      return 'left-message'
    case 'none':
      return 'no-message'
    case 'failed':
      return 'failed'
  }
}
