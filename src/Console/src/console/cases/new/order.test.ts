import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { emptyOrder, faultsOf, orderOf } from './order'

const schemas = JSON.parse(readFileSync('contract/openapi.json', 'utf8')).components.schemas

describe('an order of another channel', () => {
  it('sends what is filled in, under the names of the contract', () => {
    const body = orderOf({ ...emptyOrder(), channel: 'petition', text: ' 路灯不亮 ', phone: '13812345678', confidential: true, orderNo: ' X-1 ' })
    expect(body).toEqual({ channel: 'petition', kind: 'help', urgency: 'normal', text: '路灯不亮', orderNo: 'X-1', caller: { phone: '13812345678' }, confidential: true })
    const whole = orderOf({ ...emptyOrder(), text: 'a', category: 'c', title: 't', gridCode: 'g', address: 'a', name: 'n', phone: '1', idNumber: '1', confidential: true, receivedAt: 'r', orderNo: 'o', attachmentIds: ['x'] })
    expect(Object.keys(whole).filter((name) => !(name in schemas.IntakeDocument.properties))).toEqual([])
    expect(Object.keys(whole.caller!).filter((name) => !(name in schemas.CallerDocument.properties))).toEqual([])
  })

  it('has no caller where nothing is known of one', () => {
    expect('caller' in orderOf({ ...emptyOrder(), text: 'a' })).toBe(false)
  })

  it('is not sent while something in it cannot be', () => {
    expect(Object.keys(faultsOf(emptyOrder()))).toEqual(['text'])
    expect(Object.keys(faultsOf({ ...emptyOrder(), text: 'a', phone: '12', idNumber: '身份', orderNo: 'a b' })).sort()).toEqual(['idNumber', 'orderNo', 'phone'])
    expect(faultsOf({ ...emptyOrder(), text: 'a', phone: '+86 138-1234-5678', idNumber: '440804199001011234', orderNo: 'P-2026.1' })).toEqual({})
  })

  it('checks by the very patterns of the contract', () => {
    const source = readFileSync('src/console/cases/new/order.ts', 'utf8')
    for (const pattern of [schemas.CallerDocument.properties.phone.pattern, schemas.CallerDocument.properties.idNumber.pattern, schemas.IntakeDocument.properties.orderNo.pattern]) expect(source).toContain(pattern)
  })
})
