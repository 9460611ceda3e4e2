import { resolve } from 'node:path'
import { VantResolver } from '@vant/auto-import-resolver'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { alias, backend } from './vite.shared.ts'

/** The grid app, served at `/m/` and kept on the phone, so that it opens without a network. */
export default defineConfig({
  root: resolve(import.meta.dirname, 'm'),
  base: '/m/',
  // Its own, so that both apps can be worked on at once.
  cacheDir: resolve(import.meta.dirname, 'node_modules/.vite-phone'),
  plugins: [
    vue(),
    // The library's icon font is in its own style already; what it would fetch from elsewhere is left out.
    { name: 'nothing-from-elsewhere', enforce: 'pre', transform: (code, id) => (id.includes('/vant/') && id.includes('.css') ? code.replace(/,\s*url\(["']?(?:https?:)?\/\/[^)]*\)\s*format\([^)]*\)/g, '') : undefined) },
    components({ dts: false, dirs: [], resolvers: [VantResolver()] }),
    VitePWA({
      // A newer version waits until it is asked for, or for the next opening: never under somebody's hands.
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: '网格通',
        short_name: '网格通',
        lang: 'zh-CN',
        start_url: '/m/',
        scope: '/m/',
        display: 'standalone',
        theme_color: '#14532d',
        background_color: '#f5f7f6',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: { globPatterns: ['**/*.{js,css,html,svg,png,woff2}'], navigateFallback: '/m/index.html', cleanupOutdatedCaches: true },
    }),
  ],
  resolve: { alias },
  server: { port: 5174, proxy: backend },
  build: { outDir: resolve(import.meta.dirname, 'dist/m'), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1200, reportCompressedSize: false },
})
