import type { Plugin, Rolldown } from 'vite';

/** Pages that come as files of their own, by the name that the server knows them by. */
const PAGE = /\/src\/pages\/([A-Z]\w*)\.svelte$/;

/** Chunks that the page shares with other pages only; what index.html names is there anyway. */
function sharedWith(page: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const chunk = (name: string) => {
    const found = bundle[name];
    return found?.type === 'chunk' ? [found] : [];
  };
  const everywhere = new Set(Object.values(bundle).flatMap((one) => (one.type === 'chunk' && one.isEntry ? [one.fileName, ...one.imports] : [])));
  const seen = new Set<Rolldown.OutputChunk>();
  const follow = (one: Rolldown.OutputChunk) => {
    for (const next of one.imports.flatMap(chunk)) {
      if (everywhere.has(next.fileName) || seen.has(next)) continue;
      seen.add(next);
      follow(next);
    }
  };
  follow(page);
  return [...seen];
}

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
        const files = [chunk, ...sharedWith(chunk, bundle)];
        const styles = files.flatMap((file) => [...(file.viteMetadata?.importedCss ?? [])]).map((name) => `/${name}`);
        pages[page[1]!.toLowerCase()] = { scripts: files.map((file) => `/${file.fileName}`), styles };
      }
      this.emitFile({ type: 'asset', fileName: 'hints.json', source: JSON.stringify(pages, null, 1) + '\n' });
    },
  };
}
