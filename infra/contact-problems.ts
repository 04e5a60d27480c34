/** What can go wrong with contacts and their tags: part of the catalogue in `errors.ts`. */
export const contactProblems = {
  'contact-not-found': { status: 404, title: 'There is no such contact.', fix: 'Open it from the list of contacts.' },
  'contact-taken': {
    status: 409,
    title: 'This number already belongs to {name}.',
    fix: 'Open that contact, or enter another number.',
  },
  'contact-renamed-since': {
    status: 409,
    title: '{by} renamed this contact to {name} in the meantime.',
    fix: 'Nothing was saved. Keep that name, or rename the contact once more.',
  },
  'contact-number-invalid': {
    status: 422,
    title: 'This is not a phone number.',
    fix: 'Check its digits. Numbers in other countries begin with + and the country code, as in +44 20 7946 0777.',
  },
  'contact-number-given': {
    status: 409,
    title: 'One of its numbers belongs to {name} now.',
    fix: 'Remove that contact first, or keep things as they are.',
  },
  'contact-changed-since': {
    status: 409,
    title: 'What this changed has been changed since.',
    fix: 'Undo the later changes first: the contact’s history lists them.',
  },
  'tag-not-found': {
    status: 404,
    title: 'There is no such tag.',
    fix: 'Somebody may have removed it: reload the page.',
  },
  'tag-taken': { status: 409, title: 'Another tag is called {name}.', fix: 'Choose another name.' },
  'tags-limit': {
    status: 409,
    title: 'An organisation can have at most {most} tags.',
    fix: 'Remove a tag that nobody needs first.',
  },
  'tag-in-use': {
    status: 409,
    title: 'Callers with the tag {tag} are told apart in {flows}.',
    fix: 'Take the tag out of their caller checks and publish them, then remove it.',
  },
  'nothing-to-undo': {
    status: 409,
    title: 'There is nothing left to undo.',
    fix: 'Somebody may have undone it already: reload the page.',
  },
} as const
