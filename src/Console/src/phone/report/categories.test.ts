import { describe, expect, it } from 'vitest'
import { search } from './categories'

const categories = [
  { code: 'env', name: '市容环境', parent: null },
  { code: 'env.stall', name: '占道经营', parent: 'env' },
  { code: 'road', name: '道路', parent: null },
  { code: 'road.lamp', name: '路灯', parent: 'road' },
  { code: 'road.env', name: '道路市容', parent: 'road' },
]

describe('searching a category', () => {
  it('finds it by its name, its place or its code', () => {
    expect(search(categories, '路灯').map((one) => one.code)).toEqual(['road.lamp'])
    expect(search(categories, '市容 占道')).toEqual([{ code: 'env.stall', name: '占道经营', path: '市容环境' }])
    expect(search(categories, 'ROAD.LAMP').map((one) => one.code)).toEqual(['road.lamp'])
  })

  it('tells hits of the name first, and leaves before branches', () => expect(search(categories, '市容').map((one) => one.code)).toEqual(['road.env', 'env', 'env.stall']))

  it('does not end in a circle of parents', () =>
    expect(search([{ code: 'a', name: 'A', parent: 'b' }, { code: 'b', name: 'B', parent: 'a' }], 'a').map((one) => one.code).sort()).toEqual(['a', 'b']))
})
