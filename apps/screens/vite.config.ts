/** Builds the page that televisions open: one classic script that Chromium 53 parses, one style sheet, fonts, the player. */
import { defineConfig, type Plugin } from 'vite';

/** The style sheets are written in the pixels of a 1920×1080 stage; a set scales the root, so every length becomes rem. */
const STAGE_PX_PER_REM = 100;
const stageLengths: Plugin = {
  name: 'stage-lengths',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/tv\/[^/]+\.css$/.test(id)) return null;
    return code.replace(/(-?\d*\.?\d+)px\b/g, (_, px: string) => `${Number(px) / STAGE_PX_PER_REM}rem`);
  },
};

/** No module, nothing inline: old engines know no modules, and the page is served with a strict content policy. */
const classicScript: Plugin = {
  name: 'classic-script',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace(/<script type="module" crossorigin/g, '<script defer').replace(/ crossorigin/g, ''),
  },
};

export default defineConfig({
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    assetsDir: 'assets/screens',
    assetsInlineLimit: 0,
    target: 'es2015',
    cssTarget: 'chrome53',
    cssMinify: 'lightningcss',
    modulePreload: false,
    cssCodeSplit: false, // else a classic script carries its styles inline, which the content policy forbids
    reportCompressedSize: false,
    rolldownOptions: { output: { format: 'iife', codeSplitting: false } },
  },
  plugins: [stageLengths, classicScript],
});
