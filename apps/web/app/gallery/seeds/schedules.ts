/** Opening hours that flows share. */
export const schedules = [
  { id: '5ea50000-0000-4000-8000-0000000000a1', name: 'Office hours' },
  { id: '5ea50000-0000-4000-8000-0000000000a2', name: 'Workshop' },
]
