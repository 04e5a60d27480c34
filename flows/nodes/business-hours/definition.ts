import { z } from 'zod'
import { hoursFields, usualWeek } from '../../hours/hours-fields.ts'
import { statusAt } from '../../hours/status-at.ts'
import { weekdays } from '../../hours/hours.ts'
import { weekWords } from '../../hours/week-words.ts'
import { defineNode } from '../../language/node.ts'

/** Sends calls different ways while somebody is there, while nobody is, and on holidays. */
export const businessHours = defineNode({
  kind: 'business-hours',
  label: 'Business hours',
  help: 'Sends calls different ways when you are open, when you are closed, and on holidays. It is decided when a call comes in.',
  icon: 'ClockHour4',
  group: 'ways',
  config: z.strictObject({
    hours: z
      .discriminatedUnion(
        'kind',
        [
          z.strictObject({ kind: z.literal('own'), ...hoursFields }),
          z.strictObject({
            kind: z.literal('shared'),
            schedule: z
              .string('Choose shared hours.')
              .max(40, 'Choose shared hours.')
              .refine(isId, 'Choose shared hours.')
              .meta({
                label: 'Shared hours',
                help: 'Whoever changes them changes them for every flow that uses them, from the next call on.',
                widget: 'schedule',
              }),
          }),
        ],
        'Say which hours hold.',
      )
      .default({ kind: 'own', week: usualWeek, dates: [] })
      .meta({
        label: 'Hours',
        help: 'Hours of this node alone, or hours that several flows share.',
        widget: 'variant',
        choices: { own: 'Of this node', shared: 'Shared with other flows' },
      }),
  }),
  exits: [
    { name: 'open', words: 'Open', mustConnect: true, quick: true },
    { name: 'closed', words: 'Closed', mustConnect: true, quick: true },
    { name: 'holiday', words: 'Holiday', mustConnect: true, quick: true },
  ],
  outage: 'open',
  summary: ({ hours }, nameOf) =>
    hours.kind === 'own'
      ? weekWords(hours.week)
      : (nameOf?.(hours.schedule, 'Hours that were deleted') ?? 'Shared hours'),
  uses: ({ hours }) => ({ schedules: hours?.kind === 'shared' && hours.schedule ? [hours.schedule] : [] }),
  decide({ hours }, { schedules = {}, at, timeZone, publicHolidays }) {
    const known = hours.kind === 'own' ? hours : schedules[hours.schedule]
    if (!known) throw new Error('nobody knows the shared hours of this node')
    return statusAt(known, { at, timeZone, publicHolidays })
  },
  check: ({ hours }) =>
    hours.kind === 'own' && weekdays.every((day) => hours.week[day].kind === 'closed')
      ? [
          {
            field: 'hours.week',
            severity: 'warning',
            message: 'It is never open: every call takes the exit “Closed” or “Holiday”.',
          },
        ]
      : [],
})
/** Ids of things outside of the flow are uuids. */
function isId(text: string): boolean {
  return z.guid().safeParse(text).success
}
export type BusinessHours = typeof businessHours
