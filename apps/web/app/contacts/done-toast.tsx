import { addressOf } from '../reach/addresses.ts'
import { UndoToast } from '../forms/undo-toast.tsx'
import type { JustDone } from './just-done.server.ts'

/** Says that a contact was just removed or merged, and undoes it. */
export function DoneToast({ done }: { readonly done: JustDone | null }) {
  if (done === null) return null
  const said = (
    <>
      {done.wasRemoved ? 'Removed' : 'Merged'} <bdi>{done.name}</bdi>.
    </>
  )
  return (
    <UndoToast
      key={done.change}
      said={said}
      action={addressOf.contact(done.contact)}
      fields={{ intent: 'undo', change: done.change }}
      asked="done"
    />
  )
}
