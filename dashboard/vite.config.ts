import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What a browser loads before it shows anything, packed. */
const SHELL_BUDGET = 250 * 1024;

/** Fails the build when the shell (the entry and what it imports at once) outgrows its budget. */
function budget(): Plugin {
  return {
    name: 'budget',
    generateBundle(_, bundle) {
      const seen = new Set<string>();
      const collect = (name: string) => {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk' || seen.has(name)) return;
        seen.add(name);
        chunk.imports.forEach(collect);
      };
      Object.values(bundle).forEach((part) => part.type === 'chunk' && part.isEntry && collect(part.fileName));
      let bytes = 0;
      for (const name of seen) {
        const chunk = bundle[name];
        if (chunk?.type === 'chunk') bytes += gzipSync(chunk.code, { level: 9 }).length;
      }
      const said = `shell: ${(bytes / 1024).toFixed(1)} kB of script, gzipped (budget ${SHELL_BUDGET / 1024} kB)`;
      if (bytes > SHELL_BUDGET) this.error(said);
      console.log(said);
    },
  };
}

/** Each script and style once more as the gateway sends it to browsers: of the files as they are, after the last change to them. */
function packed(): Plugin {
  return {
    name: 'packed',
    async writeBundle({ dir = '' }, bundle) {
      for (const { fileName } of Object.values(bundle)) {
        if (!/\.(js|css)$/.test(fileName)) continue;
        const file = join(dir, fileName);
        await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  base: '/console/',
  plugins: [react(), budget(), packed()],
  build: {
    outDir: 'target/classes/console',
    emptyOutDir: true,
    // inlined files would be data: URLs, which the policy of the page refuses
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000, // the budget above judges the shell, packed
    target: 'es2023',
    modulePreload: { polyfill: false },
    // the gateway speaks HTTP/1.1: two dozen parts of the shell would take turns on six connections
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shell', tags: ['$initial'] }] } } },
  },
  server: {
    port: 5173,
    // a page of `npm run dev` talks to the fleet that runs
    proxy: { '^/(?!console|src|node_modules|@)': { target: 'http://localhost:8080', ws: true } },
  },
});
