import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** TypeScript in components is stripped by Vite; runes everywhere. */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
};
