import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vite'
import { alias, backend } from './vite.shared.ts'

/** The operations console, served at `/`. */
export default defineConfig({
  plugins: [vue(), components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
  resolve: { alias },
  publicDir: 'public',
  // The page in `m` is another app's.
  optimizeDeps: { entries: ['index.html'] },
  server: { port: 5173, proxy: backend },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1200, reportCompressedSize: false },
})
