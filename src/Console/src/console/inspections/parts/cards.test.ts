import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { vCards } from './cards'

const Listed = defineComponent({
  directives: { cards: vCards },
  props: { rows: { type: Array<string>, required: true } },
  template: '<table v-cards><thead><tr><th>名称</th><th>状态</th></tr></thead><tbody><tr v-for="row in rows" :key="row"><td>{{ row }}</td><td>启用</td></tr></tbody></table>',
})

describe('a table as cards', () => {
  it('says of each cell which column it is of, also of rows that come later', async () => {
    const page = mount(Listed, { props: { rows: ['一'] } })
    await page.setProps({ rows: ['一', '二'] })
    expect(page.findAll('td').map((cell) => cell.attributes('data-label'))).toEqual(['名称', '状态', '名称', '状态'])
    expect(page.findAll('[role=row]')).toHaveLength(3)
  })
})
