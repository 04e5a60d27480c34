import { folded, matchesPattern } from './patterns.ts'
import { placeOn } from './scale.ts'

/** What is asked of a value. Texts are compared without regard to capitals and spaces around them. */
export type Comparison =
  | { readonly is: 'equal'; readonly to: string }
  | { readonly is: 'one-of'; readonly of: readonly string[] }
  | { readonly is: 'like'; readonly pattern: string }
  /** Both ends belong to it. Times may go over midnight. */
  | { readonly is: 'between'; readonly from: string; readonly to: string }
  | { readonly is: 'before'; readonly than: string }
  | { readonly is: 'after'; readonly than: string }
  | { readonly is: 'empty' }
  | { readonly is: 'known' }

/** Whether it is so. Total: what is missing is empty, and what is of another kind than it is compared with is neither before nor after it. */
export function holds(value: string, comparison: Comparison): boolean {
  const text = folded(value)
  switch (comparison.is) {
    case 'equal':
      return text === folded(comparison.to)
    case 'one-of':
      return comparison.of.some((one) => text === folded(one))
    case 'like':
      return matchesPattern(text, comparison.pattern)
    case 'between':
      return isBetween(text, comparison.from, comparison.to)
    case 'before':
      return orderOf(text, comparison.than) < 0
    case 'after':
      return orderOf(text, comparison.than) > 0
    case 'empty':
      return text === ''
    case 'known':
      return text !== ''
  }
}

function isBetween(text: string, from: string, to: string): boolean {
  const [begin, end] = [placeOn(from), placeOn(to)]
  const isOverMidnight = begin?.scale === 'time' && end?.scale === 'time' && begin.at > end.at
  const [afterBegin, beforeEnd] = [orderOf(text, from) >= 0, orderOf(text, to) <= 0]
  return isOverMidnight ? afterBegin || beforeEnd : afterBegin && beforeEnd
}

/** Less than 0: before; more: after; not a number: neither, nor the same. */
function orderOf(text: string, other: string): number {
  const [one, two] = [placeOn(text), placeOn(other)]
  return one && two && one.scale === two.scale ? one.at - two.at : Number.NaN
}
