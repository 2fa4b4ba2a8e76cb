import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { hints } from './build/hints.ts';
import { packed } from './build/packed.ts';

const isBase = (id: string) =>
  /node_modules\/(svelte|esm-env|clsx)\//.test(id) ||
  (id.includes('/src/') && !/\/src\/(pages|player|upload|words\/desk)\/[A-Za-z]/.test(id));

export default defineConfig({
  plugins: [svelte(), hints(), packed()],
  build: {
    target: 'es2022',
    // Inlined data: URLs would need a wider content security policy; files are cached for ever anyway.
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // What every page needs is one file; without this it would be cut into one for each set of pages that share it.
      output: { codeSplitting: { groups: [{ name: 'base', test: isBase }] } },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:9020', '/media': 'http://127.0.0.1:9020' } },
  test: { include: ['src/**/*.test.ts'] },
});
