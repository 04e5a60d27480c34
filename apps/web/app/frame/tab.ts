import { useEffect } from 'react'
import { isolated } from '#flows/story/isolated.ts'

/** Shows in the tab how much waits to be read, and that a phone rings: before the title, and on the icon. */
export function useTab({ unread, ringing }: { readonly unread: number; readonly ringing: string | null }): void {
  useEffect(() => {
    const before =
      ringing === null ? (unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : '') : `${isolated(ringing)} is calling · `
    const apply = (): void => {
      const bare = document.title.replace(MARKED, '')
      const wanted = before === '' ? bare : `\u2063${before}\u2063${bare}`
      if (document.title !== wanted) document.title = wanted
    }
    apply()
    const observer = new MutationObserver(apply) // every page writes its own title
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => observer.disconnect()
  }, [unread, ringing])

  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"][type="image/svg+xml"]')
    if (!icon) return
    icon.href = unread > 0 || ringing !== null ? '/favicon-badge.svg' : '/favicon.svg'
  }, [unread, ringing])
}

/** What we wrote before a title stands between two invisible separators, so that it is found again. */
const MARKED = /^\u2063.*?\u2063/
