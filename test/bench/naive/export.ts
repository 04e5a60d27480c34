import { proxyActivities } from '@temporalio/workflow'
import type { AfterActivities } from '#activities/after-activities.ts'
import type { AfterCallInput } from '#workflows/messages.ts'

const { exportHistory } = proxyActivities<AfterActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s' },
})

/** What follows each call of the plain naive build, as the product had it before it copied histories in batches. */
export async function naiveExport(input: AfterCallInput): Promise<void> {
  await exportHistory(input)
}
