import type { RunsOf } from '../language/node.ts'
import type { definitions } from './definitions.ts'
import { run as businessHours } from './business-hours/run.ts'
import { run as aiAnswers } from './ai-answers/run.ts'
import { run as callerCheck } from './caller-check/run.ts'
import { run as ask } from './ask/run.ts'
import { run as condition } from './condition/run.ts'
import { run as forward } from './forward/run.ts'
import { run as goToFlow } from './go-to-flow/run.ts'
import { run as hangUp } from './hang-up/run.ts'
import { run as incomingCall } from './incoming-call/run.ts'
import { run as mode } from './mode/run.ts'
import { run as phoneMenu } from './phone-menu/run.ts'
import { run as play } from './play/run.ts'
import { run as priorityChain } from './priority-chain/run.ts'
import { run as ringGroup } from './ring-group/run.ts'
import { run as sendText } from './send-text/run.ts'
import { run as split } from './split/run.ts'
import { run as setValue } from './set-value/run.ts'
import { run as voicemail } from './voicemail/run.ts'
import { run as webhook } from './webhook/run.ts'

/** What every node kind does. Types only from the definitions: zod must not reach the workflows. */
export const runs: RunsOf<typeof definitions> = {
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
}
