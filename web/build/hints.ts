import type { Plugin } from 'vite';

/** Pages that come as files of their own, by the name that the server knows them by. */
const PAGE = /\/src\/pages\/([A-Z]\w*)\.svelte$/;

/**
 * Writes `hints.json`: which script and styles each page needs beside those of index.html, so that the server can name
 * them in the head and the browser fetches them at once instead of after the first script has run.
 *
 *     {"watch": {"scripts": ["/assets/Watch-x.js"], "styles": ["/assets/Watch-x.css"]}, ...}
 */
export function hints(): Plugin {
  return {
    name: 'zoetrope-hints',
    apply: 'build',
    // After Vite's own plugins, which note the styles of a chunk.
    enforce: 'post',
    generateBundle(_options, bundle) {
      const pages: Record<string, { scripts: string[]; styles: string[] }> = {};
      for (const chunk of Object.values(bundle)) {
        const page = chunk.type === 'chunk' && chunk.isDynamicEntry ? PAGE.exec(chunk.facadeModuleId ?? '') : null;
        if (chunk.type !== 'chunk' || !page) continue;
        const styles = [...(chunk.viteMetadata?.importedCss ?? [])].map((name) => `/${name}`);
        pages[page[1]!.toLowerCase()] = { scripts: [`/${chunk.fileName}`], styles };
      }
      this.emitFile({ type: 'asset', fileName: 'hints.json', source: JSON.stringify(pages, null, 1) + '\n' });
    },
  };
}
