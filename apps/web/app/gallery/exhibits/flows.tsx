import { Button } from '@mantine/core'
import { addressOf } from '../../reach/addresses.ts'
import FlowsPage, { type loader as flowsLoader } from '../../flows/flows.page.tsx'
import { NoFlows } from '../../flows/no-flows.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import { flowLines } from '../seeds/flow-lines.ts'
import { PageStage, Stage, type DataOf } from '../stage.tsx'

function list(id: string, name: string, data: (now: number) => Omit<DataOf<typeof flowsLoader>, 'timeZone'>): Exhibit {
  return {
    id,
    name,
    source: 'flows/flows.page.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof flowsLoader>
        page={FlowsPage}
        data={{ timeZone: 'America/New_York', ...data(now) }}
        at={addressOf.flows()}
        answer={{ refused: 'Another flow has this name. Choose another name.', said: null }}
      />
    ),
  }
}

export const flowsGroup: ExhibitGroup = {
  id: 'flows',
  name: 'Flows',
  exhibits: [
    list('list', 'List: one of each', (now) => ({ flows: flowLines(now), canEdit: true })),
    list('list-much', 'List: much', (now) => ({
      flows: Array.from({ length: 12 }, (_, round) =>
        flowLines(now).map((flow) => ({ ...flow, id: `${flow.id}-${round}` })),
      ).flat(),
      canEdit: true,
    })),
    list('list-archived', 'List: some are archived', (now) => ({
      flows: flowLines(now).map((flow, index) => ({
        ...flow,
        archived: index % 2 === 1,
        numbers: index % 2 === 1 ? [] : flow.numbers,
      })),
      canEdit: true,
    })),
    list('list-empty', 'List: nothing is drawn', () => ({ flows: [], canEdit: true })),
    list('list-empty-read-only', 'List: nothing is drawn, for members', () => ({ flows: [], canEdit: false })),
    list('list-read-only', 'List, for members', (now) => ({ flows: flowLines(now), canEdit: false })),
    {
      id: 'empty',
      name: 'Nothing is drawn',
      source: 'flows/no-flows.tsx',
      show: () => (
        <Stage>
          <NoFlows>
            <Button>New flow</Button>
          </NoFlows>
        </Stage>
      ),
    },
  ],
}
