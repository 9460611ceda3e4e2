import { api, ask } from '@/contract/client'
import { Problem } from '@/contract/problem'
import type { Doors } from './send'
import type { Answer } from './waiting'

/** The host's two doors for what was done on the phone: files one by one, all else together. */
export const doors: Doors = {
  async whose() {
    return (await ask(api.GET('/api/me'))).personId
  },

  async upload(write, photo) {
    const form = new FormData()
    form.append('file', new Blob([photo.bytes], { type: photo.type }), photo.name)
    try {
      const kept = await ask(
        api.POST('/api/attachments', {
          params: { header: { 'Idempotency-Key': write.key } },
          headers: { 'Idempotency-Key': write.key },
          body: form as never,
          bodySerializer: (body: unknown) => body as FormData,
        }),
      )
      return { status: 201, code: '', detail: '', body: kept }
    } catch (fault) {
      if (!(fault instanceof Problem) || fault.status === 0 || fault.status === 401) throw fault
      return { status: fault.status, code: fault.code, detail: fault.detail, body: null }
    }
  },

  async batch(writes) {
    const items = writes.map((write) => ({ key: write.key, do: write.do, case: write.case, report: write.report, id: write.id, after: write.after.length > 0 ? write.after : undefined, body: write.body as never }))
    const told = await ask(api.POST('/api/sync', { body: { items } }))
    return told.items.map((one): Answer => {
      const problem = (one.body ?? {}) as { code?: string; detail?: string }
      return { status: one.status, code: one.status < 300 ? '' : (problem.code ?? `http-${one.status}`), detail: one.status < 300 ? '' : (problem.detail ?? ''), body: one.body }
    })
  },
}
