import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import type { Endpoint } from '../src/app/api.ts'

const root = import.meta.dirname

/**
 * The method and the path of each endpoint, read from the API contract while building: so the
 * contract's schemas, and the library they are made with, stay out of the browser.
 */
function endpoints(): Plugin {
  const name = 'virtual:endpoints'
  return {
    name: 'linchpin-endpoints',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    async load(id) {
      if (id !== `\0${name}`) return undefined
      const file = pathToFileURL(join(root, '../src/app/api.ts')).href
      const { api } = (await import(file)) as { api: Readonly<Record<string, Endpoint>> }
      const table = Object.entries(api).map(([each, { method, path }]) => [each, [method, path]])
      return `export default ${JSON.stringify(Object.fromEntries(table))}`
    },
  }
}

/**
 * Has the browser fetch the typeface with the page itself: what is not there when the first screen is
 * drawn waits for the next page.
 */
function preloadTypeface(): Plugin {
  return {
    name: 'linchpin-typeface',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((file) => file.includes('inter-latin-wght'))
          .map((file) => ({
            tag: 'link',
            attrs: {
              rel: 'preload',
              as: 'font',
              type: 'font/woff2',
              href: `/${file}`,
              crossorigin: '',
            },
            injectTo: 'head-prepend',
          })),
    },
  }
}

export default defineConfig({
  root,
  plugins: [react(), tailwind(), endpoints(), preloadTypeface()],
  build: {
    outDir: join(root, '../dist/admin'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2024',
    // Inlined files would need `data:` in the policy of what may be loaded.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
})
