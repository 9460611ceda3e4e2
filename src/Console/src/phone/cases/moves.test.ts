import { describe, expect, it } from 'vitest'
import type { SyncCase } from '../hearing/apply'
import type { Waiting } from '../sending/waiting'
import { commandOf, missing, offered } from './moves'

const told = { caseId: 'c1', allowedCommands: ['sign-off', 'comment', 'supervise'], tasks: [] } as unknown as SyncCase

function unsent(...names: string[]): Waiting[] {
  return names.map((what) => ({ case: 'c1', says: { what, where: '' } }) as Waiting)
}

describe('the moves offered', () => {
  it('are those that the host allows and this app has a form for', () => expect(offered(told, [])).toEqual(['sign-off', 'comment']))

  it('are those that a sign-off makes possible while it waits to be sent', () => expect(offered(told, unsent('sign-off'))).toEqual(['contact', 'progress', 'resolve', 'comment']))

  it('are only remarks once the result waits to be sent', () => expect(offered(told, unsent('sign-off', 'progress', 'resolve'))).toEqual(['comment']))
})

describe('a form', () => {
  it('leaves out what was left empty', () => expect(commandOf('resolve', { text: ' Repaired ', reply: ' ' })).toEqual({ command: 'resolve', text: 'Repaired' }))

  it('asks what is wrong when a verification fails', () => {
    expect(missing('verify', { ok: 'false' })).toEqual(['text'])
    expect(missing('verify', { ok: 'true' })).toEqual([])
    expect(commandOf('verify', { ok: 'false', text: 'Still dark' })).toEqual({ command: 'verify', ok: false, text: 'Still dark' })
  })

  it('does not send the satisfaction of somebody who was not reached', () => {
    expect(commandOf('visit', { outcome: 'unreachable', satisfaction: '5' })).toEqual({ command: 'visit', outcome: 'unreachable' })
    expect(commandOf('visit', { outcome: 'reached', solved: 'yes', satisfaction: '5' })).toEqual({ command: 'visit', outcome: 'reached', solved: 'yes', satisfaction: 5 })
  })

  it('gives a promised time in the time of the county', () => expect(commandOf('sign-off', { promisedAt: '2026-02-14T09:30' })).toEqual({ command: 'sign-off', promisedAt: '2026-02-14T09:30:00+08:00' }))
})
