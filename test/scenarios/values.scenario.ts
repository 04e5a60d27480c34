import { drawn } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

const plain = drawn(
  'Werkstatt',
  [
    'play',
    { text: 'Guten Tag, {{caller.name | wer immer Sie sind}}. Hier ist {{number.name}} von {{business.name}}.' },
  ],
  ['ring-group', { seconds: 10 }],
  ['voicemail', { greeting: 'Rufen Sie bitte von {{caller.number | Ihrer Nummer}} aus wieder an.' }],
)
const inGerman = {
  ...plain,
  nodes: [
    ...plain.nodes.map((node) => (node.kind === 'incoming-call' ? { ...node, config: { language: 'de-DE' } } : node)),
    {
      id: 'thanks',
      kind: 'play',
      title: 'Danke',
      config: { text: 'Sie sprachen mit {{n2.answered-by}}.' },
      position: { x: 9, y: 1 },
    },
    { id: 'end', kind: 'hang-up', title: 'Ende', config: {}, position: { x: 10, y: 1 } },
  ],
  edges: [...plain.edges, { from: 'n2', exit: 'answered', to: 'thanks' }, { from: 'thanks', exit: 'next', to: 'end' }],
}

scenario(
  '[S4] Callers hear whom they have called, and to whom they have talked',
  { flow: inGerman, drivers: everywhere },
  async ({ caller, ben, clock, call }) => {
    await caller.dials()
    await caller.hears('Guten Tag, wer immer Sie sind. Hier ist Werkstatt von Harbour Bikes.')
    await clock.passes('6s')
    await ben.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await ben.hangsUp()
    await caller.hears('Sie sprachen mit Ben.')
    await caller.isLeftAlone()
    await call.isAnswered()
    await call.storySays(/Sie sprachen mit ⁨?Ben/)
  },
)

scenario(
  '[S4, pitfall 14] A number is read out digit by digit, and something stands for one that is withheld',
  { flow: inGerman },
  async ({ caller, anotherCaller, clock }) => {
    const hidden = anotherCaller(null)
    await caller.dials()
    await clock.passes('20s')
    await caller.hears('Rufen Sie bitte von 1 2 0 2 5 5 5 0 1 5 0 aus wieder an.')
    await caller.hangsUp()
    await hidden.dials()
    await clock.passes('20s')
    await hidden.hears('Rufen Sie bitte von Ihrer Nummer aus wieder an.')
    await hidden.hangsUp()
  },
)
