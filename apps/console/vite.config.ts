/** Builds the console and the portal: one page for both, scripts and styles in files of their own (the content policy forbids inline). */
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  build: {
    outDir: 'dist',
    assetsDir: 'assets/console',
    assetsInlineLimit: 0,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
    rolldownOptions: { checks: { moduleLevelDirective: false } }, // libraries' "use client", which a page without a server ignores
  },
});
