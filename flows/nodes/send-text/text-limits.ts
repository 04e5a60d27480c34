/**
 * How many texts go out within a day, over all calls and flows of an organisation: two machines that answer each other, or
 * somebody who calls again and again, cost no more than this. Texts count that were begun, whatever came of them.
 */
export const textLimits = {
  /** Milliseconds. */
  within: 24 * 3_600_000,
  /** To one number of somebody outside. */
  caller: 10,
  /** To the phone of one of its own people. */
  member: 200,
  /** To all together. */
  organisation: 1000,
} as const
