import { activityInfo } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { beating, type Attempt } from './attempt.ts'

/** An order that is given, and by when it was. */
interface Given {
  /** The same when it is given again, and no other order's of its call meanwhile. */
  readonly name: string
  /** When its workflow task gave it, by Temporal's clock; milliseconds since 1970. What the task gives once more bears the same. */
  readonly givenAt: number
}

/** An order that this process carries out, or has carried out for a task that had been let go by then. */
interface UnderWay {
  readonly doing: Promise<unknown>
  /** By whom it was given last. */
  givenAt: number
  /** Tasks and activities that wait for it. */
  waiting: number
  isDone: boolean
}

const underWay = new Map<string, UnderWay>()

/**
 * Carries an order out. Where a workflow task waits for it, it may take a moment only, as whatever else is told to its call
 * waits behind that task: then the task is let go, the order goes on here, and whoever gives it again joins it, or takes its
 * answer if that has come meanwhile. Until somebody does, it begins nothing that must not be done twice: the order may be given
 * to another process.
 * @throws ApplicationFailure when the moment is over, or what the order throws.
 */
export async function carriedOut<T>(given: Given, work: (attempt: Attempt) => Promise<T>): Promise<T> {
  const before = underWay.get(given.name)
  if (activityInfo().isLocal) {
    const one = before && !before.isDone ? before : begin(given, work)
    return await withinAMoment(joined<T>(one, given), one)
  }
  if (!before || (before.isDone && before.givenAt !== given.givenAt)) return await beating(work)
  if (before.isDone) underWay.delete(given.name)
  const doing = joined<T>(before, given)
  return await beating((attempt) => doing.catch(() => work(attempt)))
}

function begin<T>({ name, givenAt }: Given, work: (attempt: Attempt) => Promise<T>): UnderWay {
  const doing = beating((attempt) => work({ ...attempt, isOurs: () => one.waiting > 0 && attempt.isOurs() }), givenAt)
  const one: UnderWay = { doing, givenAt, waiting: 0, isDone: false }
  underWay.set(name, one)
  const forget = (): void => {
    if (underWay.get(name) === one) underWay.delete(name)
  }
  doing.then(() => {
    one.isDone = true
    if (one.waiting > 0) forget()
    else setTimeout(forget, GIVEN_AGAIN_WITHIN).unref()
  }, forget)
  return one
}

/** Of the same name, and so of the same order. */
function joined<T>(one: UnderWay, { givenAt }: Given): Promise<T> {
  one.waiting += 1
  one.givenAt = givenAt
  return one.doing as Promise<T>
}

async function withinAMoment<T>(doing: Promise<T>, one: UnderWay): Promise<T> {
  const { promise: isOver, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    one.waiting -= 1
    reject(ApplicationFailure.nonRetryable('it takes longer than a workflow task may wait', 'takes-longer'))
  }, A_MOMENT)
  try {
    return await Promise.race([doing, isOver])
  } finally {
    clearTimeout(timer)
  }
}

/** An order that could not be written first is not carried out where nobody counts how often. */
export function notWritten(): ApplicationFailure {
  return ApplicationFailure.nonRetryable('the order could not be written before it is carried out', 'not-written')
}

/** Longer than a carrier mostly takes, and shorter than anybody notices. Milliseconds. */
const A_MOMENT = 500
/** A task that is let go gives its order again at once, and a worker takes it, if there is any. Milliseconds. */
const GIVEN_AGAIN_WITHIN = 10_000
