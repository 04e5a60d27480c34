import { addressOf } from '../../reach/addresses.ts'
import WebhooksPage, {
  type action as webhooksAction,
  type loader as webhooksLoader,
} from '../../settings/webhooks.page.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import { done, refusedWith } from '../seeds/answers.ts'
import { PageStage, type DataOf } from '../stage.tsx'

type Webhooks = DataOf<typeof webhooksLoader>

function webhooks(
  id: string,
  name: string,
  more: (now: number) => Partial<Webhooks> = () => ({}),
  answered?: DataOf<typeof webhooksAction>,
): Exhibit {
  return {
    id,
    name,
    source: 'settings/webhooks.page.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof webhooksLoader, typeof webhooksAction>
        page={WebhooksPage}
        data={{ signingKey: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', secrets: [], ...more(now) }}
        at={addressOf.webhooks()}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

const some = (now: number): Partial<Webhooks> => ({
  secrets: [
    { id: '7d7f6a52-6a0a-4a7e-9f0e-1a2b3c4d5e6f', name: 'crm-key', setAt: now - 3 * 86_400_000 },
    { id: '8d7f6a52-6a0a-4a7e-9f0e-1a2b3c4d5e6f', name: `shop.${'long-'.repeat(10)}`, setAt: now - 60_000 },
  ],
})

export const webhooksGroup: ExhibitGroup = {
  id: 'webhooks',
  name: 'Webhooks',
  exhibits: [
    webhooks('webhooks', 'Webhooks: with secrets', some),
    webhooks('webhooks-none', 'Webhooks: nothing yet', () => ({ signingKey: null })),
    webhooks(
      'webhooks-set',
      'Webhooks: a secret is set',
      some,
      done('set', 'The secret is set. From the next call on, flows that name it send it.'),
    ),
    webhooks(
      'webhooks-used',
      'Webhooks: a secret that a flow still sends',
      some,
      refusedWith('remove', 'secret-in-use', { name: 'crm-key', flows: 'Sales' }),
    ),
  ],
}
