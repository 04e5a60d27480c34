/** A flow that a document can do by itself, as a file; its nodes are told in one line each. */
export function officeText(
  more: { readonly nodes?: readonly string[]; readonly edges?: readonly string[] } = {},
): string {
  const nodes = [
    '{id: in, kind: incoming-call, title: In, config: {language: en-GB}}',
    '{id: hello, kind: play, title: Hello, config: {text: "Hello {{caller.name | friend}}."}}',
    '{id: menu, kind: phone-menu, title: Menu, config: {text: "For bikes press 1, for help press 2.", tries: 2, wait: 2, keys: [{key: "1", name: Bikes, words: "bike"}, {key: "2", name: Help, words: "new bike, help"}]}}',
    '{id: order, kind: ask, title: Order, config: {text: "Your order number?", wait: 2, tries: 1, takes: {kind: digits, fewest: 2, most: 4, ends: "#", readBack: "no"}}}',
    '{id: sales, kind: forward, title: Sales, config: {to: "+12025550121", seconds: 20}}',
    '{id: vm, kind: voicemail, title: Vm, config: {greeting: Please leave a message., silenceSeconds: 1}}',
    '{id: thanks, kind: play, title: Thanks, config: {text: Thank you.}}',
    '{id: bye, kind: hang-up, title: Bye, config: {}}',
    ...(more.nodes ?? []),
  ]
  const edges = [
    '{from: in, exit: next, to: hello}',
    '{from: hello, exit: next, to: menu}',
    '{from: menu, exit: key-1, to: sales}',
    '{from: menu, exit: key-2, to: order}',
    '{from: menu, exit: invalid, to: bye}',
    '{from: menu, exit: no-input, to: vm}',
    '{from: order, exit: answered, to: thanks}',
    '{from: order, exit: invalid, to: vm}',
    '{from: order, exit: no-input, to: vm}',
    '{from: sales, exit: answered, to: thanks}',
    ...['no-answer', 'busy', 'declined', 'failed'].map((exit) => `{from: sales, exit: ${exit}, to: vm}`),
    '{from: vm, exit: left-message, to: thanks}',
    '{from: thanks, exit: next, to: bye}',
    ...(more.edges ?? []),
  ]
  return `format: 2\nname: Small office\nnodes:\n${lines(nodes)}edges:\n${lines(edges)}`
}

function lines(all: readonly string[]): string {
  return all.map((one) => `  - ${one}\n`).join('')
}
