import { bounded, leftOut, oneNode, type Drawn, type Piece } from './piece.ts'
import { onlyPath } from './liquid.ts'
import { nextOf, textOf, type StudioCondition, type StudioState } from './studio-document.ts'

/** Connects the caller with somebody: a forward, or several one after another. */
export function connectCall(drawn: Drawn): Piece {
  const { state, id } = drawn
  const { properties } = state
  const places = placesOf(state)
  const { ways, by } = waysAfter(drawn)
  const reasons = reasonsOf(state, places)
  const isCaller = /trigger\.call\.From|contact\.channel\.address/.test(textOf(properties['caller_id']))
  const config = {
    seconds: bounded(properties['timeout'], { least: 5, most: 120, usual: 30 }),
    confirm: 'none',
    ...(isCaller && { shows: 'caller' }),
  }
  const idOf = (at: number): string => (at === 0 ? id : `${id}-then${at}`)
  return {
    nodes: places.map((to, at) => ({ id: idOf(at), kind: 'forward', config: { to, ...config } })),
    ways: places.flatMap((_, at) => [
      { from: idOf(at), exit: 'answered', to: ways.answered },
      ...(['no-answer', 'busy', 'declined', 'failed'] as const).map((exit) =>
        at + 1 < places.length
          ? { from: idOf(at), exit, within: idOf(at + 1) }
          : { from: idOf(at), exit, to: ways[exit] },
      ),
    ]),
    result: 'changed',
    reasons: [
      'Whoever picks up takes the call, as in Studio: let them press 1 where a voicemail may pick up.',
      ...reasons,
    ],
    takesIn: by === null ? [] : [{ name: by, as: `Its branches are the exits of “${state.name}”.` }],
  }
}

/** A queue: until there is a waiting line, whoever is there rings. */
export function queue(drawn: Drawn): Piece {
  const { state } = drawn
  const name = textOf(
    state.properties['queue_name'] ?? state.properties['workflow_sid'] ?? state.properties['workflow'],
  )
  const none = nextOf(state, 'failedToEnqueue', 'callFailure')
  return oneNode(drawn, {
    kind: 'ring-group',
    config: { who: { kind: 'everyone' } },
    exits: { answered: nextOf(state, 'callComplete'), 'no-answer': none, declined: none, nobody: none },
    reasons: [
      `Everybody with access to the number rings at once${name === '' ? '' : ` in place of “${name.slice(0, 60).toWellFormed()}”`}: nobody waits in a queue. Say what happens when nobody answers.`,
    ],
  })
}

export function virtualAgent(drawn: Drawn): Piece {
  const { state } = drawn
  const failed = nextOf(state, 'callFailure', 'failed', 'callFailed')
  return oneNode(drawn, {
    kind: 'ai-answers',
    config: {},
    exits: {
      'wants-person': nextOf(state, 'liveAgentHandoff', 'agentHandoff', 'success', 'return'),
      resolved: nextOf(state, 'callEnded', 'return', 'success'),
      failed,
      'limit-reached': failed,
    },
    reasons: ['The assistant is ours and knows nothing of the one in Studio: say who it is and what it may do.'],
  })
}

/** A call that Studio makes itself is the call that comes in here. */
export function outgoingCall({ state }: Drawn): Piece {
  return leftOut('Flows here answer calls and make none: the caller is there already.', nextOf(state, 'answered'))
}

interface Ways {
  readonly answered: string
  readonly 'no-answer': string
  readonly busy: string
  readonly declined: string
  readonly failed: string
}

/** Where the exits of a forward lead: all the same way, or as what follows branches by how the call went. */
function waysAfter({ state, known }: Drawn): { readonly ways: Ways; readonly by: string | null } {
  const next = nextOf(state, 'callCompleted')
  const branch = known.states.get(next)
  const asks = (argument: string): boolean => onlyPath(argument) === `widgets.${state.name}.DialCallStatus`
  const input = textOf(branch?.properties['input'])
  const conditions = branch?.type === 'split-based-on' ? branch.transitions.flatMap((way) => way.conditions) : []
  const isByStatus =
    conditions.length > 0 &&
    conditions.every(
      ({ argument, type }) =>
        asks(argument || input) && /^(equal_to|matches_any_of|not_equal_to|does_not_match_any_of)$/.test(type),
    )
  if (!branch || !isByStatus)
    return { ways: { answered: next, 'no-answer': next, busy: next, declined: next, failed: next }, by: null }
  const after = (status: string): string => {
    const found = branch.transitions.find(
      (way) => way.conditions.length > 0 && way.conditions.every((one) => isStatus(one, status)),
    )
    return found ? found.next : nextOf(branch, 'noMatch')
  }
  return {
    ways: {
      answered: after('completed'),
      'no-answer': after('no-answer'),
      busy: after('busy'),
      declined: after('busy'),
      failed: after('failed'),
    },
    by: branch.name,
  }
}

/** Whether a condition holds after a call that went so, as Studio says it. */
function isStatus({ type, value }: StudioCondition, status: string): boolean {
  const isAmong = value.split(',').some((one) => one.trim().toLowerCase() === status)
  return isAmong !== /not_/.test(type)
}

/** Where a call is to go, each as our forward has it; one that cannot be said is empty. */
function placesOf({ properties }: StudioState): readonly [string, ...string[]] {
  const [kind, to] = [textOf(properties['noun']), textOf(properties['to']).trim()]
  if (kind.startsWith('sip')) {
    const address = textOf(properties['sip_endpoint']).trim() || to
    const [plain = ''] = address.split(/[;?]/, 1)
    return [/^sips?:/i.test(plain) && !plain.includes('{{') ? plain.slice(0, 260) : '']
  }
  if (!/^(number.*|)$/.test(kind)) return ['']
  const [first = '', ...others] = to.split(',').slice(0, MOST_PLACES).map(asNumber)
  return [first, ...others]
}

const MOST_PLACES = 10

/** A number with its country; Studio takes one without its plus. */
function asNumber(written: string): string {
  const plain = written.trim()
  if (plain.includes('{{')) return ''
  return /^[1-9][\d ().-]{9,20}$/.test(plain) && plain.replaceAll(/\D/g, '').length > 10
    ? `+${plain}`
    : plain.slice(0, 260)
}

function reasonsOf({ properties }: StudioState, places: readonly string[]): readonly string[] {
  const kind = textOf(properties['noun'])
  const isSipLogin = textOf(properties['sip_username']) !== '' || textOf(properties['sip_password']) !== ''
  return [
    ...(places.includes('')
      ? [
          `Say where the call goes: ${kind === '' || /^(number|sip)/.test(kind) ? 'Studio takes it from a value' : `a ${kind.slice(0, 30).toWellFormed()} of Twilio’s is nothing that can be rung here`}.`,
        ]
      : []),
    ...(places.length > 1 ? ['The numbers ring one after another, not all at once.'] : []),
    ...(isSipLogin ? ['The name and the password of the SIP address are left out.'] : []),
    ...(properties['record'] === true ? ['The talk is not recorded.'] : []),
  ]
}
