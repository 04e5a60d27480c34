import { languageOf, type Speech } from './speech.ts'

/** What the product itself says to callers and to people who are rung. Names are put in where a sentence takes them. */
export interface Sentences {
  /** After the call's own end. */
  readonly goodbye: string
  /** A caller for whom a flow would go round without anybody to decide. */
  readonly nobodyCanTakeIt: string
  /** To a caller who has answered a question with something that is no answer, and to one who has not answered: before it is asked again. */
  readonly noValidAnswer: string
  readonly noAnswer: string
  /** What a caller has entered or said, read back, and how they say whether that is right. */
  youEntered(digits: string): string
  youSaid(words: string): string
  rightOrAgain(right: string, again: string): string
  /** What a caller may say instead of those keys. */
  readonly right: readonly string[]
  readonly again: readonly string[]
  /** After a message, from a document that is alone. */
  readonly thanksGoodbye: string
  /** To whoever is rung: who calls, and on which number. */
  callFor(number: string, caller: string): string
  pressToAccept(key: string): string
  readonly notAccepted: string
  readonly oneMoment: string
  readonly notConnected: string
  /** Behind the name of whoever has accepted, with a blank before it. */
  readonly hasTaken: string
  readonly somebody: string
  readonly movedOn: string
  readonly callerGone: string
  /** A caller who withholds their number, and one of whom nothing is known yet, in the sentence about who calls. */
  readonly privateNumber: string
  readonly aCaller: string
  /** From Sunday on, as they stand in a sentence. */
  readonly weekdays: readonly [string, string, string, string, string, string, string]
}

const en: Sentences = {
  goodbye: 'Goodbye.',
  nobodyCanTakeIt: 'Nobody can take your call right now. Please call again later.',
  noValidAnswer: 'Sorry, that is not a valid answer.',
  noAnswer: 'Sorry, I did not hear an answer.',
  youEntered: (digits) => `You entered ${digits}.`,
  youSaid: (words) => `You said: ${words}.`,
  rightOrAgain: (right, again) => `If that is right, press ${right}. To try again, press ${again}.`,
  right: ['yes', 'right', 'correct'],
  again: ['no', 'wrong', 'again'],
  thanksGoodbye: 'Thank you. Goodbye.',
  callFor: (number, caller) => `Call from ${caller} for ${number}.`,
  pressToAccept: (key) => `Press ${key} to accept.`,
  notAccepted: 'The call was not accepted. Goodbye.',
  oneMoment: 'One moment, please.',
  notConnected: 'The call could not be connected.',
  hasTaken: ' has already taken this call.',
  somebody: 'Somebody',
  movedOn: 'This call has moved on.',
  callerGone: 'The caller has gone.',
  privateNumber: 'a private number',
  aCaller: 'a caller',
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}

const de: Sentences = {
  goodbye: 'Auf Wiederhören.',
  nobodyCanTakeIt: 'Ihr Anruf kann gerade nicht entgegengenommen werden. Bitte rufen Sie später noch einmal an.',
  noValidAnswer: 'Diese Antwort ist leider nicht gültig.',
  noAnswer: 'Ich habe leider keine Antwort gehört.',
  youEntered: (digits) => `Sie haben ${digits} eingegeben.`,
  youSaid: (words) => `Sie haben gesagt: ${words}.`,
  rightOrAgain: (right, again) => `Wenn das stimmt, drücken Sie ${right}. Für eine neue Antwort drücken Sie ${again}.`,
  right: ['ja', 'richtig', 'stimmt'],
  again: ['nein', 'falsch', 'noch einmal'],
  thanksGoodbye: 'Vielen Dank. Auf Wiederhören.',
  callFor: (number, caller) => `Anruf von ${caller} für ${number}.`,
  pressToAccept: (key) => `Zum Annehmen ${key} drücken.`,
  notAccepted: 'Der Anruf wurde nicht angenommen. Auf Wiederhören.',
  oneMoment: 'Einen Moment, bitte.',
  notConnected: 'Die Verbindung ist nicht zustande gekommen.',
  hasTaken: ' hat diesen Anruf schon angenommen.',
  somebody: 'Jemand',
  movedOn: 'Dieser Anruf ist schon weitergeleitet.',
  callerGone: 'Der Anrufer hat aufgelegt.',
  privateNumber: 'einer unterdrückten Nummer',
  aCaller: 'einem Anrufer',
  weekdays: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
}

const es: Sentences = {
  goodbye: 'Adiós.',
  nobodyCanTakeIt: 'En este momento nadie puede atender su llamada. Por favor, vuelva a llamar más tarde.',
  noValidAnswer: 'Lo siento, esa respuesta no es válida.',
  noAnswer: 'Lo siento, no he oído ninguna respuesta.',
  youEntered: (digits) => `Ha introducido ${digits}.`,
  youSaid: (words) => `Ha dicho: ${words}.`,
  rightOrAgain: (right, again) => `Si es correcto, pulse ${right}. Para intentarlo de nuevo, pulse ${again}.`,
  right: ['sí', 'si', 'correcto'],
  again: ['no', 'incorrecto', 'otra vez'],
  thanksGoodbye: 'Gracias. Adiós.',
  callFor: (number, caller) => `Llamada de ${caller} para ${number}.`,
  pressToAccept: (key) => `Pulse ${key} para aceptar.`,
  notAccepted: 'La llamada no se ha aceptado. Adiós.',
  oneMoment: 'Un momento, por favor.',
  notConnected: 'No se ha podido conectar la llamada.',
  hasTaken: ' ya ha atendido esta llamada.',
  somebody: 'Alguien',
  movedOn: 'Esta llamada ya ha pasado a otra persona.',
  callerGone: 'La persona que llamaba ha colgado.',
  privateNumber: 'un número oculto',
  aCaller: 'una persona',
  weekdays: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
}

const fr: Sentences = {
  goodbye: 'Au revoir.',
  nobodyCanTakeIt: 'Personne ne peut prendre votre appel pour le moment. Veuillez rappeler plus tard.',
  noValidAnswer: 'Désolé, cette réponse n’est pas valable.',
  noAnswer: 'Désolé, je n’ai pas entendu de réponse.',
  youEntered: (digits) => `Vous avez saisi ${digits}.`,
  youSaid: (words) => `Vous avez dit : ${words}.`,
  rightOrAgain: (right, again) => `Si c’est exact, tapez ${right}. Pour recommencer, tapez ${again}.`,
  right: ['oui', 'exact', 'correct'],
  again: ['non', 'faux', 'recommencer'],
  thanksGoodbye: 'Merci. Au revoir.',
  callFor: (number, caller) => `Appel de ${caller} pour ${number}.`,
  pressToAccept: (key) => `Tapez ${key} pour accepter.`,
  notAccepted: 'L’appel n’a pas été accepté. Au revoir.',
  oneMoment: 'Un instant, s’il vous plaît.',
  notConnected: 'L’appel n’a pas pu être mis en relation.',
  hasTaken: ' a déjà pris cet appel.',
  somebody: 'Quelqu’un',
  movedOn: 'Cet appel n’est plus en attente.',
  callerGone: 'Votre correspondant a raccroché.',
  privateNumber: 'un numéro masqué',
  aCaller: 'un correspondant',
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
}

/** By language. Whoever adds one writes all of it, and adds its tags to `offeredLanguages`. */
export const sentences = { en, de, es, fr } as const

/** Our sentences in a language; in English where we have none. */
export function sentencesIn(language?: string): Sentences {
  return sentences[ownLanguage(language)]
}

/** How our own sentences are spoken in a call: as everything else, or in English with an English voice where we have no others. */
export function ownSpeech(speech: Speech | undefined): Speech | undefined {
  if (speech === undefined || ownLanguage(speech.language) === languageOf(speech.language)) return speech
  return speech.voice && { language: 'en-US', voice: speech.voice }
}

function ownLanguage(language = 'en'): keyof typeof sentences {
  const own = languageOf(language)
  return isOurs(own) ? own : 'en'
}

function isOurs(language: string): language is keyof typeof sentences {
  return Object.hasOwn(sentences, language)
}
