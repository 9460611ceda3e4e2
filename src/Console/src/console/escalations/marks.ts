import type { Schemas } from '@/contract/client'

export type Notice = Schemas['EscalationLine']

/** One mark of one clock, with everybody who was told of it. Notices that no clock brought stand alone. */
export type Mark = {
  key: string
  code: string
  link: string
  notices: Notice[]
  /** The one that came last: it says how the case stands. */
  newest: Notice
  /** That somebody is asked to answer, and nobody has. */
  isOpen: boolean
  /** The answer, whoever gave it. */
  answer: Notice | null
}

function keyOf(notice: Notice): string {
  const about = notice.about ? `${notice.about.id}/${notice.personId}` : notice.caseId
  return notice.clock ? [about, notice.clock, notice.cycle, notice.purpose].join('|') : notice.id
}

/** Where the pages show what a notice is about. */
export function linkOf(notice: Notice): string {
  if (!notice.about) return `/cases/${notice.caseId}`
  return notice.about.kind === 'care-visit' ? `/inspections/care?entry=${notice.about.id}` : `/inspections/rounds/${notice.about.id}`
}

/** Puts together what several people were told of the same mark; the newest mark first, as the notices come. */
export function groupByMark(notices: Notice[]): Mark[] {
  const groups = new Map<string, Notice[]>()
  for (const notice of notices) {
    const key = keyOf(notice)
    const group = groups.get(key)
    if (group) group.push(notice)
    else groups.set(key, [notice])
  }
  return [...groups].map(([key, group]) => {
    const newest = group.reduce((one, other) => (Date.parse(other.at) > Date.parse(one.at) ? other : one))
    const answer = group.find((notice) => notice.acknowledgedAt) ?? null
    return { key, code: newest.code, link: linkOf(newest), notices: group, newest, isOpen: newest.rung > 0 && answer === null, answer }
  })
}

/** The notice through which I answer for a mark: my own where there is one; another's only where I may answer for others. */
export function toAnswer(mark: Mark, mayForOthers: boolean): Notice | null {
  if (!mark.isOpen) return null
  return mark.notices.find((notice) => notice.toMe) ?? (mayForOthers ? mark.notices[0]! : null)
}

/** Lists grow by pages, and what was shown may come again: each notice is there once. */
export function joined(shown: Notice[], more: Notice[]): Notice[] {
  const known = new Set(shown.map((notice) => notice.id))
  return [...shown, ...more.filter((notice) => !known.has(notice.id))]
}
