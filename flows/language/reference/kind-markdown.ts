import { exitTaken, otherwiseWords, sectionsOf } from './page-words.ts'
import type { KindPage } from './kind-page.ts'

/** A reference page as Markdown; its picture stands beside it in `<kind>.svg`. */
export function kindMarkdown(page: KindPage): string {
  const { fields, exits, gives, issues } = page
  const words = sectionsOf(page)
  return [
    `# ${page.label}`,
    page.help,
    `![${page.label}](${page.kind}.svg)`,
    `Its kind in documents is \`${page.kind}\`.`,
    '## Settings',
    ...fields.map(({ at, depth, label, help, takes, otherwise, issues: own }) =>
      [
        `${'  '.repeat(depth)}- **${label}** \`${at}\`: ${help} Takes ${takes.join(', ')}. ${otherwiseWords({ otherwise })}`,
        ...own.map((issue) => `${'  '.repeat(depth + 1)}- ${issue}`),
      ].join('\n'),
    ),
    '## Exits',
    words.exits,
    ...(exits.length > 0
      ? [
          [
            '| Exit | Name | When |',
            '| --- | --- | --- |',
            ...exits.map((exit) => `| ${exit.words} | \`${exit.name}\` | ${exitTaken(exit)} |`),
          ].join('\n'),
        ]
      : []),
    '## Values',
    words.values,
    ...(gives.length > 0
      ? [
          [
            '| Value | What | Such as |',
            '| --- | --- | --- |',
            ...gives.map((given) => `| \`${given.name}\` | ${given.words} | ${given.example} |`),
          ].join('\n'),
        ]
      : []),
    '## What may be wrong',
    words.issues,
    ...(issues.length > 0 ? [issues.map((issue) => `- ${issue}`).join('\n')] : []),
    '## Example',
    `\`\`\`json\n${exampleText(page)}\n\`\`\``,
    '',
  ]
    .join('\n\n')
    .replaceAll('\n\n\n', '\n\n')
}

/** The list of all pages. */
export function indexMarkdown(pages: readonly KindPage[]): string {
  return [
    '# Kinds of nodes',
    'Generated from their definitions by `npm run docs`; the product shows the same at `/docs/nodes`.',
    [
      '| Kind | What it does |',
      '| --- | --- |',
      ...pages.map(({ kind, label, help }) => `| [${label}](${kind}.md) | ${help} |`),
    ].join('\n'),
    '',
  ].join('\n\n')
}

/** A node with the example's settings, as documents have it. */
export function exampleText({ kind, label, example }: KindPage): string {
  return JSON.stringify({ id: kind, kind, title: label, config: example, position: { x: 0, y: 0 } }, null, 2)
}
