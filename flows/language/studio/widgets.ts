import { httpRequest, runFunction, sendMessage } from './outside.ts'
import { connectCall, outgoingCall, queue, virtualAgent } from './people.ts'
import { leftOut, type Drawn, type Piece } from './piece.ts'
import { nextOf } from './studio-document.ts'
import { gather, play, voicemail } from './talk.ts'
import { setVariables, split, subflow } from './ways.ts'

/** What a widget becomes. One of which nothing is known leads on where its first way does. */
export function pieceOf(drawn: Drawn): Piece {
  const { state } = drawn
  const draw = Object.hasOwn(byType, state.type) ? byType[state.type] : undefined
  if (draw) return draw(drawn)
  const next = state.transitions.find((one) => one.next !== '')?.next ?? ''
  return leftOut(
    `There is nothing here for a widget of the type “${state.type.slice(0, 60).toWellFormed()}”: calls pass it.`,
    next,
  )
}

const passing =
  (reason: string, ...events: readonly string[]) =>
  ({ state }: Drawn): Piece =>
    leftOut(reason, nextOf(state, ...events))

const byType: Readonly<Record<string, (drawn: Drawn) => Piece>> = {
  'say-play': play,
  'gather-input-on-call': gather,
  'split-based-on': split,
  'set-variables': setVariables,
  'connect-call-to': connectCall,
  'make-http-request': httpRequest,
  'http-request': httpRequest,
  'run-function': runFunction,
  'send-message': sendMessage,
  'send-and-wait-for-reply': sendMessage,
  'record-voicemail': voicemail,
  'enqueue-call': queue,
  'send-to-flex': queue,
  'run-subflow': subflow,
  'connect-virtual-agent': virtualAgent,
  'connect-virtual-agent-v2': virtualAgent,
  'make-outgoing-call-v1': outgoingCall,
  'make-outgoing-call-v2': outgoingCall,
  'record-call': passing('No node switches recording on or off.', 'success', 'failed'),
  'fork-stream': passing('Sound is not streamed elsewhere.', 'next'),
  'add-twiml-redirect': passing('Documents of another service cannot be run.', 'return', 'timeout', 'fail'),
  'capture-payments': passing(
    'Payments are not taken: calls go on as if one had failed.',
    'maxFailedAttempts',
    'providerError',
    'payInterrupted',
    'validationError',
  ),
}
