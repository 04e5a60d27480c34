import type { CallEvent } from '#flows/call-events.ts'
import { eventKey } from '#flows/event-key.ts'
import { readNews } from '#infra/signalwire/news.ts'
import type { LadderBody } from '#infra/signalwire/reports.ts'
import { firstStep } from '#infra/call-store/arrivals.ts'
import { handOver } from './hand-over.ts'
import type { PostOffice } from './post-office.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'

/** What the carrier's callbacks and the documents' reports change. Each may come twice, late or never. */
export class Callbacks {
  readonly #store: CallStore
  readonly #post: PostOffice

  constructor(deps: { store: CallStore; post: PostOffice }) {
    this.#store = deps.store
    this.#post = deps.post
  }

  /** State of a leg that we dialled. Only its end can change the walk; the rest is written for people to see. */
  async leg(key: CallKey, leg: string, body: unknown, now: number): Promise<void> {
    const news = readNews(body)
    // only we cancel legs: the call knows, and each of its losers would cost it four history events
    if (news.kind === 'leg-ended' && news.why === 'cancelled') return
    if (news.kind === 'leg-ended') return await this.#post.tell(key, { kind: 'leg-ended', leg, why: news.why, at: news.at ?? now })
    if (news.kind !== 'leg') return
    const at = news.at ?? now
    if (news.state === 'ringing') await this.#write(key, { at, node: null, what: { kind: 'phone-rings', leg } })
    if (news.state === 'answered') await this.#write(key, { at, node: null, what: { kind: 'picked-up', leg } })
  }

  /** A document has begun. Only that the caller joins changes the walk; all of it is written for people to see. */
  async begun(key: CallKey, { step, joins }: { readonly step: number; readonly joins: boolean }, now: number): Promise<void> {
    const written = this.#write(key, { at: now, node: null, what: { kind: 'begun', step } })
    if (joins) await this.#post.tell(key, { kind: 'begun', step, at: now })
    await written
  }

  /** State of a caller's leg, told to the number; the call stands in the body. */
  async number(organisation: string, body: unknown, now: number): Promise<void> {
    const news = readNews(body)
    switch (news.kind) {
      case 'leg-ended':
        // legs that a ladder rang name the caller's leg as their parent
        if (news.parent === null) await this.#post.tell({ organisation, call: news.call }, { kind: 'caller-ended', at: news.at ?? now })
        return
      case 'recorded':
        return await this.recording({ organisation, call: news.call }, body, now)
      default:
        return
    }
  }

  /** A recording is ready. It is written at once: its call may have closed long ago. */
  async recording(key: CallKey, body: unknown, now: number): Promise<void> {
    const news = readNews(body)
    if (news.kind === 'recorded') await this.#recorded(key, { url: news.url, seconds: news.seconds }, now)
  }

  /** A document that decides alone tells what it does. */
  async ladder(key: CallKey, body: LadderBody, now: number): Promise<void> {
    if (body.recording) await this.#recorded(key, body.recording, now)
    if (body.what === 'talked') await this.#connected(key, null, now)
    if (body.what === 'alone') await this.#alone(key, body.step ?? 1, now)
  }

  /** State of the people whom a ladder rings. */
  async ladderStatus(key: CallKey, body: unknown, now: number): Promise<void> {
    const news = readNews(body)
    if (news.kind === 'connect' && news.state === 'connected') await this.#connected(key, news.peer?.to ?? null, now)
  }

  async #alone(key: CallKey, step: number, now: number): Promise<void> {
    if (await this.#store.drivenByDocument(key)) return
    const arrival = await this.#store.read(key)
    // of a later step only its document knows what it does
    const ladder = arrival && step === 1 ? (await firstStep(arrival)).ladder : []
    await handOver({ store: this.#store, post: this.#post }, key, { why: 'its document could not reach us', ladder, at: now })
  }

  async #connected(key: CallKey, address: string | null, now: number): Promise<void> {
    const arrival = await this.#store.read(key)
    const name = arrival?.facts.roster.find((seat) => seat.address === address)?.name ?? null
    await this.#post.tell(key, { kind: 'ladder-connected', name, at: now })
  }

  async #recorded(key: CallKey, recording: { readonly url: string; readonly seconds: number }, now: number): Promise<void> {
    await this.#write(key, { at: now, node: null, what: { kind: 'recording', ...recording, from: 'callback' } })
    await this.#post.tell(key, { kind: 'recording', ...recording, from: 'callback', at: now })
  }

  async #write(key: CallKey, event: CallEvent): Promise<void> {
    await this.#store.append(key, [{ key: eventKey(event.what), event }])
  }
}
