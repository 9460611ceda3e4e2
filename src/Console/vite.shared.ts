import { resolve } from 'node:path'

export const alias = { '@': resolve(import.meta.dirname, 'src') }

/** While the pages are being worked on, a host answers for the data: GRIDCASE_URL, or one on the usual port. */
const target = process.env.GRIDCASE_URL ?? 'http://localhost:7071'
export const backend = Object.fromEntries(['/api', '/openapi', '/health'].map((path) => [path, { target, changeOrigin: false }]))
