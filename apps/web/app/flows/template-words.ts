/** What a new flow can begin with, in the order in which it is offered. */
export const templates = {
  empty: { label: 'Nothing yet', help: 'Only the incoming call. Draw the rest yourself.' },
  sales: {
    label: 'One after another',
    help: 'Rings the number’s routing list in order for 20 s each, then takes a voicemail.',
  },
  support: { label: 'Everyone at once', help: 'Welcomes the caller, rings everyone for 30 s, then takes a voicemail.' },
  quick: { label: 'Short rings', help: 'Rings the routing list for only 5 s each, then takes a short voicemail.' },
} as const

export type TemplateName = keyof typeof templates
export const templateNames = ['empty', 'sales', 'support', 'quick'] as const satisfies readonly TemplateName[]
