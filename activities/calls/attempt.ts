import { activityInfo, heartbeat } from '@temporalio/activity'

/** Which try of an order this is, and whether it still counts. */
export interface Attempt {
  /** 1 for the first. An order that is given again may have been done before. */
  readonly number: number
  /**
   * Whether Temporal counts its tries. One that a workflow task waits for is not counted: after its worker's death it is carried
   * out again as if for the first time, so it does nothing that has not been written before.
   */
  readonly isCounted: boolean
  /** When the order was given first, by Temporal's clock; milliseconds since 1970. */
  readonly orderedAt: number
  /**
   * The time by Temporal's clock, whose readings all orders carry: when this try was handed out, plus what has passed
   * since. Never later than it is there. Milliseconds since 1970.
   */
  now(): number
  /**
   * False when this process stood still for so long that somebody else has the order by now. Asked
   * right before each thing that must not be done twice.
   */
  isOurs(): boolean
  /** What the previous try remembered; undefined when there is nothing. */
  readonly remembered: unknown
  /** Keeps this for the next try, should this one fail. */
  remember(what: unknown): void
}

/** The only try, for somebody who wants nothing repeated. */
export function onlyAttempt(): Attempt {
  return {
    number: 1,
    isCounted: true,
    orderedAt: Date.now(),
    now: () => Date.now(),
    isOurs: () => true,
    remembered: undefined,
    remember: () => undefined,
  }
}

/**
 * Runs an activity with a heartbeat, so that the death of its worker is noticed within seconds. A
 * short one is done before its first beat and costs nothing. One that a workflow task waits for has none: the task's own
 * time-out stands for it.
 * @param givenAt when a workflow task gave the order, by Temporal's clock; milliseconds since 1970. Absent where Temporal tells.
 */
export async function beating<T>(work: (attempt: Attempt) => Promise<T>, givenAt?: number): Promise<T> {
  const info = activityInfo()
  const isCounted = !info.isLocal
  const orderedAt = (isCounted ? undefined : givenAt) ?? info.scheduledTimestampMs
  const triedAt = (isCounted ? undefined : givenAt) ?? info.currentAttemptScheduledTimestampMs
  const remembered: unknown = info.heartbeatDetails
  // each beat replaces what the one before said
  let keeps: unknown = remembered
  const beat = (): void => {
    if (isCounted) heartbeat(keeps)
  }
  const begunAt = performance.now()
  let beatenAt = begunAt
  let stoodStill = false
  const look = (): void => {
    const now = performance.now()
    if (now - beatenAt > STANDS_STILL) stoodStill = true
    beatenAt = now
  }
  const timer = setInterval(() => {
    look()
    beat()
  }, EVERY)
  try {
    return await work({
      number: info.attempt,
      isCounted,
      orderedAt,
      now: () => triedAt + performance.now() - begunAt,
      isOurs() {
        if (performance.now() - beatenAt > STANDS_STILL) stoodStill = true
        return !stoodStill
      },
      remembered,
      remember(what) {
        keeps = what
        beat()
      },
    })
  } finally {
    clearInterval(timer)
  }
}

/** Milliseconds between two beats; the time-outs of `workflows/call` are three of them. */
const EVERY = 1000

/**
 * What a worker with activities that beat must be told; otherwise Temporal's SDK holds beats back for four fifths of
 * the time-out, and a process that stands still for the rest, half a second, has lost its order.
 */
export const BEATS_AT_ONCE = { maxHeartbeatThrottleInterval: EVERY / 2 } as const

/** From here on the order may have been given to somebody else. Milliseconds. */
const STANDS_STILL = 2000
