import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import { tokensByTheme } from '../src/brief/tokens.ts';

/** `virtual:tokens.css`: the design's tokens, which stand-alone pages share, as the desk's first stylesheet. */
function tokens(): Plugin {
  const id = '\0virtual:tokens.css';
  return {
    name: 'tokens',
    resolveId: (source) => (source === 'virtual:tokens.css' ? id : undefined),
    load: (asked) => (asked === id ? tokensByTheme : undefined),
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false }), tokens()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/desk',
    emptyOutDir: true,
    target: 'es2022',
    // Inlined files would be data addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
