import type { Schemas } from '@/contract/client'

export type ChannelDocument = Schemas['ChannelDocument']

/** A channel as it is sent back unchanged: its secret is left out, so that the host keeps the one it has. */
export function documentOf(view: Schemas['ChannelView']): ChannelDocument {
  return { id: view.id, kind: view.kind, enabled: view.enabled, takes: view.takes, url: view.url, host: view.host, port: view.port, tls: view.tls, from: view.from, user: view.user }
}

export type Draft = {
  id: string
  kind: 'webhook' | 'wecom' | 'email'
  enabled: boolean
  takes: Schemas['ChannelTakes']
  url: string
  host: string
  port: number
  tls: Schemas['MailTls']
  from: string
  user: string
  /** What becomes of the secret that is kept: it stays, another takes its place, or there is none any more. */
  secretIs: 'kept' | 'new' | 'none'
  secret: string
}

export function draftOf(view: Schemas['ChannelView'] | null): Draft {
  return {
    id: view?.id ?? '',
    kind: view && view.kind !== 'in-app' ? view.kind : 'webhook',
    enabled: view?.enabled ?? true,
    takes: view?.takes ?? 'all',
    url: view?.url ?? '',
    host: view?.host ?? '',
    port: view?.port ?? 587,
    tls: view?.tls ?? 'starttls',
    from: view?.from ?? '',
    user: view?.user ?? '',
    secretIs: view?.hasSecret ? 'kept' : 'new',
    secret: '',
  }
}

/** What is sent of a draft: only the fields of its kind, and a secret only where somebody typed or removed one. */
export function sentOf(draft: Draft): ChannelDocument {
  const plain: ChannelDocument = { id: draft.id.trim(), kind: draft.kind, enabled: draft.enabled, takes: draft.takes }
  if (draft.kind === 'email') Object.assign(plain, { host: draft.host.trim(), port: draft.port, tls: draft.tls, from: draft.from.trim(), user: draft.user.trim() || null })
  else plain.url = draft.url.trim() || null
  if (draft.secretIs === 'none') plain.secret = ''
  else if (draft.secretIs === 'new' && draft.secret) plain.secret = draft.secret
  return plain
}

/** Which field of the form the host found fault with: `channels[2].url` is `url`. */
export function fieldOf(field: string | null): string | null {
  return field?.replace(/^channels\[\d+\]\./, '') ?? null
}
