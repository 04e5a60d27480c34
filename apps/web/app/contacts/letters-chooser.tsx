import { NativeSelect, Radio } from '@mantine/core'
import styles from './contacts.module.css'
import { encodingNames } from './encoding-names.ts'
import type { Letters } from './read-file.server.ts'

/** How the file's letters are read: asked where nobody but a reader of its names can tell. */
export function LettersChooser({ letters: { encoding, isSure, choices } }: { readonly letters: Letters }) {
  if (choices.length === 0) return null
  if (isSure) {
    const words = choices.find((choice) => choice.encoding === encoding)?.words ?? []
    return (
      <NativeSelect
        name="encoding"
        label="Text encoding"
        description={
          words.length === 0 ? undefined : <>If these look wrong, choose another encoding: {words.join(' · ')}</>
        }
        data={choices.map(({ encoding: value }) => ({ value, label: encodingNames[value] }))}
        defaultValue={encoding}
      />
    )
  }
  return (
    <Radio.Group
      name="encoding"
      label="Which of these looks right?"
      description="The file doesn’t say how its text is encoded."
      required
    >
      <div className={styles.choices}>
        {choices.map(({ encoding: value, words }) => (
          <Radio
            key={value}
            value={value}
            required
            label={<bdi>{words.join(' · ')}</bdi>}
            description={encodingNames[value]}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
