import { sayAbove } from './page-note.ts'
import { askRelease, reached } from './reach.ts'

/** Where what was typed is kept for the document after this one: its path, and each field by its name, its place among those, and its text. */
export const KEPT = 'typed'
export type Kept = readonly [path: string, fields: readonly (readonly [name: string, place: number, value: string])[]]

/**
 * A new release while a page is open: files of the old one are gone, so that the next page or part of one cannot be loaded.
 * The router would then reload the document by itself, and what somebody was typing would be gone with it. Instead they
 * are told, and what they typed is kept for the document after this one. Every page carries this, so it is short.
 */
export function watchForUpdates(): void {
  addEventListener('input', ({ target }) => typed.add(target as HTMLInputElement)) // or another kind of field, which says by its type that it is one
  addEventListener('pagehide', keepTyped)
  const { navigation } = window as { readonly navigation?: EventTarget } // where browsers have it
  navigation?.addEventListener('navigate', (event) => {
    const { navigationType, userInitiated, destination } = event as Event & {
      readonly navigationType?: string
      readonly userInitiated?: boolean
      readonly destination?: { readonly url: string; readonly sameDocument: boolean }
    } // as that interface says
    if (!navigator.onLine && navigationType !== 'reload' && destination && isOwnDocument(destination)) {
      event.preventDefault() // as by "Sign out": the browser would put a page of its own in this one's place
      void reached()
      return
    }
    if (navigationType !== 'reload' || userInitiated || isWanted) return
    event.preventDefault()
    void sayStale()
  })
}

function isOwnDocument({ url, sameDocument }: { readonly url: string; readonly sameDocument: boolean }): boolean {
  return !sameDocument && new URL(url).origin === location.origin
}

/** Says, once the server answers, why a file of this page cannot be had, and how to go on. */
export async function sayStale(): Promise<void> {
  keepTyped()
  await reached()
  const why = (await askRelease()) === 'another' ? 'Ringdown was updated' : 'A part of this page could not be loaded'
  sayAbove(`${why}: reload to go on. What you typed is kept.`, {
    words: 'Reload',
    onClick() {
      isWanted = true
      location.reload()
    },
  })
}

function keepTyped(): void {
  const fields = [...typed].filter((field) => field.isConnected && TEXT.test(field.type) && !isSaved(field))
  const kept = fields.map(
    (field) => [field.name, [...document.getElementsByName(field.name)].indexOf(field), field.value] as const,
  )
  // what is gone from the page by now was kept before
  if (kept.length > 0) sessionStorage.setItem(KEPT, JSON.stringify([location.pathname, kept] satisfies Kept))
}

/** A form may say what its fields were drawn from (`useFields`): what was saved would come back over what others save. */
function isSaved({ form, name, value }: HTMLInputElement): boolean {
  const was = form?.elements.namedItem(`was.${name}`)
  return was instanceof HTMLInputElement && was.value === value
}

/** No secrets, and nothing that is not text. */
const TEXT = /text|search|tel|mail|url|number|date/
const typed = new Set<HTMLInputElement>()
let isWanted = false
