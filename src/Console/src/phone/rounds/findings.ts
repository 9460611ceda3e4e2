import type { Schemas } from '@/contract/client'
import type { Photo } from '../sending/waiting'

export type Item = Schemas['SyncChecklistItem']

/** What was seen at one item. */
export type Finding = { ok: boolean | null; isFixed: boolean; remark: string; photos: Photo[] }

/** The items to look at, as the host names them for this person; where it names none, all that are nobody else's. */
export function itemsOf(inspection: Schemas['SyncInspection'], checklists: Schemas['SyncChecklist'][]): Item[] {
  const list = checklists.find((one) => one.code === inspection.checklist && one.version === inspection.checklistVersion)
  return (list?.items ?? []).filter((item) => (inspection.items.length > 0 ? inspection.items.includes(item.id) : item.department === null))
}

/** What is kept of an inspection that is being filled in: photos by their keys. */
export type InspectionDraft = { findings: Record<string, Omit<Finding, 'photos'> & { photos: string[] }>; remark: string; households: { done: string; total: string } }

export function keptOf(findings: Record<string, Finding>): InspectionDraft['findings'] {
  return Object.fromEntries(Object.entries(findings).map(([id, finding]) => [id, { ...finding, photos: finding.photos.map((photo) => photo.key) }]))
}

/** Findings as they were left, with those of their photos that are still there. */
export function findingsOf(kept: InspectionDraft['findings'], photos: Photo[]): Record<string, Finding> {
  return Object.fromEntries(Object.entries(kept).map(([id, finding]) => [id, { ...finding, photos: photos.filter((photo) => finding.photos.includes(photo.key)) }]))
}

export function emptyFinding(): Finding {
  return { ok: null, isFixed: false, remark: '', photos: [] }
}

/** Whether an item lacks the photo that it says why it needs: only what was not in order needs one. */
export function lacksPhoto(item: Item, finding: Finding): boolean {
  return item.evidence !== null && finding.ok === false && finding.photos.length === 0
}

/** The result as its door takes it. */
export function resultOf(items: Item[], findings: Record<string, Finding>, doneAt: string, remark: string, households: { done: number; total: number | null } | null): Record<string, unknown> {
  return {
    items: items.map((item) => {
      const { ok, isFixed, remark: said, photos } = findings[item.id]!
      return {
        itemId: item.id,
        ok,
        ...(ok === false && isFixed ? { fixedOnSite: true } : {}),
        ...(said.trim() ? { remark: said.trim() } : {}),
        ...(photos.length > 0 ? { attachmentIds: photos.map((photo) => `key:${photo.key}`) } : {}),
      }
    }),
    doneAt,
    ...(remark.trim() ? { remark: remark.trim() } : {}),
    ...(households ? { households: { done: households.done, ...(households.total === null ? {} : { total: households.total }) } } : {}),
  }
}
