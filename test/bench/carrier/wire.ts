import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'

export interface Reply {
  readonly status: number
  readonly text: string
}

/**
 * Posts JSON as the carrier does, signed over address and body. Light on purpose: it shares the processors
 * with what is measured. @throws Error when nobody answers within 10 s.
 */
export function post(url: string, body: unknown): Promise<Reply> {
  const text = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        timeout: 10_000,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          ...signatures(url, text),
        },
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        )
        response.on('error', reject)
      },
    )
    sent.on('timeout', () => sent.destroy(new Error(`no answer from ${new URL(url).pathname}`)))
    sent.on('error', reject)
    sent.end(text)
  })
}

/** What the carrier posts when it wants the document of a caller's leg. */
export function documentFetch(call: { readonly id: string; readonly from: string; readonly to: string }): object {
  return {
    call: {
      call_id: call.id,
      node_id: 'bench',
      segment_id: call.id,
      call_state: 'created',
      direction: 'inbound',
      type: 'phone',
      from: call.from,
      to: call.to,
      from_number: call.from,
      to_number: call.to,
      headers: [],
      project_id: 'bench-project',
      space_id: 'bench',
    },
    vars: {},
    envs: {},
    params: {},
  }
}

/** As `stage.ts` gives it to the web. */
const SIGNING_KEY = 'bench-signing-key'

function signatures(url: string, body: string): Record<string, string> {
  const hex = (hash: string) => createHmac(hash, SIGNING_KEY).update(url).update(body).digest('hex')
  return { 'x-signalwire-signature': hex('sha1'), 'x-signalwire-sha256-signature': hex('sha256') }
}

const agent = new Agent({ keepAlive: true, maxSockets: 512, maxFreeSockets: 512 })
