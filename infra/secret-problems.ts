/** What can go wrong with secrets: part of the catalogue in `errors.ts`. */
export const secretProblems = {
  'secrets-limit': {
    status: 409,
    title: 'An organisation can have at most {most} secrets.',
    fix: 'Remove a secret that no flow sends first.',
  },
  'secret-not-found': {
    status: 404,
    title: 'There is no such secret.',
    fix: 'Somebody has removed it: reload the page.',
  },
  'secret-in-use': {
    status: 409,
    title: 'The secret “{name}” is sent by {flows}.',
    fix: 'Take it out of these flows and publish them, then remove it.',
  },
} as const
