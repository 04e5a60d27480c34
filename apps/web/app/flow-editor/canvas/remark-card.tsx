import type { Node, NodeProps } from '@xyflow/react'
import { memo } from 'react'
import type { FlowRemark } from '#flows/language/flow.ts'
import styles from './canvas.module.css'

export type RemarkNode = Node<{ readonly remark: FlowRemark }, 'remark'>

/** A note that lies on the canvas by itself. */
export const RemarkCard = memo(function RemarkCard({ data: { remark }, selected }: NodeProps<RemarkNode>) {
  return (
    <p className={styles.remark} data-selected={selected} dir="auto">
      {remark.text || <span className={styles.unwritten}>Write this note in its settings.</span>}
    </p>
  )
})
