import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { test } from './in-browsers.ts'
import { happened, leavesMessage } from './leave-message.ts'
import { borrowingLine, LinePage } from './lines.ts'

const comesIn = { exit: 'Call comes in', of: 'Incoming call' }
const nobodyAnswers = { exit: 'Nobody answers', of: 'Ring a group' }
const everyoneDeclines = { exit: 'Everyone declines', of: 'Ring a group' }
const nobodyCanRing = { exit: 'Nobody available', of: 'Ring a group' }

test('[W8] A flow drawn from nothing by mouse and published answers the next call, and its next version the one after', async ({
  ground,
}) => {
  const name = `Drawn by mouse ${randomUUID().slice(0, 4)}`
  const adam = await ground.person('adam')
  const flow = await DrawnFlow.begin(adam, name)
  await flow.drops('Ring a group', { rightOf: 'Incoming call' })
  await flow.leads(comesIn, 'Ring a group')
  await flow.adds('Voicemail', nobodyAnswers)
  await flow.connects(everyoneDeclines, 'Voicemail')
  await flow.connects(nobodyCanRing, 'Voicemail')
  await flow.puts('Play', comesIn, 'Ring a group')
  await flow.sets('Play', { Text: 'Welcome to the drawn flow.' })
  await flow.sets('Voicemail', { Greeting: 'Speak after the drawn tone.' })

  await adam.page.getByRole('button', { name: 'Undo' }).click()
  await flow.node('Voicemail').getByText('“Speak after the drawn tone.”').waitFor({ state: 'detached' })
  await adam.page.getByRole('button', { name: 'Redo' }).click()
  await flow.node('Voicemail').getByText('“Speak after the drawn tone.”').waitFor()
  await flow.publishes(1)
  const address = adam.page.url()

  await borrowingLine(ground, 'Support', async () => {
    const line = new LinePage(adam, 'Support')
    await line.opens()
    await line.answersWith(name)
    await ground.nextCallHears('Support', 'Welcome to the drawn flow.')

    const call = await ground.dial('+12025550153', 'Support')
    await expect
      .poll(() => happened(ground, { call, who: 'caller', what: 'hears' }))
      .toContain('Welcome to the drawn flow.')
    for (const who of ['ana', 'ben', 'cy'] as const) await ground.acts(who, 'decline')
    await leavesMessage(ground, { call, text: 'Hello, this is Jonas.' })
    expect(await happened(ground, { call, who: 'caller', what: 'hears' })).toContain('Speak after the drawn tone.')
    await adam.opens(`/calls/${call}`)
    await adam.page.getByRole('link', { name: `${name}, version 1` }).waitFor()

    await adam.opens(new URL(address).pathname)
    await flow.sets('Play', { Text: 'Welcome to its next version.' })
    await flow.publishes(2)
    await ground.nextCallHears('Support', 'Welcome to its next version.')
    const next = await ground.dial('+12025550153', 'Support')
    await expect
      .poll(() => happened(ground, { call: next, who: 'caller', what: 'hears' }))
      .toContain('Welcome to its next version.')
  })
})
