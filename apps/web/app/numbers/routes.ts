import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** The list of numbers, and one number with its flow, people and routing list. */
export const numberRoutes: RouteConfigEntry[] = [
  route('numbers', 'numbers/numbers.page.tsx'),
  route('numbers/:number', 'numbers/number.page.tsx'),
]
