import { useFetcher } from 'react-router'
import { isBusy } from '../reach/answer-unreached.ts'
import type { FormAnswer } from './read-form.server.ts'

/**
 * A form that stays on its page: with a script through a fetcher of its own, without one as a document, whose answer the
 * page hands down.
 */
export function useAnsweredForm(fromPage: FormAnswer | undefined) {
  const fetcher = useFetcher<FormAnswer>()
  return { fetcher, answer: fetcher.data ?? fromPage, busy: isBusy(fetcher.state, fetcher.data) }
}
