import { get } from 'node:http'
import { orderForm, sharedNow, type Order, type Said } from './said.ts'

// A thousand browsers in one process: each a stream of its own, read as far as the ends of its events.
process.on('message', (message) => open(orderForm.parse(message)))
process.on('disconnect', () => process.exit(0))

const say = (said: Said): void => void process.send?.(said)

function open({ url, cookies, streams, ready }: Order): void {
  let times: number[] = []
  let rowAfter: number | null = null
  let opened = 0
  let waiting = 0

  const next = (at: number): void => {
    if (at >= streams) return
    waiting += 1
    const request = get(
      url,
      { agent: false, headers: { accept: 'text/event-stream', cookie: cookies[at % cookies.length] ?? '' } },
      (response) => {
        if (response.statusCode !== 200) say({ kind: 'lost', why: `a stream was answered with ${response.statusCode}` })
        let isReady = false
        let text = ''
        let heardAt = Infinity
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          text += part
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            const said = text.slice(0, end)
            text = text.slice(end + 2)
            if (!isReady && said.startsWith(ready)) {
              isReady = true
              opened += 1
              waiting -= 1
              next(opened + waiting)
              if (opened === streams) say({ kind: 'open' })
            } else if (said.startsWith('event: row')) rowAfter = Math.max(rowAfter ?? 0, sharedNow() - heardAt)
            else if (said.startsWith('id: ')) {
              heardAt = sharedNow()
              heard(heardAt)
            }
          }
        })
        response.on('end', () => say({ kind: 'lost', why: 'a stream has ended' }))
      },
    )
    request.on('error', (error) => say({ kind: 'lost', why: error.message }))
  }

  function heard(now: number): void {
    times.push(now)
    if (times.length < streams) return
    const [first = 0, median = 0, last = 0] = [times[0], times[Math.ceil(streams / 2) - 1], times.at(-1)]
    say({ kind: 'heard', first, median, last, rowAfter })
    times = []
    rowAfter = null
  }

  for (let at = 0; at < Math.min(AT_ONCE, streams); at += 1) next(at)
}

/** This many are opened at a time. */
const AT_ONCE = 20
