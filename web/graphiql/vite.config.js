import { defineConfig } from 'vite';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  // Relative paths: the page works under whatever path it is served.
  base: './',
  worker: { format: 'es' },
  build: {
    chunkSizeWarningLimit: 4096,
    emptyOutDir: true,
  },
});
