import { Button, Code, CopyButton, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconCopy, IconDownload } from '@tabler/icons-react'

/** What opens the account without the app; shown this one time, so saving them takes one press. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const text = `Recovery codes for Ringdown. Each works once.\n\n${codes.join('\n')}\n`
  return (
    <Stack gap="xs" w="100%">
      <Text fw={600}>Recovery codes</Text>
      <Text>
        Each code signs you in once if you lose the app. They are shown only now, so keep them with your passwords.
      </Text>
      <SimpleGrid component="ul" cols={2} spacing="xs" m={0} p={0} maw={360} style={{ listStyle: 'none' }}>
        {codes.map((code) => (
          <li key={code}>
            <Code fz="md">{code}</Code>
          </li>
        ))}
      </SimpleGrid>
      <Group>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={<IconCopy size={18} stroke={1.75} aria-hidden />} onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button
          component="a"
          variant="default"
          download="ringdown-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
        >
          Download
        </Button>
      </Group>
    </Stack>
  )
}
