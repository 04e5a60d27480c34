import { Textarea } from '@mantine/core'
import { remarkKey } from '../drawing/remarks.ts'
import type { FlowRemark } from '#flows/language/flow.ts'
import { useDeeds, useEditor } from '../editor-context.ts'

/** The words of a note that lies on the canvas. */
export function RemarkForm({ remark }: { readonly remark: FlowRemark }) {
  const { canEdit } = useEditor()
  const { setRemark } = useDeeds()
  return (
    <Textarea
      label="Note"
      description="For the people who edit this flow. Callers never hear it."
      autosize
      minRows={4}
      maxRows={16}
      maxLength={2000}
      autoFocus={remark.text === ''} // just laid down: what comes next is writing
      value={remark.text}
      disabled={!canEdit}
      onChange={(event) => setRemark(remarkKey(remark.id), event.currentTarget.value)}
    />
  )
}
