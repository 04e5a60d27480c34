/** What `npm start` can be told, for who asks. */
export const HELP = `npm start starts everything that Ringdown needs, and knows three options:
  \`npm start -- --reset\` removes all data and begins anew.
  \`npm start -- --demo\` lets the demo logins work in production too.
  \`npm start -- --host 0.0.0.0\` opens a demo to everybody on your network: they can sign in with the published passwords, and answer and place calls on the virtual phones.
Ports are chosen with variables, before the command or in .env: \`WEB_PORT=3100 EMULATOR_PORT=3110 npm start\`; TEMPORAL_PORT and TEMPORAL_UI_PORT likewise.`
