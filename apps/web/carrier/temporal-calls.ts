import {
  type Client,
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import { ApplicationFailure, defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common'
import { circuitBreaker, ConsecutiveBreaker, handleWhen, isBrokenCircuitError } from 'cockatiel'
import { randomUUID } from 'node:crypto'
import type { Arrival } from '#flows/arrival.ts'
import { TooSlow, within } from '#infra/db/within.ts'
import {
  CALL_WORKFLOW,
  callWorkflowId,
  CLAIM_UPDATE,
  claimUpdateId,
  NEWS_SIGNAL,
  STALE_WORD,
  TASK_QUEUE,
  TOO_LATE,
  WORD_UPDATE,
  wordUpdateId,
  type CallInput,
  type ClaimReply,
  type ClaimWord,
  type News,
  type Patience,
  type Word,
  type WordReply,
} from '#workflows/messages.ts'

/** What came of asking a call's workflow. */
export type Asked<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  /** The document that asked is behind: this step stands now. */
  | { readonly kind: 'behind'; readonly current: number }
  /** The workflow has closed, or never was. */
  | { readonly kind: 'closed' }
  /** No answer in time: Temporal or the worker is down, or busy. */
  | { readonly kind: 'silent' }

/** The calls as Temporal runs them. Nothing here waits longer than it says, and dead servers are spared. */
export class TemporalCalls {
  readonly #client: Client
  /** Names this process's clock. */
  readonly #clock = randomUUID()
  readonly #breaker = circuitBreaker(
    handleWhen((error) => !isAnswer(error)),
    { halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(4) },
  )

  constructor(client: Client) {
    this.#client = client
  }

  /**
   * The first word starts the workflow; the same word asked again gets the same answer.
   * @param heard news that came before there was a workflow.
   */
  firstWord(arrival: Arrival, question: Question, heard: readonly News[]): Promise<Asked<WordReply>> {
    const startWorkflowOperation = new WithStartWorkflowOperation<CallFunction>(CALL_WORKFLOW, {
      ...startOptions({ arrival, openedBy: 'word', ...(heard.length > 0 && { heard }), opened: this.#now() }),
      workflowIdConflictPolicy: 'USE_EXISTING',
    })
    const word = this.#sent(question)
    return this.#ask(() =>
      this.#client.workflow.executeUpdateWithStart<CallFunction, WordReply, [Word]>(WORD_UPDATE, {
        args: [word],
        updateId: wordUpdateId(word.step),
        startWorkflowOperation,
      }),
    )
  }

  /** @param patience milliseconds until the answer counts as silent. */
  word(call: string, question: Question, patience = PATIENCE): Promise<Asked<WordReply>> {
    const word = this.#sent(question)
    return this.#ask(() => this.#handle(call).executeUpdate<WordReply, [Word]>(WORD_UPDATE, { args: [word], updateId: wordUpdateId(word.step) }), patience)
  }

  claim(call: string, { leg, carrier = null, waits }: Asking<ClaimWord>): Promise<Asked<ClaimReply>> {
    const word: ClaimWord = { leg, carrier, patience: { ...this.#now(), ms: waits } }
    return this.#ask(() => this.#handle(call).executeUpdate<ClaimReply, [ClaimWord]>(CLAIM_UPDATE, { args: [word], updateId: claimUpdateId(word.leg) }))
  }

  /** Tells news. `closed` when nobody is there to hear it. */
  tell(call: string, news: News): Promise<Asked<void>> {
    return this.#ask(() => this.#handle(call).signal<[News]>(NEWS_SIGNAL, news))
  }

  /** Starts the workflow of a call that never said its first word, with what was heard of it meanwhile. */
  start(input: CallInput): Promise<Asked<void>> {
    return this.#ask(async () => {
      await this.#client.workflow.start<CallFunction>(CALL_WORKFLOW, {
        ...startOptions({ ...input, opened: this.#now() }),
        workflowIdConflictPolicy: 'USE_EXISTING',
      })
    })
  }

  #sent({ waits, ...said }: Question): Word {
    return { ...said, patience: { ...this.#now(), ms: waits } }
  }

  #now(): Omit<Patience, 'ms'> {
    return { clock: this.#clock, at: Date.now() }
  }

  #handle(call: string) {
    return this.#client.workflow.getHandle(callWorkflowId(call))
  }

  async #ask<T>(question: () => Promise<T>, patience = PATIENCE): Promise<Asked<T>> {
    try {
      // the deadline does not cover the time to connect, so the time is kept once more around it
      const answer = await this.#breaker.execute(() => within(patience, () => this.#client.withDeadline(Date.now() + patience, question)))
      return { kind: 'answered', answer }
    } catch (error) {
      return whatItMeans(error)
    }
  }
}

/** A word or a claim before it is sent: `waits` says for how long its asker waits from now on, in milliseconds. */
type Asking<T extends { readonly patience?: Patience }> = Omit<T, 'patience'> & { readonly waits: number }
export type Question = Asking<Word>

/** The workflow as its clients see it; its code stays in the worker. */
type CallFunction = (input: CallInput) => Promise<unknown>

/** How long a document's question may take. Milliseconds (engine.md 2.6). */
const PATIENCE = 1500

function startOptions(input: CallInput) {
  const { facts, flow, version, organisation, number } = input.arrival
  return {
    workflowId: callWorkflowId(facts.call),
    taskQueue: TASK_QUEUE,
    args: [input] as [CallInput],
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    // a backstop behind everything: no call of the carrier lasts longer than four hours
    workflowExecutionTimeout: '6h' as const,
    // a dead worker's task goes to another one after this
    workflowTaskTimeout: '5s' as const,
    staticSummary: `${facts.number.name}, version ${version}`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: keyword('RingdownOrganisation'), value: organisation },
      { key: keyword('RingdownNumber'), value: number },
      { key: keyword('RingdownFlow'), value: flow },
      { key: defineSearchAttributeKey('RingdownFlowVersion', SearchAttributeType.INT), value: version },
    ]),
  }
}

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD)

function whatItMeans<T>(error: unknown): Asked<T> {
  const refusal = refusalOf(error)
  if (refusal?.type === STALE_WORD) return { kind: 'behind', current: currentIn(refusal) }
  if (refusal?.type === TOO_LATE) return { kind: 'silent' }
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'closed' }
  if (error instanceof WorkflowUpdateFailedError) return { kind: 'closed' }
  return { kind: 'silent' }
}

function refusalOf(error: unknown): ApplicationFailure | null {
  return error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure ? error.cause : null
}

function currentIn(refusal: ApplicationFailure): number {
  const [details] = refusal.details ?? []
  const current = details !== null && typeof details === 'object' && 'current' in details ? details.current : null
  return typeof current === 'number' ? current : 1
}

/** Whether Temporal answered at all; only silence opens the circuit. */
function isAnswer(error: unknown): boolean {
  if (isBrokenCircuitError(error) || error instanceof TooSlow || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return false
  return !isGrpcServiceError(error) || error instanceof WorkflowNotFoundError
}
