import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openMailer } from './mailer.ts'

const letter = { to: 'ana@example.test', subject: 'Hello', text: 'A line.\n' }

it('keeps letters in a folder when there is no server, newest first', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringdown-mail-'))
  const mailer = openMailer({ from: 'Ringdown <r@example.test>', folder })
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000 }) // file names tell milliseconds apart
  onTestFinished(() => void vi.useRealTimers())
  await mailer.send(letter)
  vi.setSystemTime(1_001)
  await mailer.send({ ...letter, subject: 'Again' })
  expect((await mailer.kept?.())?.map(({ subject, to }) => [subject, to])).toEqual([
    ['Again', letter.to],
    ['Hello', letter.to],
  ])
  rmSync(folder, { recursive: true })
})

it('says what to set when it can neither send nor keep', async () => {
  await expect(openMailer({ from: 'x', folder: null }).send(letter)).rejects.toThrow(/set SMTP_URL and MAIL_FROM/)
})

it('sends by SMTP, and names nobody when the server refuses', async () => {
  const heard: string[] = []
  let isRefusing = false
  const server = createServer((socket) => {
    let inText = false
    socket.write('220 test\r\n')
    socket.on('data', (bytes) => {
      for (const line of String(bytes)
        .split('\r\n')
        .filter((text) => text !== '')) {
        heard.push(line)
        if (line === 'DATA') inText = true
        if (inText && line !== 'DATA' && line !== '.') continue
        if (line === '.') inText = false
        if (line === 'DATA') socket.write('354 go on\r\n')
        else if (line.startsWith('RCPT') && isRefusing) socket.write(`550 no such person ${letter.to}\r\n`)
        else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind of address
  const mailer = openMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Ringdown <r@example.test>', folder: null })
  await mailer.send(letter)
  expect(heard).toEqual(
    expect.arrayContaining(['MAIL FROM:<r@example.test>', 'RCPT TO:<ana@example.test>', 'Subject: Hello', 'A line.']),
  )
  isRefusing = true
  const trouble = await mailer.send(letter).catch(String)
  expect(trouble).toMatch(/did not take an e-mail \(EENVELOPE\)/)
  expect(trouble).not.toContain('ana@')
  server.close()
})
