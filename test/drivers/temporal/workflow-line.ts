import {
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  type Client,
  type WorkflowHandle,
  type WorkflowUpdateHandle,
} from '@temporalio/client'
import type { Arrival } from '#flows/call/arrival.ts'
import type { Line } from '#flows/rehearsal/world.ts'
import {
  CALL_WORKFLOW,
  CLAIM_UPDATE,
  NEWS_SIGNAL,
  TASK_QUEUE,
  WORD_UPDATE,
  callWorkflowId,
  claimUpdateId,
  wordUpdateId,
  type CallInput,
  type ClaimReply,
  type ClaimWord,
  type News,
  type Word,
  type WordReply,
} from '#workflows/messages.ts'

/** What the web does between carrier and workflow, without a web: words and claims as updates, news as signals. */
export class WorkflowLine implements Line {
  /** What has been sent and not been taken in yet. */
  readonly underway = new Set<Promise<unknown>>()
  /** How many things were ever sent. */
  sent = 0
  /** How many updates have come back with an answer. */
  answered = 0
  #starting = false
  readonly #client: Client
  readonly #arrival: Arrival
  readonly #handle: WorkflowHandle

  constructor(client: Client, arrival: Arrival) {
    this.#client = client
    this.#arrival = arrival
    this.#handle = client.workflow.getHandle(callWorkflowId(arrival.facts.call))
  }

  get started(): boolean {
    return this.#starting
  }

  async word(word: Word): Promise<WordReply> {
    const options = { args: [word] as [Word], updateId: wordUpdateId(word), waitForStage: 'ACCEPTED' } as const
    if (word.step !== 1) return await this.#answer(this.#handle.startUpdate<WordReply, [Word]>(WORD_UPDATE, options))
    this.#starting = true
    const startWorkflowOperation = new WithStartWorkflowOperation(CALL_WORKFLOW, {
      ...this.#start('word'),
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    })
    return await this.#answer(
      this.#client.workflow.startUpdateWithStart<() => Promise<unknown>, WordReply, [Word]>(WORD_UPDATE, {
        ...options,
        startWorkflowOperation,
      }),
    )
  }

  async claim(word: ClaimWord): Promise<ClaimReply> {
    try {
      return await this.#answer(
        this.#handle.startUpdate<ClaimReply, [ClaimWord]>(CLAIM_UPDATE, {
          args: [word],
          updateId: claimUpdateId(word.leg),
          waitForStage: 'ACCEPTED',
        }),
      )
    } catch (error) {
      // a closed call is answered from its row, which says that the caller is no longer there
      if (isOver(error)) return { kind: 'gone' }
      throw error
    }
  }

  news(news: News): void {
    // as the web: what was our own doing is not told
    if (news.kind === 'leg-ended' && news.why === 'cancelled') return
    if (!this.#starting) return this.#beforeTheFirstWord(news)
    this.#track(
      this.#handle.signal<[News]>(NEWS_SIGNAL, news).catch((error: unknown) => {
        if (!isOver(error)) throw error
      }),
    )
  }

  /** A caller who hangs up before the first word: nobody else would open the call. */
  #beforeTheFirstWord(news: News): void {
    if (news.kind !== 'caller-ended') return
    this.#starting = true
    this.#track(this.#client.workflow.start(CALL_WORKFLOW, this.#start('sweep', [news])))
  }

  #start(openedBy: CallInput['openedBy'], heard: readonly News[] = []) {
    const input: CallInput = { arrival: this.#arrival, openedBy, heard }
    return { workflowId: callWorkflowId(this.#arrival.facts.call), taskQueue: TASK_QUEUE, args: [input] as [CallInput] }
  }

  async #answer<T>(update: Promise<WorkflowUpdateHandle<T>>): Promise<T> {
    this.#track(update.catch(() => {}))
    const handle = await update
    try {
      return await handle.result()
    } finally {
      this.answered += 1
    }
  }

  #track(sent: Promise<unknown>): void {
    this.sent += 1
    const tracked: Promise<unknown> = sent.finally(() => this.underway.delete(tracked))
    this.underway.add(tracked)
  }
}

function isOver(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && error.code === NOT_FOUND)
}

/** gRPC's status code. */
const NOT_FOUND = 5
