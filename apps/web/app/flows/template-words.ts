/** What a new flow can begin with, in the order in which it is offered. */
export const templates = {
  empty: { label: 'Nothing yet', help: 'Only the incoming call. Draw the rest yourself.' },
  sales: {
    label: 'One after another',
    help: 'Rings the number’s routing list in order for 20 s each, then takes a voicemail.',
  },
  support: { label: 'Everyone at once', help: 'Welcomes the caller, rings everyone for 30 s, then takes a voicemail.' },
  quick: { label: 'Short rings', help: 'Rings the routing list for only 5 s each, then takes a short voicemail.' },
  solo: { label: 'Solo', help: 'Rings you, takes a message, and texts whoever leaves none.' },
  'sales-chain': {
    label: 'Sales line',
    help: 'Rings sales in order, tries again who declined, and confirms messages by text.',
  },
  'support-hours': {
    label: 'Support with hours',
    help: 'Rings everyone while you are open; when you are closed, callers hear when to call.',
  },
  clinic: {
    label: 'Clinic',
    help: 'Appointments, prescriptions, and an urgent line to the doctor on call, also at night.',
  },
  restaurant: {
    label: 'Restaurant',
    help: 'Takes bookings, and tells callers your hours and the way without anybody picking up.',
  },
  'law-firm': {
    label: 'Law firm',
    help: 'Sends clients straight to their lawyers, and asks everyone else what it is about.',
  },
  'holiday-closing': {
    label: 'Holiday closing',
    help: 'On the days that you name, callers hear when you are back and get it as a text.',
  },
  'ai-front-desk': {
    label: 'AI front desk',
    help: 'An assistant answers, hands over to people, and takes callers back when nobody is free.',
  },
  'ai-after-hours': {
    label: 'AI after hours',
    help: 'The team by day; at night an assistant, who reaches whoever is on call if it cannot wait.',
  },
  'on-call-rota': {
    label: 'On-call rota',
    help: 'Each call begins with the next person; a backup is rung before an incident is recorded.',
  },
  'two-languages': { label: 'Two languages', help: 'English or Spanish, with a team and a voicemail for each.' },
  'callback-line': {
    label: 'Callback line',
    help: 'Asks for a number, reads it back, takes a message and confirms by text that you will call.',
  },
} as const

export type TemplateName = keyof typeof templates

/** Small ones to build on. */
export const beginnings = ['empty', 'sales', 'support', 'quick'] as const satisfies readonly TemplateName[]
/** Whole ones, each with scenarios that prove it: `flows/examples/<name>`. */
export const wholeFlows = [
  'solo',
  'sales-chain',
  'support-hours',
  'clinic',
  'restaurant',
  'law-firm',
  'holiday-closing',
  'ai-front-desk',
  'ai-after-hours',
  'on-call-rota',
  'two-languages',
  'callback-line',
] as const satisfies readonly TemplateName[]
export const templateNames = [...beginnings, ...wholeFlows] as const
