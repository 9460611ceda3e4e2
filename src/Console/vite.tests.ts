import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { alias } from './vite.shared.ts'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], server: { deps: { inline: ['element-plus', 'vant'] } }, css: false },
})
