/** What is being filled in, without its photos. */
export type Draft = { kind: string; category: string; title: string; text: string; gridCode: string; address: string; urgency: string; isHandled: boolean; onSite: string; position: { lat: number; lon: number } | null }

export function emptyDraft(gridCode: string): Draft {
  return { kind: 'report', category: '', title: '', text: '', gridCode, address: '', urgency: 'normal', isHandled: false, onSite: '', position: null }
}

/** Entries that are still needed. */
export function missing(draft: Draft): string[] {
  const needed: [string, string][] = [['category', draft.category], ['title', draft.title], ['text', draft.text], ['gridCode', draft.gridCode], ...(draft.isHandled ? [['onSite', draft.onSite] as [string, string]] : [])]
  return needed.filter(([, value]) => !value.trim()).map(([name]) => name)
}

/** The report as its door takes it. The place is the grid; position and address only where they were given. */
export function reportOf(draft: Draft, photoKeys: string[], observedAt: string): Record<string, unknown> {
  return {
    kind: draft.kind,
    category: draft.category,
    title: draft.title.trim(),
    text: draft.text.trim(),
    gridCode: draft.gridCode,
    observedAt,
    ...(draft.position ?? {}),
    ...(draft.address.trim() ? { address: draft.address.trim() } : {}),
    ...(draft.urgency !== 'normal' ? { urgency: draft.urgency } : {}),
    ...(draft.isHandled ? { handledOnSite: { text: draft.onSite.trim() } } : {}),
    ...(photoKeys.length > 0 ? { attachmentIds: photoKeys.map((key) => `key:${key}`) } : {}),
  }
}
