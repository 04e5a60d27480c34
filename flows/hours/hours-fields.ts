import { z } from 'zod'
import { isHolidayPlace } from './holiday-place.ts'
import { isTimeZone, NO_SUCH_ZONE } from '../language/time-zone.ts'
import { weekdays } from './hours.ts'
import { isDay, isDayAndTime } from './time-of-day.ts'
import { dayTrouble, namedTrouble } from './week-trouble.ts'

const NO_SUCH_PLACE = 'Choose a country or region from the list.'
const MOST_SPANS = 12
const MOST_DATES = 200

const dayHours = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({ kind: z.literal('all-day') }),
  z.strictObject({
    kind: z.literal('spans'),
    spans: z
      .array(z.strictObject({ from: z.string().max(5), to: z.string().max(5) }))
      .max(MOST_SPANS, `A day can have at most ${MOST_SPANS} opening times.`),
  }),
])

const usual = { kind: 'spans' as const, spans: [{ from: '09:00', to: '17:00' }] }
const closed = { kind: 'closed' as const }
/** What is proposed: working days from nine to five. */
export const usualWeek = {
  monday: usual,
  tuesday: usual,
  wednesday: usual,
  thursday: usual,
  friday: usual,
  saturday: closed,
  sunday: closed,
}

const day = (message: string) => z.string(message).refine(isDay, message)

/** The form fields of opening hours, whoever has them: a node, or a schedule that several share. */
export const hoursFields = {
  week: z
    .strictObject({
      monday: dayHours,
      tuesday: dayHours,
      wednesday: dayHours,
      thursday: dayHours,
      friday: dayHours,
      saturday: dayHours,
      sunday: dayHours,
    })
    .superRefine((week, { addIssue }) => {
      for (const weekday of weekdays) {
        const message = dayTrouble(week[weekday])
        if (message !== null) addIssue({ code: 'custom', path: [weekday], message: namedTrouble(weekday, message) })
      }
    })
    .default(usualWeek)
    .meta({
      label: 'Opening hours',
      help: 'A time that ends before it begins goes on after midnight.',
      widget: 'week',
    }),
  timeZone: z.string().max(100, NO_SUCH_ZONE).refine(isTimeZone, NO_SUCH_ZONE).optional().meta({
    label: 'Time zone',
    help: 'The opening hours are those of its clocks.',
    widget: 'time-zone',
    absent: 'The flow’s own',
  }),
  publicHolidays: z.string().max(40, NO_SUCH_PLACE).refine(isHolidayPlace, NO_SUCH_PLACE).optional().meta({
    label: 'Public holidays',
    help: 'Calls on the public holidays of this country or region take the exit “Holiday”.',
    widget: 'holiday-place',
    absent: 'None',
  }),
  dates: z
    .array(
      z
        .strictObject({
          name: z
            .string('Name this day.')
            .trim()
            .min(1, 'Name this day.')
            .max(60, 'A name can have at most 60 characters.')
            .meta({ label: 'Name', help: 'Such as “Company outing”.', widget: 'text' }),
          first: day('Choose the day.').meta({ label: 'Day', help: 'The first of several.', widget: 'date' }),
          last: day('Choose the last day, or leave it empty.').optional().meta({
            label: 'Until',
            help: 'The last of several days.',
            widget: 'date',
            absent: 'This one day',
          }),
          as: z
            .enum(['off', 'usual'])
            .default('off')
            .meta({
              label: 'On this day',
              help: 'It is a holiday, or open as usual although it is a public holiday.',
              widget: 'choice',
              choices: { off: 'Holiday', usual: 'Open as usual' },
            }),
        })
        .refine(({ first, last = first }) => first <= last, {
          path: ['last'],
          message: 'The last day is before the first.',
        })
        .meta({ label: 'Day', help: 'A day that is not as any other.', widget: 'group' }),
    )
    .max(MOST_DATES, `There can be at most ${MOST_DATES} days.`)
    .default([])
    .meta({
      label: 'Own days',
      help: 'Days on which calls take the exit “Holiday”, or on which you are open although it is a public holiday.',
      widget: 'list',
    }),
  closedUntil: z.string().refine(isDayAndTime, 'Choose a day and a time.').optional().meta({
    label: 'Closed for now, until',
    help: 'Until then every call takes the exit “Closed”; after that the opening hours hold again by themselves.',
    widget: 'date-time',
    absent: 'Not closed',
  }),
} as const
