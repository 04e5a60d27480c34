import { z } from 'zod'
import { defineNode, type ConfigIssue } from '../../language/node.ts'
import { drawnShare } from './drawn-share.ts'

const MOST_SHARES = 10

const share = z.strictObject({
  id: z
    .string('Give each share an id of its own.')
    .regex(/^[a-z0-9]{1,8}$/, 'The id of a share has 1 to 8 small letters or digits.')
    .meta({
      label: 'Id',
      help: 'What its exit is called in the drawing. It stays when the share is renamed.',
      widget: 'row-id',
    }),
  name: z
    .string('Name this share.')
    .trim()
    .min(1, 'Name this share.')
    .max(40, 'A name can have at most 40 characters.')
    .meta({ label: 'Name', help: 'What its exit is called, such as “New greeting”.', widget: 'text' }),
  percent: z
    .int('Give this share a whole number of percent.')
    .min(0, 'A share is between 0 and 100 %.')
    .max(100, 'A share is between 0 and 100 %.')
    .meta({ label: 'Share', help: 'Of all calls that come here. All shares together are 100 %.', widget: 'percent' }),
})

/** Sends a share of the calls each way. */
export const split = defineNode({
  kind: 'split',
  label: 'Split by share',
  help: 'Sends a share of the calls each way, by chance. A call’s way is drawn when it comes in.',
  icon: 'ArrowsSplit',
  group: 'ways',
  config: z.strictObject({
    shares: z
      .array(
        share.meta({ label: 'Share', help: 'One way for calls to go on.', widget: 'group' }),
        'Say which shares there are.',
      )
      .min(2, 'A split has at least two shares.')
      .max(MOST_SHARES, `A split can have at most ${MOST_SHARES} shares.`)
      .default([
        { id: '1', name: 'First half', percent: 50 },
        { id: '2', name: 'Second half', percent: 50 },
      ])
      .meta({ label: 'Shares', help: 'Each has an exit of its own.', widget: 'list' }),
  }),
  exits: ({ shares = [] }) =>
    shares.flatMap(({ id, name = '', percent }) =>
      id ? [{ name: `share-${id}` as const, words: exitWords(name, percent), mustConnect: true, quick: true }] : [],
    ),
  outage: 'share-1', // the first of those that there are
  summary: ({ shares }) => shares.map(({ name, percent }) => `${name} ${percent} %`).join(', '),
  decide: ({ shares }, { seed, node }) => `share-${drawnShare(shares, { seed, node }).id}`,
  check({ shares }) {
    const issues: ConfigIssue[] = []
    const sum = shares.reduce((all, { percent }) => all + percent, 0)
    if (sum !== 100)
      issues.push({
        field: 'shares',
        severity: 'error',
        message: `The shares add up to ${sum} %. Change them until they are 100 % together.`,
      })
    for (const [at, { id, name }] of shares.entries()) {
      const earlier = shares.slice(0, at)
      if (earlier.some((other) => other.id === id))
        issues.push({
          field: `shares[${at}]`,
          severity: 'error',
          message: 'Another share has this id: each needs its own.',
        })
      if (earlier.some((other) => other.name === name))
        issues.push({
          field: `shares[${at}].name`,
          severity: 'warning',
          message: 'Another share has this name: nobody can tell the two apart in a call’s story.',
        })
    }
    return issues
  },
})
export type Split = typeof split

function exitWords(name: string, percent: unknown): string {
  return typeof percent === 'number' ? `${name.trim() || 'Share'} (${percent} %)` : name.trim() || 'Share'
}
