import { useState } from 'react'
import { useActionData, useLocation } from 'react-router'

/**
 * What came of the form that was sent to this page, until another is sent or another page is opened. The router itself
 * forgets it as soon as the page's data are read again, which anybody’s deed can bring about.
 */
export function usePageAnswer<Action>(): ReturnType<typeof useActionData<Action>> {
  const answer = useActionData<Action>()
  const { key } = useLocation()
  const [kept, setKept] = useState({ answer, key })
  if (key !== kept.key || (answer !== undefined && answer !== kept.answer)) setKept({ answer, key })
  return answer ?? (key === kept.key ? kept.answer : undefined)
}
