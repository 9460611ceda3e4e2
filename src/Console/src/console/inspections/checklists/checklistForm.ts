import type { Schemas } from '@/contract/client'

export const mostItems = 60

/** One item as its form holds it; an empty text is what is left out. `key` stays while items move. */
export type ItemForm = { key: number; id: string; zh: string; en: string; category: string; grade: '' | 'l1' | 'l2' | 'l3'; rectify: string; photo: boolean; evidence: string; department: string }

export type ChecklistForm = { code: string; name: string; placeKinds: string[]; items: ItemForm[]; active: boolean }

export type Fault = { field: string; item?: number; say: 'needed' | 'badCode' | 'noItems' | 'idTwice' }

let keys = 0

export function emptyItem(items: ItemForm[]): ItemForm {
  let number = items.length + 1
  while (items.some((item) => item.id === `item-${number}`)) number++
  return { key: ++keys, id: `item-${number}`, zh: '', en: '', category: '', grade: '', rectify: '', photo: false, evidence: '', department: '' }
}

export function emptyChecklist(): ChecklistForm {
  return { code: '', name: '', placeKinds: [], items: [emptyItem([])], active: true }
}

export function readChecklist(list: Schemas['Checklist']): ChecklistForm {
  return {
    code: list.code,
    name: list.name,
    placeKinds: [...list.placeKinds],
    active: list.active !== false,
    items: list.items.map((item) => ({
      key: ++keys,
      id: item.id,
      zh: item.zh,
      en: item.en,
      category: item.category,
      grade: item.grade === 'l1' || item.grade === 'l2' || item.grade === 'l3' ? item.grade : '',
      rectify: item.rectify ?? '',
      photo: !!item.evidence,
      evidence: item.evidence ?? '',
      department: item.department ?? '',
    })),
  }
}

/** The contract's words. A reason for a photo goes only where a photo is asked for. */
export function writeChecklist(form: ChecklistForm, expectedVersion: number | null): Schemas['ChecklistDocument'] {
  return {
    ...(expectedVersion !== null && { expectedVersion }),
    code: form.code.trim(),
    name: form.name.trim(),
    placeKinds: form.placeKinds,
    active: form.active,
    items: form.items.map((item) => ({
      id: item.id.trim(),
      zh: item.zh.trim(),
      en: item.en.trim(),
      category: item.category,
      ...(item.grade && { grade: item.grade }),
      ...(item.rectify && { rectify: item.rectify }),
      ...(item.photo && { evidence: item.evidence.trim() }),
      ...(item.department && { department: item.department }),
    })),
  }
}

/** An item to another place; the others keep their order. A place beyond the ends changes nothing. */
export function moved<T>(items: T[], from: number, to: number): T[] {
  if (to < 0 || to >= items.length || from === to) return items
  const next = [...items]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

/** What is wrong before anything is sent. */
export function faultsOf(form: ChecklistForm): Fault[] {
  const faults: Fault[] = []
  if (!form.code.trim()) faults.push({ field: 'code', say: 'needed' })
  else if (!/^[A-Za-z0-9-]{1,64}$/.test(form.code.trim())) faults.push({ field: 'code', say: 'badCode' })
  if (!form.name.trim()) faults.push({ field: 'name', say: 'needed' })
  if (form.items.length === 0) faults.push({ field: 'items', say: 'noItems' })
  form.items.forEach((item, at) => {
    for (const field of ['id', 'zh', 'en', 'category'] as const) if (!item[field].trim()) faults.push({ field, item: at, say: 'needed' })
    if (item.id && !/^[A-Za-z0-9-]{1,32}$/.test(item.id.trim())) faults.push({ field: 'id', item: at, say: 'badCode' })
    else if (form.items.findIndex((other) => other.id.trim() === item.id.trim()) < at) faults.push({ field: 'id', item: at, say: 'idTwice' })
    if (item.photo && !item.evidence.trim()) faults.push({ field: 'evidence', item: at, say: 'needed' })
  })
  return faults
}
