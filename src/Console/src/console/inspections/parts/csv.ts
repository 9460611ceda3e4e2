import { api, ask, type Schemas } from '@/contract/client'

export type Imported = Schemas['PlacesImported'] | Schemas['CareImported']

/** Sends a CSV file as it is. A dry run writes nothing. @throws Problem with a finding for each fault. */
export function importCsv(path: '/api/places/import' | '/api/care/import', file: ArrayBuffer, dryRun: boolean): Promise<Imported> {
  return ask(
    api.POST(path, {
      params: { query: { dryRun: String(dryRun) } },
      body: file as unknown as string,
      bodySerializer: (body: unknown) => body as ArrayBuffer,
      headers: { 'Content-Type': 'text/csv' },
    }),
  )
}
