import type { Request, Response } from 'express'
import type { PageNews } from '../news.ts'
import type { World } from '../world.ts'
import { callView, phoneView } from './views.ts'

type Changed = Extract<PageNews, { event: 'call' | 'phone' }>

const BEAT_MS = 15_000

/** `GET /emulator/events`: server-sent events `call` and `phone` (whole snapshots), `timeline` (`{callId, entry}`) and `reset`. */
export function liveEvents(world: World) {
  return (request: Request, response: Response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write(': welcome\n\n')
    const dirty = new Map<string, Changed>()
    let scheduled = false
    const flush = () => {
      scheduled = false
      for (const news of dirty.values()) send(response, { event: news.event, data: snapshot(world, news) })
      dirty.clear()
    }
    // What changes several times in one go is sent once, as it is in the end.
    const stop = world.news.listen((news) => {
      if (news.event === 'timeline')
        return send(response, { event: 'timeline', data: { callId: news.callId, entry: news.entry } })
      if (news.event === 'reset') return send(response, { event: 'reset', data: {} })
      dirty.set(`${news.event} ${news.event === 'call' ? news.id : news.number}`, news)
      if (!scheduled) setImmediate(flush)
      scheduled = true
    })
    const beat = setInterval(() => response.write(': still here\n\n'), BEAT_MS)
    request.on('close', () => {
      stop()
      clearInterval(beat)
    })
  }
}

function snapshot(world: World, news: Changed): unknown {
  if (news.event === 'phone') return phoneView(world.switchboard.phones.at(news.number), world)
  const call = world.switchboard.calls.get(news.id)
  return call ? callView(call, world) : null
}

function send(response: Response, { event, data }: { event: string; data: unknown }): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}
