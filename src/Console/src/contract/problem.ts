export type Finding = { entry?: string | null; fault: string; row?: number | null; column?: string | null; value?: string | null; remedy?: string | null }

/** An answer that is not good: what the host refused and why (problem+json), or that it was not reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** Stable kebab-case code; `unreachable` when there was no answer. */
    readonly code: string,
    /** In the host's words; the pages put their own in place of it where they know the code. */
    readonly detail: string,
    readonly field: string | null = null,
    readonly findings: Finding[] = [],
    readonly requestId: string | null = null,
  ) {
    super(`${status} ${code}: ${detail}`)
  }

  static unreachable(): Problem {
    return new Problem(0, 'unreachable', '')
  }

  static of(response: Response, body: unknown): Problem {
    const told = (typeof body === 'object' && body !== null ? body : {}) as Partial<{ code: string; detail: string; field: string; findings: Finding[]; requestId: string }>
    return new Problem(response.status, told.code ?? `http-${response.status}`, told.detail ?? '', told.field ?? null, told.findings ?? [], told.requestId ?? null)
  }
}

