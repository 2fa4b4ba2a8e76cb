import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { packed } from './build/packed.ts';

export default defineConfig({
  plugins: [svelte(), packed()],
  build: {
    target: 'es2022',
    // Inlined data: URLs would need a wider content security policy; files are cached for ever anyway.
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:9020', '/media': 'http://127.0.0.1:9020' } },
  test: { include: ['src/**/*.test.ts'] },
});
