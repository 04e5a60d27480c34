import {
  type Client,
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { circuitBreaker, CircuitState, handleAll } from 'cockatiel'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Arrival } from '#flows/call/arrival.ts'
import { metIn } from '#flows/call/hear-news.ts'
import type { Position } from '#flows/outage/position.ts'
import { TooSlow, within } from '#infra/db/within.ts'
import {
  CALL_WORKFLOW,
  callWorkflowId,
  CLAIM_UPDATE,
  claimUpdateId,
  DEED_REFUSED,
  DEED_UPDATE,
  deedUpdateId,
  NEWS_SIGNAL,
  NEWS_UPDATE,
  STALE_WORD,
  TOO_LATE,
  WORD_UPDATE,
  wordUpdateId,
  type CallInput,
  type ClaimReply,
  type ClaimWord,
  type DeedWord,
  type News,
  type Patience,
  type Word,
  type WordReply,
} from '#workflows/messages.ts'
import { AnswersNobody } from './answers-nobody.ts'
import { startOptions } from './start-options.ts'

/** What came of asking a call's workflow. */
export type Asked<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  /** The document that asked is behind: this step stands now, and the call there; engines of earlier releases do not say where. */
  | { readonly kind: 'behind'; readonly current: number; readonly from?: Position | undefined }
  /** The workflow has closed, or never was. */
  | { readonly kind: 'closed' }
  /** No answer in time: Temporal or the worker is down, or busy. */
  | { readonly kind: 'silent' }

/** The calls as Temporal runs them. Nothing here waits longer than it says, and dead servers are spared. */
export class TemporalCalls {
  readonly #client: Client
  readonly #onClockSet: () => void
  /** Names the clock that `performance.now()` is: this process's own, which nobody sets. */
  #clock = randomUUID()
  /** Until when news is left at the engine without asking for a worker. Milliseconds of `performance.now()`. */
  #untakenUntil = 0
  readonly #breaker = circuitBreaker(handleAll, { halfOpenAfter: 1000, breaker: new AnswersNobody(2000) })

  /** @param onClockSet told when a clock, the engine's or this machine's, has gone on by itself while calls ran. */
  constructor(client: Client, onClockSet: () => void = () => undefined) {
    this.#client = client
    this.#onClockSet = onClockSet
  }

  /**
   * The first word starts the workflow; the same word asked again gets the same answer.
   * @param heard news that came before there was a workflow.
   * @param patience milliseconds until the answer counts as silent.
   */
  firstWord(
    arrival: Arrival,
    question: Question,
    { heard, patience }: { readonly heard: readonly News[]; readonly patience: number },
  ): Promise<Asked<WordReply>> {
    const { waits, ...said } = question
    return this.#askInTime({ waits, patience }, (sent) =>
      this.#client.workflow.executeUpdateWithStart<CallFunction, WordReply, [Word]>(WORD_UPDATE, {
        args: [{ ...said, patience: sent }],
        updateId: wordUpdateId(said),
        startWorkflowOperation: new WithStartWorkflowOperation<CallFunction>(CALL_WORKFLOW, {
          ...startOptions({
            arrival,
            openedBy: 'word',
            ...(heard.length > 0 && { heard }),
            opened: { clock: sent.clock, at: sent.at },
          }),
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      }),
    )
  }

  /** @param patience milliseconds until the answer counts as silent. */
  word(call: string, { waits, ...said }: Question, patience = PATIENCE): Promise<Asked<WordReply>> {
    return this.#askInTime({ waits, patience }, (sent) =>
      this.#handle(call).executeUpdate<WordReply, [Word]>(WORD_UPDATE, {
        args: [{ ...said, patience: sent }],
        updateId: wordUpdateId(said),
      }),
    )
  }

  claim(call: string, { leg, carrier = null, waits }: Asking<ClaimWord>): Promise<Asked<ClaimReply>> {
    return this.#askInTime({ waits, patience: PATIENCE }, (sent) =>
      this.#handle(call).executeUpdate<ClaimReply, [ClaimWord]>(CLAIM_UPDATE, {
        args: [{ leg, carrier, patience: sent }],
        updateId: claimUpdateId(leg),
      }),
    )
  }

  /**
   * Somebody does something to a call.
   * @param id by which the same deed asked for again is done once.
   */
  deed(call: string, { id, ...word }: DeedWord & { readonly id: string }): Promise<Asked<'done' | 'refused'>> {
    return this.#askInTime({ waits: PATIENCE, patience: PATIENCE }, async (sent) => {
      try {
        const args: [DeedOnItsWay] = [{ ...word, by: { ...word.by, as: spelled(word.by.as) }, patience: sent }]
        await this.#handle(call).executeUpdate<void, [DeedOnItsWay]>(DEED_UPDATE, { args, updateId: deedUpdateId(id) })
        return 'done'
      } catch (error) {
        if (refusalOf(error)?.type === DEED_REFUSED) return 'refused'
        throw error
      }
    })
  }

  /**
   * Tells news: to a worker, which mostly has it in a moment; where none takes it, or only one that knows of no such update,
   * it waits at the engine. Then it may be heard twice. `closed` when nobody is there to hear it.
   */
  async tell(call: string, news: News): Promise<Asked<void>> {
    const told = await this.#heard(call, news)
    if (told !== 'untaken') return told === 'closed' ? { kind: 'closed' } : { kind: 'answered', answer: undefined }
    return inTime(await this.#ask(() => this.#leave(call, news), LEFT_WITHIN))
  }

  /**
   * That no worker takes it says nothing of the engine, which is what the circuit is for. While none does, or nobody answers, no
   * other news waits to find that out.
   * @returns `untaken` also where the call runs in a worker of a release that knew of no such update
   */
  async #heard(call: string, news: News): Promise<'heard' | 'closed' | 'untaken'> {
    if (this.#breaker.state !== CircuitState.Closed || performance.now() < this.#untakenUntil) return 'untaken'
    const tell = () => this.#handle(call).executeUpdate<void, [News]>(NEWS_UPDATE, { args: [news] })
    try {
      await within(PATIENCE, () => this.#client.withDeadline(Date.now() + PATIENCE, tell))
      return 'heard'
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'closed'
      if (!(error instanceof WorkflowUpdateFailedError)) this.#untakenUntil = performance.now() + UNTAKEN_FOR
      return 'untaken'
    }
  }

  /** At the engine, for whichever worker comes; those of earlier releases are told in its own news who has met. */
  async #leave(call: string, news: News): Promise<void> {
    const handle = this.#handle(call)
    const met = metIn(news)
    if (met) await handle.signal<[News]>(NEWS_SIGNAL, { kind: 'met', ...met })
    await handle.signal<[News]>(NEWS_SIGNAL, news)
  }

  /** Starts the workflow of a call that never said its first word, with what was heard of it meanwhile. */
  async start(input: CallInput): Promise<Asked<void>> {
    return inTime(
      await this.#ask(async () => {
        await this.#client.workflow.start<CallFunction>(CALL_WORKFLOW, {
          ...startOptions({ ...input, opened: this.#now() }),
          workflowIdConflictPolicy: 'USE_EXISTING',
        })
      }),
    )
  }

  #now(): Omit<Patience, 'ms'> {
    return { clock: this.#clock, at: Math.round(performance.now()) }
  }

  #handle(call: string) {
    return this.#client.workflow.getHandle(callWorkflowId(call))
  }

  /**
   * Asks for somebody who waits. A question refused as late before it can be late has met an engine whose clock was
   * set, or this machine has slept: our clock has another name from then on, by which it is measured again.
   * @param limits.waits for how long somebody waits. Milliseconds
   * @param limits.patience for how long we do. Milliseconds
   */
  async #askInTime<T>(
    { waits, patience }: { readonly waits: number; readonly patience: number },
    question: (sent: Patience) => Promise<T>,
  ): Promise<Asked<T>> {
    const began = performance.now()
    const ask = (within: number) => this.#ask(() => question({ ...this.#now(), ms: waits }), within)
    const asked = await ask(patience)
    const took = performance.now() - began
    if (asked.kind !== 'late' || took >= Math.min(waits, patience)) return inTime(asked)
    this.#clock = randomUUID()
    this.#onClockSet()
    return inTime(await ask(patience - took))
  }

  async #ask<T>(question: () => Promise<T>, patience = PATIENCE): Promise<Asked<T> | TooLate> {
    try {
      return await this.#breaker.execute(async () => {
        try {
          // the deadline does not cover the time to connect, so the time is limited once more around it
          return {
            kind: 'answered',
            answer: await within(patience, () => this.#client.withDeadline(Date.now() + patience, question)),
          } as const
        } catch (error) {
          if (!isAnswer(error)) throw error
          return whatItMeans(error)
        }
      })
    } catch {
      return { kind: 'silent' }
    }
  }
}

/** The engine has refused a question because nobody is waiting for its answer any more. */
interface TooLate {
  readonly kind: 'late'
}

function inTime<T>(asked: Asked<T> | TooLate): Asked<T> {
  return asked.kind === 'late' ? { kind: 'silent' } : asked
}

/** A word or a claim before it is sent: `waits` says for how long its asker waits from now on, in milliseconds. */
type Asking<T extends { readonly patience?: Patience }> = Omit<T, 'patience'> & { readonly waits: number }
export type Question = Asking<Word>

/** A deed as workers of the release before understand it too, in which calls go on that began there. */
type DeedOnItsWay = Omit<DeedWord, 'by'> & { readonly by: Omit<DeedWord['by'], 'as'> & { readonly as: string } }

/** Their word for whoever is on the call; this release takes either. */
function spelled(as: DeedWord['by']['as']): string {
  return as === 'on-the-call' ? 'party' : as
}

/** The workflow as its clients see it; its code stays in the worker. */
type CallFunction = (input: CallInput) => Promise<unknown>

/** How long a document's question may take. Milliseconds (engine.md 2.6). */
const PATIENCE = 1500
/**
 * How long news may take to be left at the engine. It comes after everything that a worker may be about to do with it: news that
 * reaches the engine in the moment in which a call closes undoes that. Milliseconds.
 */
const LEFT_WITHIN = 500
/** For how long no worker is asked to take news after one has not. Milliseconds. */
const UNTAKEN_FOR = 3000

function whatItMeans(error: unknown): Asked<never> | TooLate {
  const refusal = refusalOf(error)
  if (refusal?.type === STALE_WORD) return { kind: 'behind', ...standingIn(refusal) }
  if (refusal?.type === TOO_LATE) return { kind: 'late' }
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError)
    return { kind: 'closed' }
  if (error instanceof WorkflowUpdateFailedError) return { kind: 'closed' }
  return { kind: 'silent' }
}

function refusalOf(error: unknown): ApplicationFailure | null {
  return error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure ? error.cause : null
}

const standing = z.object({ current: z.number(), from: z.string().nullable().optional() })

function standingIn(refusal: ApplicationFailure): z.infer<typeof standing> {
  const read = standing.safeParse(refusal.details?.[0])
  return read.success ? read.data : { current: 1 }
}

/** Whether Temporal answered at all; only silence opens the circuit. */
function isAnswer(error: unknown): boolean {
  if (error instanceof TooSlow || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return false
  return !isGrpcServiceError(error) || error instanceof WorkflowNotFoundError
}
