import type { Schemas } from '@/contract/client'

export type Order = {
  channel: 'window' | 'petition' | 'police' | 'public'
  kind: Schemas['CaseKind']
  category: string | null
  urgency: Schemas['Urgency']
  title: string
  text: string
  gridCode: string | null
  address: string
  name: string
  phone: string
  idNumber: string
  confidential: boolean
  receivedAt: string | null
  orderNo: string
  attachmentIds: string[]
}

export function emptyOrder(): Order {
  return {
    channel: 'window', kind: 'help', category: null, urgency: 'normal', title: '', text: '', gridCode: null, address: '', name: '', phone: '', idNumber: '', confidential: false, receivedAt: null, orderNo: '', attachmentIds: [],
  }
}

/** What cannot be sent as it stands, by field: the words for it, and what they speak of. */
export function faultsOf(order: Order): Record<string, { key: string; what: string }> {
  const faults: Record<string, { key: string; what: string }> = {}
  if (!order.text.trim()) faults.text = { key: 'cases.new.required', what: 'cases.new.text' }
  if (order.phone.trim() && !/^[+]?[0-9][0-9 ()-]{2,28}[0-9]$/.test(order.phone.trim())) faults.phone = { key: 'cases.new.badPhone', what: 'cases.new.phone' }
  if (order.idNumber.trim() && !/^[0-9A-Za-z()-]{5,30}$/.test(order.idNumber.trim())) faults.idNumber = { key: 'cases.new.badId', what: 'cases.new.idNumber' }
  if (order.orderNo.trim() && !/^[A-Za-z0-9._-]{1,64}$/.test(order.orderNo.trim())) faults.orderNo = { key: 'cases.new.badOrderNo', what: 'cases.new.orderNo' }
  return faults
}

/** The order as the host takes it: what is empty is left out. */
export function orderOf(order: Order): Schemas['IntakeDocument'] {
  const given = <T extends object>(of: T): Partial<T> => Object.fromEntries(Object.entries(of).flatMap(([key, value]) => (typeof value === 'string' ? (value.trim() ? [[key, value.trim()]] : []) : value === null ? [] : [[key, value]]))) as Partial<T>
  const { name, phone, idNumber, attachmentIds, confidential, channel, kind, text, ...rest } = order
  const caller = given({ name, phone, idNumber })
  return {
    channel, kind, text: text.trim(), ...given(rest), ...(Object.keys(caller).length > 0 ? { caller } : {}), ...(confidential ? { confidential } : {}), ...(attachmentIds.length > 0 ? { attachmentIds } : {}),
  }
}
