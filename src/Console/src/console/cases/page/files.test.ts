import { expect, it } from 'vitest'
import { kindOf, linkedFiles, sizeOf } from './files'

it('finds the files that an order names by address, and nothing that is no web address', () => {
  const value = '现场 (1).jpg (image/jpeg) https://12345.example/a.jpg\n录音 (?) http://12345.example/b\njavascript:alert(1)'
  expect(linkedFiles({ texts: [{ fact: 1, field: 'attachment-links', value }, { fact: 1, field: 'text', value: 'https://12345.example/c' }] })).toEqual([
    { name: '现场 (1).jpg', type: 'image/jpeg', url: 'https://12345.example/a.jpg' },
    { name: '录音', type: '', url: 'http://12345.example/b' },
  ])
  expect(linkedFiles({ texts: [{ fact: 1, field: 'attachment-links', value: 'https://311.example/photo.jpg' }] })[0]!.name).toBe('https://311.example/photo.jpg')
  expect(linkedFiles({ texts: null })).toEqual([])
})

it('says sizes and kinds shortly', () => {
  expect([sizeOf(900), sizeOf(245_760), sizeOf(1_572_864)]).toEqual(['900 B', '240 KB', '1.5 MB'])
  expect(kindOf('application/pdf')).toBe('PDF')
})
