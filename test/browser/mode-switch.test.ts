import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { test } from './in-browsers.ts'
import { borrowingLine, LinePage } from './lines.ts'

const GREETING = 'Our assistant takes your message.'

test('[W5] [W11] Adam switches a line on its page between two calls: the first rings the team and hears nothing of the AI, the second goes to the AI and rings nobody', async ({
  ground,
}) => {
  const name = `AI or team ${randomUUID().slice(0, 4)}`
  const adam = await ground.person('adam')
  const flow = await DrawnFlow.begin(adam, name)
  await flow.drops('Mode', { rightOf: 'Incoming call' })
  await flow.leads({ exit: 'Call comes in', of: 'Incoming call' }, 'Mode')
  await flow.pulls('Voicemail', { exit: 'The AI answers', of: 'Mode' })
  await flow.leads({ exit: 'The team answers', of: 'Mode' }, 'Voicemail')
  await flow.dropsOnto('Ring in order', { exit: 'The team answers', of: 'Mode' }, 'Voicemail')
  await flow.leads({ exit: 'Nobody available', of: 'Ring in order' }, 'Voicemail')
  await flow.sets('Voicemail', { Greeting: GREETING })
  await flow.publishes(1)

  await borrowingLine(ground, 'Quick', async () => {
    const line = new LinePage(adam, 'Quick')
    await line.opens()
    await line.answersWith(name)
    await ground.nextCallHears('Quick', GREETING)
    const switches = adam.page.getByRole('region', { name: 'Who answers' })
    await switches.getByText('The team answers.').waitFor()
    await switches.getByText('Nobody has switched this number yet').waitFor()

    const first = await ground.dial('+12025550191', 'Quick')
    await ground.acts('ana', 'answer')
    await ground.acts('ana', 'press', { keys: '1' })
    await expect.poll(async () => (await ground.plane.call(first)).with).toBe(ground.phoneOf('ana'))
    await switches.getByRole('button', { name: /^Let the AI answer/ }).click()
    await switches.getByText('The AI answers.').waitFor()
    await switches.getByText('Switched by Adam').waitFor()
    await ground.nextCallIsFor('Quick', 'ai')

    const second = await ground.dial('+12025550192', 'Quick')
    const hears = async (call: string) =>
      (await ground.plane.call(call)).timeline.filter(({ who, what }) => who === 'caller' && what === 'hears')
    await expect.poll(async () => (await hears(second)).map(({ detail }) => detail).join()).toContain(GREETING)
    expect((await ground.plane.call(second)).legs).toHaveLength(0)
    // who talks goes on to talk
    expect((await ground.plane.call(first)).with).toBe(ground.phoneOf('ana'))
    expect((await hears(first)).filter(({ detail }) => detail.includes('assistant'))).toEqual([])

    await switches.getByRole('button', { name: /^Let the team answer/ }).click()
    await ground.nextCallIsFor('Quick', 'team')

    const ben = await ground.person('ben')
    await ben.opens(new URL(adam.page.url()).pathname)
    await ben.page.getByText('Only owners, admins and admins of the number can switch who answers.').waitFor()
    expect(await ben.page.getByRole('button', { name: /^Let the/ }).count()).toBe(0)
  })
})
