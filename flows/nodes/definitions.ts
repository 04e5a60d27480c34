import { businessHours } from './business-hours/definition.ts'
import { aiAnswers } from './ai-answers/definition.ts'
import { callerCheck } from './caller-check/definition.ts'
import { ask } from './ask/definition.ts'
import { condition } from './condition/definition.ts'
import { forward } from './forward/definition.ts'
import { goToFlow } from './go-to-flow/definition.ts'
import { hangUp } from './hang-up/definition.ts'
import { incomingCall } from './incoming-call/definition.ts'
import { mode } from './mode/definition.ts'
import { phoneMenu } from './phone-menu/definition.ts'
import { play } from './play/definition.ts'
import { priorityChain } from './priority-chain/definition.ts'
import { ringGroup } from './ring-group/definition.ts'
import { split } from './split/definition.ts'
import { sendText } from './send-text/definition.ts'
import { setValue } from './set-value/definition.ts'
import { voicemail } from './voicemail/definition.ts'
import { webhook } from './webhook/definition.ts'

/** Every node kind, in the palette's order. A kind that is missing in `runs.ts` is a compile error there. */
export const definitions = {
  'incoming-call': incomingCall,
  'business-hours': businessHours,
  play,
  'phone-menu': phoneMenu,
  ask,
  'ring-group': ringGroup,
  'priority-chain': priorityChain,
  forward,
  'ai-answers': aiAnswers,
  voicemail,
  'caller-check': callerCheck,
  mode,
  'send-text': sendText,
  webhook,
  split,
  'set-value': setValue,
  condition,
  'go-to-flow': goToFlow,
  'hang-up': hangUp,
} as const

export type NodeKind = keyof typeof definitions
