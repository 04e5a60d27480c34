import { use, useCallback } from 'react'
import { UNSAFE_DataRouterContext as DataRouterContext, type DataRouter } from 'react-router'

/**
 * @returns how to do something once nothing is under way, for what nobody asked for at that moment: it would take the place
 * of what somebody sends or opens. That in turn returns how to let it be.
 */
export function useWhenIdle(): (then: () => void) => () => void {
  // asked, not followed: whoever waits need not be drawn again whenever something is sent
  const router = use(DataRouterContext)?.router
  return useCallback(
    (then) => {
      let letBe = (): void => undefined
      const now = (): void => {
        if (router === undefined || isIdle(router.state)) return then()
        const stop = router.subscribe((state) => {
          if (!isIdle(state)) return
          stop()
          const timer = setTimeout(now)
          letBe = () => clearTimeout(timer)
        })
        letBe = stop
      }
      now()
      return () => letBe()
    },
    [router],
  )
}

/** Whether nobody has sent anything that is not answered, and no page is on its way. */
function isIdle({ navigation, fetchers }: DataRouter['state']): boolean {
  return (
    navigation.state === 'idle' &&
    [...fetchers.values()].every(({ state, formMethod }) => state === 'idle' || formMethod === undefined)
  )
}
