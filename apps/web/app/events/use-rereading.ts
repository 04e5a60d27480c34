import { use, useCallback } from 'react'
import { UNSAFE_DataRouterContext as DataRouterContext, useRevalidator, type DataRouter } from 'react-router'

/**
 * @returns how to reread the page's data once nothing is under way. What somebody sends or opens goes first: a rereading
 * that begins while the router is still finding the page that an answer leads to would take its place.
 */
export function useRereading(): () => void {
  const { revalidate } = useRevalidator()
  // asked, not followed: whoever rereads need not be drawn again whenever something is sent
  const router = use(DataRouterContext)?.router
  return useCallback(() => {
    const reread = (): void => {
      if (router === undefined || isIdle(router.state)) return void revalidate()
      const stop = router.subscribe((state) => {
        if (!isIdle(state)) return
        stop()
        setTimeout(reread)
      })
    }
    reread()
  }, [router, revalidate])
}

/** Whether nobody has sent anything that is not answered, and no page is on its way. */
function isIdle({ navigation, fetchers }: DataRouter['state']): boolean {
  return (
    navigation.state === 'idle' &&
    [...fetchers.values()].every(({ state, formMethod }) => state === 'idle' || formMethod === undefined)
  )
}
