import { mount, type VueWrapper } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { words } from '@/console/words'
import type { Point, Polygons } from './geometry'
import OutlineView from './OutlineView.vue'
import type { Place } from './places'

const box = (west: number, side: number): Polygons => [[[[west, 21], [west + side, 21], [west + side, 21 + side], [west, 21 + side], [west, 21]] as Point[]]]
const here: Place = { code: '440804', name: '坡头区', level: 'county', children: [], up: null }
const [south, island]: Place[] = ['南调街道', '南三镇'].map((name, at) => ({ code: `44080400${at + 1}`, name, level: 'town', children: [], up: here }))
here.children = [south!, island!]
const counts = new Map([[south!.code, { open: 9, warned: 1, overdue: 2 }], [island!.code, { open: 4, warned: 0, overdue: 3 }]])

async function shown(): Promise<{ view: VueWrapper; at: () => string }> {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { template: '<i/>' } }] })
  await router.push('/')
  const view = mount(OutlineView, {
    props: { here, places: here.children, outlines: { own: null, below: new Map([[south!.code, box(110, 1)], [island!.code, box(111, 1)]]) }, counts, by: 'overdue', most: 3, to: (place: string) => ({ query: { place } }) },
    global: { plugins: [words, router] },
  })
  await view.vm.$nextTick()
  return { view, at: () => router.currentRoute.value.fullPath }
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', class {
    constructor(private readonly told: (entries: object[]) => void) {}
    observe = (): void => this.told([{ contentRect: { width: 600 } }])
    disconnect = (): void => {}
  })
})

describe('the map of a place', () => {
  it('has a link for each place below, named by all its counts, that leads inside', async () => {
    const { view, at } = await shown()
    const links = view.findAll('svg a')
    expect(links.map((link) => [link.attributes('aria-label'), link.attributes('href')])).toEqual([
      ['南调街道：未结 9 件，超期 2 件，临期 1 件', '/?place=440804001'],
      ['南三镇：未结 4 件，超期 3 件，临期 0 件', '/?place=440804002'],
    ])
    await links[1]!.trigger('click')
    await vi.waitFor(() => expect(at()).toBe('/?place=440804002'))
  })

  it('lists the same places beside it, the most first', async () => {
    const { view } = await shown()
    expect(view.findAll('ol a').map((link) => link.text())).toEqual(['南三镇3', '南调街道2'])
  })

  it('shows in the list and in words what is pointed at, with the mouse or the keyboard', async () => {
    const { view } = await shown()
    expect(view.find('.lit').exists()).toBe(false)
    await view.findAll('svg a')[0]!.trigger('focus')
    expect(view.find('.lit').text()).toBe('南调街道2')
    expect(view.find('.said').text()).toBe('南调街道：未结 9 件，超期 2 件，临期 1 件')
    await view.findAll('ol a')[0]!.trigger('mouseenter')
    expect(view.find('.lifted').attributes('d')).toBe(view.findAll('svg a path')[1]!.attributes('d'))
    await view.findAll('ol a')[0]!.trigger('mouseleave')
    expect(view.find('.lifted').exists()).toBe(false)
  })
})
