import { describe, expect, test } from 'vitest'
import { studioFlows } from '#flows/testing/studio-flows.ts'
import { officeText } from '#test/builders/small-office.ts'
import { runCommand } from './run-command.ts'

const run = (args: readonly string[], text: string) => {
  const { out, error, code } = runCommand(args, (file) => {
    if (file !== 'f') throw new Error('there is no such file')
    return text
  })
  return { out, error, code, json: (): unknown => JSON.parse(out) }
}

describe('npm run flow -- import-studio', () => {
  test('writes a flow file that the other commands take, and tells what became of each widget beside it', () => {
    const came = run(['import-studio', 'f'], JSON.stringify(studioFlows.frontDesk))
    expect(came.code).toBe(0)
    expect(run(['check', 'f'], came.out).code).toBe(0)
    expect(run(['convert', 'f', '--to', 'yaml'], came.out).out).toBe(
      run(['import-studio', 'f', '--to', 'yaml'], JSON.stringify(studioFlows.frontDesk)).out,
    )
    expect(came.error).toContain('~ Trigger (trigger) → incoming-call: ')
    expect(came.error).toContain('= by_key (split-based-on): Its branches are the keys of “main_menu”.\n')
    expect(came.error).toContain('- text_back (send-message): ')
  })

  test('says the same in one line, and ends with 1 where the draft is to be finished', () => {
    const came = run(['import-studio', 'f', '--json'], JSON.stringify(studioFlows.afterHours))
    expect(came).toMatchObject({ code: 1, error: '' })
    expect(came.out.trim()).not.toContain('\n')
    expect(Object.keys(Object(came.json()))).toEqual(['flow', 'report'])
    expect(came.json()).toMatchObject({
      flow: { format: 2, name: 'After hours' },
      report: expect.arrayContaining([
        { widget: 'day_flow', type: 'run-subflow', result: 'changed', nodes: ['day_flow'], reason: expect.any(String) },
      ]),
    })
  })

  test.each([
    ['what is no document', '['.repeat(1000)],
    ['what is no flow of Studio', '{"name": "x"}'],
    ['an alias', 'states: [&a {name: x}, *a]'],
  ])('ends with 2 at %s, and says why', (_sentence, text) => {
    const came = run(['import-studio', 'f', '--json'], text)
    expect(came).toMatchObject({ code: 2 })
    expect(came.json()).toMatchObject({ ok: false, issues: [{ level: 'error', code: 'document' }] })
    expect(run(['import-studio', 'f'], text)).toMatchObject({ code: 2, out: '', error: expect.stringMatching(/^f: /) })
  })

  test('wants one file that is there', () => {
    expect(run(['import-studio', 'gone'], '').code).toBe(2)
    expect(run(['import-studio'], '').error).toContain('Usage:')
    expect(run(['import-studio', 'f', '--to', 'xml'], '').error).toContain('Usage:')
  })
})

describe('npm run flow -- export-swml', () => {
  test('writes a document, and says beside it what nobody is told', () => {
    const came = run(['export-swml', 'f'], officeText())
    expect(came.code).toBe(0)
    expect(JSON.parse(came.out)).toMatchObject({ version: '1.0.0', sections: { main: expect.any(Array) } })
    expect(came.error).toContain('warning at vm: Messages stay at the carrier')
    expect(came.error).toContain('warning at sales: Nobody looks at which countries may be called')
    expect(run(['export-swml', 'f', '--json'], officeText()).json()).toMatchObject({
      ok: true,
      swml: JSON.parse(came.out),
      issues: expect.arrayContaining([expect.objectContaining({ level: 'warning', node: 'hello', code: 'carrier' })]),
    })
  })

  test('refuses a flow with slips by what check says', () => {
    const came = run(['export-swml', 'f', '--json'], officeText().replace('to: bye', 'to: gone'))
    expect(came.code).toBe(1)
    expect(came.json()).toMatchObject({
      ok: false,
      issues: expect.arrayContaining([expect.objectContaining({ code: 'shape' })]),
    })
  })

  test('cannot use what is no flow', () => {
    expect(run(['export-swml', 'f', '--json'], '{}').code).toBe(2)
    expect(run(['export-swml', 'gone'], '').code).toBe(2)
  })
})
