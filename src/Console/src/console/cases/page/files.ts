import type { Case } from '../moves/forms'

/** A file that the sender of an order keeps, as the order names it. */
export type Linked = { name: string; type: string; url: string }

/** The files that an order named by address: one a line, `name (type) address`. What is no web address is left out. */
export function linkedFiles(about: Pick<Case, 'texts'>): Linked[] {
  const lines = (about.texts ?? []).filter((text) => text.field === 'attachment-links').flatMap((text) => text.value.split('\n'))
  return lines.flatMap((line) => {
    const found = /^(?:(.*) \(([^()]*)\) )?(https?:\/\/\S+)$/.exec(line.trim())
    return found ? [{ name: found[1] || found[3]!, type: found[2] === '?' ? '' : (found[2] ?? ''), url: found[3]! }] : []
  })
}

export function hasFiles(about: Case): boolean {
  return about.attachmentIds.length > 0 || linkedFiles(about).length > 0
}

/** image/jpeg → JPEG, application/pdf → PDF. */
export function kindOf(type: string): string {
  return type.slice(type.indexOf('/') + 1).toUpperCase()
}

/** 245760 → 240 KB. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
