import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import zh from '@/words/zh/cases'
import { bodyOf, fieldsOf, forms, initialOf, missing, type Case, type Command } from './forms'
import { arrange } from './order'

type Schema = { required?: string[]; properties: Record<string, { enum?: string[] }>; anyOf?: { $ref: string }[] }
const schemas = JSON.parse(readFileSync('contract/openapi.json', 'utf8')).components.schemas as Record<string, Schema>
const commands = new Map(schemas.Command!.anyOf!.map(({ $ref }) => schemas[$ref.split('/').at(-1)!]!).map((schema) => [schema.properties.command!.enum![0] as Command, schema]))

/** What a form leaves to another: days are an amount in short, a remark says what a text or a reason says already, the version is the page's. */
const leftOut = new Set(['command', 'expectedVersion', 'days', 'remark'])

function about(more: Partial<Case> = {}): Case {
  return {
    kind: 'help', category: 'facility', categoryName: '设施', grade: 'l3', gridCode: null, satisfactionExempt: false, observedAt: null, doubtfulObservedAt: null, unit: null, stage: 'handling', state: 'open',
    pending: [], clocks: [], subtasks: [], citizenDueAt: null, allowedCommands: [], ...more,
  } as unknown as Case
}

describe('the forms of the moves', () => {
  it('are there for every command of the contract, and for no other', () => {
    expect(Object.keys(forms).sort()).toEqual([...commands.keys()].sort())
  })

  it.each([...commands.keys()])('%s takes every field that the contract has, and none besides', (command) => {
    const wanted = Object.keys(commands.get(command)!.properties).filter((name) => !leftOut.has(name))
    const given = forms[command].fields.map((field) => field.name)
    expect(given.filter((name) => !(name in commands.get(command)!.properties))).toEqual([])
    expect(wanted.filter((name) => !given.includes(name))).toEqual([])
    expect(new Set(given).size).toBe(given.length)
  })

  it.each([...commands.keys()])('%s asks for what the contract requires', (command) => {
    const nullable = new Set(command === 'triage' ? commands.get(command)!.required : [])
    const required = (commands.get(command)!.required ?? []).filter((name) => !nullable.has(name))
    const empty = missing(command, {}, about())
    expect(required.filter((name) => !empty.includes(name))).toEqual([])
  })

  it.each([...commands.keys()])('%s has a name and a name for each of its fields', (command) => {
    const words = zh as unknown as { move: Record<string, string>; field: Record<string, string> }
    expect(words.move[command], command).toBeTruthy()
    expect(forms[command].fields.filter((field) => !words.field[field.name]).map((field) => field.name)).toEqual([])
  })

  it('send what is filled in and shown, with the version that was looked at', () => {
    const values = { outcome: 'unreachable', solved: 'yes', satisfaction: 5, remark: '  无人接听 ', attemptedAt: null }
    expect(bodyOf('visit', values, about(), 7)).toEqual({ command: 'visit', outcome: 'unreachable', remark: '无人接听', expectedVersion: 7 })
    expect(bodyOf('decide-extension', { approve: false, amount: '3wd' }, about(), 2)).toEqual({ command: 'decide-extension', approve: false, expectedVersion: 2 })
    expect(bodyOf('dispatch', { unit: 'u', helpers: [] }, about(), 1)).toEqual({ command: 'dispatch', unit: 'u', expectedVersion: 1 })
  })

  it('ask for more where an answer makes it needed', () => {
    expect(missing('verify', { ok: true }, about())).toEqual([])
    expect(missing('verify', { ok: false, text: ' ' }, about())).toEqual(['text'])
    expect(missing('triage', { acceptObservedAt: true }, about())).toEqual(['remark'])
    expect(fieldsOf('triage', {}, about()).some((field) => field.name === 'acceptObservedAt')).toBe(false)
    expect(fieldsOf('triage', {}, about({ observedAt: '2026-02-13T08:00:00+08:00' })).some((field) => field.name === 'acceptObservedAt')).toBe(true)
  })

  it('begin with what is known of the case', () => {
    expect(initialOf('triage', about({ gridCode: '440804001001001' }))).toMatchObject({ kind: 'help', category: 'facility', grade: 'l3', gridCode: '440804001001001' })
    expect(initialOf('triage', about({ categoryName: null })).category).toBeNull()
    const asked = [{ what: 'extension', by: 'p', unit: null, at: '', detail: '3wd', until: null }]
    expect(initialOf('decide-extension', about({ pending: asked })).amount).toBe('3wd')
  })
})

describe('the order of the moves', () => {
  it('puts the next step first and what is rare into the menu, and loses none', () => {
    const allowed = ['sign-off', 'object', 'step-up', 'contact', 'progress', 'comment']
    const arranged = arrange(about({ stage: 'dispatch', unit: 'u', allowedCommands: allowed }))
    expect(arranged.primary).toBe('sign-off')
    expect(arranged.rare).toEqual(['step-up'])
    expect([arranged.primary, ...arranged.usual, ...arranged.rare].sort()).toEqual(allowed.sort())
  })

  it('does not urge to dispatch what a unit holds, nor to visit where closing is left', () => {
    expect(arrange(about({ stage: 'dispatch', unit: 'u', allowedCommands: ['dispatch', 'comment'] })).primary).toBeNull()
    expect(arrange(about({ stage: 'dispatch', allowedCommands: ['triage', 'dispatch'] }))).toEqual({ primary: 'dispatch', usual: ['triage'], rare: [] })
    expect(arrange(about({ stage: 'triage', allowedCommands: ['triage', 'regrade'] })).primary).toBe('triage')
    expect(arrange(about({ stage: 'visit', allowedCommands: ['visit', 'close'] })).primary).toBe('close')
  })

  it('lets a first call come before the result, while its clock runs', () => {
    const clock = { kind: 'first-contact', state: 'running' } as Case['clocks'][number]
    const allowed = ['contact', 'resolve']
    expect(arrange(about({ allowedCommands: allowed, clocks: [clock] })).primary).toBe('contact')
    expect(arrange(about({ allowedCommands: allowed, clocks: [{ ...clock, state: 'stopped' }] })).primary).toBe('resolve')
  })

  it('passes over a command that this page does not know', () => {
    expect(arrange(about({ allowedCommands: ['teleport', 'comment'] }))).toEqual({ primary: null, usual: ['comment'], rare: [] })
  })
})
