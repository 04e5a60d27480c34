import { isTemplate } from '../template.ts'
import { ourJson, ourText } from './liquid.ts'
import { lostReasons, oneNode, said, type Drawn, type Piece } from './piece.ts'
import { nextOf, pairsOf, textOf } from './studio-document.ts'

/** A request to a web service. */
export function httpRequest(drawn: Drawn): Piece {
  const { properties } = drawn.state
  const method = textOf(properties['method']).toUpperCase() === 'GET' ? 'GET' : 'POST'
  const isForm = !/json/i.test(textOf(properties['content_type']))
  const parameters = pairsOf(properties['parameters'])
  const written = textOf(properties['body']).trim()
  const address = addressOf(drawn, method === 'GET' ? parameters : [])
  const body =
    method === 'GET'
      ? { text: '', lost: [] }
      : written === ''
        ? pairsAsJson(drawn, parameters)
        : ourJson(written, drawn.known.nameOf)
  const isLost = written !== '' && method === 'POST' && body.text === ''
  return asking(drawn, {
    method,
    url: address.url,
    body: body.text,
    reasons: [
      ...address.reasons,
      ...lostReasons(body.lost),
      ...(isLost ? ['Its body is no JSON and is left out: write it as JSON.'] : []),
      ...(isForm && !isLost && body.text !== '' ? ['The body is sent as JSON, not as a form.'] : []),
      ...(written !== '' && method === 'GET' ? ['A GET carries no body here: its body is left out.'] : []),
      ...(properties['add_twilio_auth'] === true ? ['The request is not signed as by Twilio, but in our way.'] : []),
    ],
  })
}

/** A function that runs at Twilio: a webhook that has to be given another service. */
export function runFunction(drawn: Drawn): Piece {
  const { text, lost } = pairsAsJson(drawn, pairsOf(drawn.state.properties['parameters']))
  const { url, reasons } = addressOf(drawn, [])
  return asking(drawn, {
    method: 'POST',
    url,
    body: text,
    reasons: [
      'A function runs at Twilio and knows requests of Twilio alone: offer the same at an address of yours that takes JSON, and enter it here.',
      ...reasons,
      ...lostReasons(lost),
    ],
  })
}

export function sendMessage(drawn: Drawn): Piece {
  const { state } = drawn
  const { text, reasons } = said(drawn, state.properties['body'], 1000)
  const to = textOf(state.properties['to']).replaceAll(/\s/g, '')
  const isToCaller = to === '' || TO_CALLER.test(to)
  const [waits, hasMedia] = [state.type === 'send-and-wait-for-reply', textOf(state.properties['media_url']) !== '']
  const failed = nextOf(state, 'failed', 'deliveryFailure')
  return oneNode(drawn, {
    kind: 'send-text',
    config: { to: isToCaller ? { kind: 'caller' } : { kind: 'members', members: [] }, words: text },
    exits: {
      sent: waits ? nextOf(state, 'timeout') : nextOf(state, 'sent'),
      blocked: failed,
      failed,
    },
    reasons: [
      ...reasons,
      ...(isToCaller
        ? []
        : [
            `Texts go to callers or to people of yours: choose who gets this one (Studio sends it to ${to.slice(0, 60).toWellFormed()}).`,
          ]),
      ...(hasMedia ? ['Its picture or file is left out: texts are words alone.'] : []),
      ...(waits ? ['Nobody waits for the reply: the call goes on as if none had come.'] : []),
    ],
  })
}

const TO_CALLER = /^\{\{(contact\.channel\.address|trigger\.call\.(From|Caller))\}\}$/

interface Asked {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body: string
  readonly reasons: readonly string[]
}

function asking(drawn: Drawn, { method, url, body, reasons }: Asked): Piece {
  const failed = nextOf(drawn.state, 'failed', 'fail')
  const kept = drawn.known.kept.get(drawn.state.name) ?? []
  return oneNode(drawn, {
    kind: 'webhook',
    config: {
      method,
      url,
      body: body.length > LONGEST_BODY ? '' : body,
      ...(kept.length > 0 && { keeps: kept.map(({ name, pointer }) => ({ name, pointer })) }),
    },
    exits: { ok: nextOf(drawn.state, 'success'), error: failed, timeout: failed },
    reasons: [
      ...reasons,
      ...(body.length > LONGEST_BODY ? [`Its body has more than ${LONGEST_BODY} characters and is left out.`] : []),
    ],
  })
}

const LONGEST_BODY = 8000

/** An address with our values in it, without a name and a password, which no flow keeps. */
function addressOf(
  { state, known }: Drawn,
  parameters: readonly { readonly key: string; readonly value: string }[],
): { readonly url: string; readonly reasons: readonly string[] } {
  const { text, lost } = ourText(textOf(state.properties['url']).trim(), known.nameOf)
  const [begin = '', scheme = '', host = ''] = /^(https?:\/\/)([^/?#]*)/i.exec(text) ?? []
  const rest = text.slice(begin.length)
  if (scheme === '' || isTemplate(host) || host === '')
    return {
      url: '',
      reasons: [...lostReasons(lost), 'Its address begins with a value or is missing: enter one with its host.'],
    }
  const at = host.lastIndexOf('@')
  const added = parameters.map(({ key, value }) => ({ key, ...ourText(value, known.nameOf) }))
  const query = added.map(
    (own) =>
      `${encodeURIComponent(own.key.toWellFormed())}=${isTemplate(own.text) ? own.text : encodeURIComponent(own.text)}`,
  )
  const all = query.length === 0 ? rest : `${rest}${rest.includes('?') ? '&' : '?'}${query.join('&')}`
  return {
    url: `${scheme}${host.slice(at + 1)}${all}`.slice(0, 2000).toWellFormed(),
    reasons: [
      ...lostReasons([...lost, ...added.flatMap((own) => own.lost)]),
      ...(at >= 0
        ? ['The name and the password in its address are left out: keep them as a secret and send that in a header.']
        : []),
    ],
  }
}

function pairsAsJson({ known }: Drawn, pairs: readonly { readonly key: string; readonly value: string }[]) {
  if (pairs.length === 0) return { text: '', lost: [] }
  const all = pairs.map(({ key, value }) => [key, ourText(value, known.nameOf)] as const)
  return {
    text: JSON.stringify(Object.fromEntries(all.map(([key, { text }]) => [key, text]))),
    lost: all.flatMap(([, { lost }]) => lost),
  }
}
