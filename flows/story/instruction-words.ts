import type { Instruction } from '../verbs/instruction.ts'
import { verbOf } from '../verbs/verbs.ts'
import { other, type Told } from './telling.ts'

/** What an instruction to the caller's leg tells in a story; nothing for one that is seen by what comes of it. */
export function instructionInWords(instruction: Instruction): readonly Told[] {
  const sentence = verbOf(instruction).sentence(instruction)
  return sentence === null ? [] : other(sentence)
}
