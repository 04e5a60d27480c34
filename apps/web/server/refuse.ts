import type { Request, Response } from 'express'

export interface RefusalInWords {
  readonly status: number
  /** For whoever sent the request: what is wrong, and what to do. */
  readonly sentence: string
}

/** Answers a request that no page is asked about: a sentence for browsers and our own pages, JSON for programs. */
export function refuse(request: Request, response: Response, { status, sentence }: RefusalInWords): void {
  const { type, text } = spelled(request, sentence)
  response.status(status).set({ 'content-type': type, 'cache-control': 'no-store' }).send(text)
}

/**
 * Answers while the request's body is still on its way, reads no more of it than a sender needs to notice, and closes
 * the connection: at once, the answer would be lost with what had not been read.
 */
export function refuseAndHangUp(request: Request, response: Response, { status, sentence }: RefusalInWords): void {
  const { type, text } = spelled(request, sentence)
  const headers = {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    connection: 'close',
  }
  response.writeHead(status, headers).write(text)
  let left = MOST_READ_AFTERWARDS
  let pieces = 0
  const hangUp = () => {
    clearTimeout(patience)
    request.off('data', onData).off('end', hangUp)
    response.end(() => request.socket.destroy())
  }
  const onData = (chunk: Buffer) => {
    left -= chunk.length
    pieces += 1
    if (pieces > MOST_PIECES_AFTERWARDS) hangUp()
    else if (left < 0) request.pause()
  }
  request.on('data', onData).resume()
  const patience = setTimeout(hangUp, PATIENCE)
  request.once('end', hangUp)
  request.once('close', () => clearTimeout(patience))
}

/** In bytes: what is in most connections' buffers already. */
const MOST_READ_AFTERWARDS = 1_000_000
/** Nobody who means well sends the rest in so many pieces: whoever does need not hear the answer. */
const MOST_PIECES_AFTERWARDS = 1_000
/** In milliseconds. */
const PATIENCE = 1_000

function spelled(request: Request, sentence: string) {
  const isForPeople = request.path.endsWith('.data') || String(request.headers.accept).includes('text/html')
  return isForPeople
    ? { type: 'text/plain; charset=utf-8', text: sentence }
    : { type: 'application/json; charset=utf-8', text: JSON.stringify({ error: sentence }) }
}
