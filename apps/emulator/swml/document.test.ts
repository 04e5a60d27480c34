import { expect, test } from 'vitest'
import { script } from '../testing/lab.ts'
import { readDocument, readDocumentText } from './document.ts'

test('a document with what the documentation has and the shipped schema lacks is accepted', () => {
  expect(
    readDocument(
      script(
        {
          join_conference: {
            name: 'room',
            status_callback: 'https://a/b',
            status_callback_event: 'join leave',
            status_callback_event_type: 'relay',
            max_participants: 2,
          },
        },
        {
          connect: {
            parallel: [{ to: '+12025550121', status_url: 'https://a' }],
            status_url: 'https://a',
            confirm: [
              { prompt: { play: 'say:Press 1' } },
              { cond: [{ when: "prompt_value != '1'", then: [{ hangup: {} }] }] },
            ],
          },
        },
      ),
    ),
  ).toMatchObject({ ok: true })
})

test('a verb that is not played is a verb of documents with all its parameters, those too that the shipped schema lacks', () => {
  const sms = { to_number: '+12025550121', from_number: '+12025550100', body: 'Hello', status_callback: 'https://a' }
  for (const step of [
    { send_sms: sms },
    { stream: { url: 'wss://a' } },
    { ai: { prompt: { text: 'Hello' }, params: { utility_model: 'small' } } },
  ])
    expect(readDocument(script(step))).toMatchObject({ ok: true })
})

test.each([
  ['no sections', {}, 'relay_script_sections_missing'],
  ['no main', { sections: { other: [] } }, 'relay_script_main_section_missing'],
  ['an empty section', script(), 'relay_script_section_code_missing'],
  ['another version', { version: '2', sections: { main: [{ answer: {} }] } }, 'relay_script_version_invalid'],
  [
    'an unknown top-level field',
    { version: '1.0.0', sections: { main: [{ answer: {} }] }, extra: 1 },
    'relay_script_element_undefined',
  ],
  ['an unknown verb', script({ sing: {} }), 'relay_script_method_undefined'],
  [
    'an unknown verb deep inside',
    script({ cond: [{ when: 'a', then: [{ sing: {} }] }] }),
    'relay_script_method_undefined',
  ],
  ['a step without a verb', script({}), 'relay_script_method_missing_name'],
  ['an unknown field', script({ play: { url: 'say:a', loops: 2 } }), 'relay_script_method_parameter_undefined'],
  ['a missing field', script({ request: { url: 'https://a' } }), 'relay_script_method_parameter_missing'],
  [
    'a line break in spoken text',
    script({ play: { url: 'say:one\ntwo' } }),
    'relay_script_method_parameter_invalid_value',
  ],
  [
    'a request inside a confirm',
    script({ connect: { to: '+12025550121', confirm: [{ request: { url: 'https://a', method: 'GET' } }] } }),
    'relay_script_method_undefined',
  ],
])('%s is refused with the code of the carrier', (_name, document, code) => {
  expect(readDocument(document)).toMatchObject({ ok: false, issues: [{ code }] })
})

test('a document may be written in YAML', () => {
  const yaml = `
version: 1.0.0
sections:
  main:
    - play: { url: "say: Welcome" }
    - prompt: &again
        play: say:Press 1
        max_digits: 1
    - switch:
        variable: prompt_value
        case:
          "1":
            - hangup: {}
        default:
          - prompt: *again
`
  expect(readDocumentText(yaml)).toMatchObject({
    ok: true,
    document: {
      sections: {
        main: [
          { play: { url: 'say: Welcome' } },
          { prompt: { max_digits: 1 } },
          { switch: { default: [{ prompt: { play: 'say:Press 1' } }] } },
        ],
      },
    },
  })
})

const laughs = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefgh'
    .split('')
    .map((name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[at] ?? ''}`).join(', ')}]`),
].join('\n')

test.each([
  ['XML', '<Response/>'],
  ['nothing', ''],
  ['a number', '42'],
  ['YAML that unfolds into a billion words', laughs],
  ['YAML with a key twice', 'sections: {}\nsections: {}'],
  ['lists in lists without end', '['.repeat(60_000)],
  ['YAML lists in lists without end', '- '.repeat(20_000)],
  ['JSON in JSON without end', '{"a":'.repeat(12_000)],
  ['more than 64 KB', `sections: { main: [{ play: { url: "say:${'a'.repeat(70_000)}" } }] }`],
  ['two documents', 'sections: {}\n---\nsections: {}'],
])('%s is no document', (_what, text) => {
  const began = Date.now()
  expect(readDocumentText(text)).toMatchObject({ ok: false, issues: [{ code: 'relay_script_parse_error' }] })
  expect(Date.now() - began).toBeLessThan(1000)
})
