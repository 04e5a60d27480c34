import { activityInfo } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { beating, type Attempt } from './attempt.ts'

/** Orders that are being carried out by this process, by their names. */
const running = new Map<string, Promise<unknown>>()

/**
 * Carries an order out. Where a workflow task waits for it, it may take a moment only, as whatever else is told to its call
 * waits behind that task: then the task is let go, the order goes on here, and whoever gives it again joins it.
 * @param order its name, the same when it is given again.
 * @param order.givenAt when its workflow task gave it, by Temporal's clock; milliseconds since 1970.
 * @throws ApplicationFailure when the moment is over, or what the order throws.
 */
export async function carriedOut<T>(
  { name, givenAt }: { readonly name: string; readonly givenAt: number },
  work: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  // of the same name, and so of the same order
  const before = running.get(name) as Promise<T> | undefined
  if (!activityInfo().isLocal) return await beating((attempt) => before?.catch(() => work(attempt)) ?? work(attempt))
  const doing = before ?? beating(work, givenAt)
  if (!before) {
    running.set(name, doing)
    const forget = (): void => void running.delete(name)
    doing.then(forget, forget)
  }
  return await withinAMoment(doing)
}

async function withinAMoment<T>(doing: Promise<T>): Promise<T> {
  const { promise: isOver, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(ApplicationFailure.nonRetryable('it takes longer than a workflow task may wait', 'takes-longer')),
    A_MOMENT,
  )
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
