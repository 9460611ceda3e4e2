import { expect, test } from 'vitest'
import { documentOf, draftOf, fieldOf, sentOf } from './channels'
import { isoSpan } from './digest'

const mail = { id: 'mail', kind: 'email', enabled: true, takes: 'marks', url: null, host: 'mail.example.gov.cn', port: 587, tls: 'starttls', from: 'gridcase@example.gov.cn', user: 'gridcase', hasSecret: true, waiting: 3, dead: 1 } as const

test('a channel that is sent back unchanged names no secret, so that the kept one stays', () => {
  expect(documentOf(mail)).not.toHaveProperty('secret')
  expect(sentOf(draftOf(mail))).not.toHaveProperty('secret')
})

test('a typed secret is sent and a removed one is sent empty', () => {
  expect(sentOf({ ...draftOf(mail), secretIs: 'new', secret: 'typed' }).secret).toBe('typed')
  expect(sentOf({ ...draftOf(mail), secretIs: 'none', secret: 'typed before' }).secret).toBe('')
})

test('a draft sends the fields of its kind alone', () => {
  const robot = sentOf({ ...draftOf(mail), kind: 'wecom', url: '' })
  expect(robot).toEqual({ id: 'mail', kind: 'wecom', enabled: true, takes: 'marks', url: null })
  expect(sentOf(draftOf(mail))).toMatchObject({ host: 'mail.example.gov.cn', port: 587, user: 'gridcase' })
  expect(sentOf(draftOf(mail))).not.toHaveProperty('url')
})

test('a fault of the host finds its field of the form', () => {
  expect(fieldOf('channels[12].url')).toBe('url')
  expect(fieldOf(null)).toBeNull()
})

test('the window of a digest is told in its largest whole unit', () => {
  expect(isoSpan('PT1H')).toEqual({ amount: 1, unit: 'hour' })
  expect(isoSpan('PT90M')).toEqual({ amount: 90, unit: 'minute' })
  expect(isoSpan('PT24H')).toEqual({ amount: 1, unit: 'day' })
})
