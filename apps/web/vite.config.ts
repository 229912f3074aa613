import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const API_SERVER = 'http://127.0.0.1:4200';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The server's CSP has no data: sources, so nothing may be inlined.
    assetsInlineLimit: 0,
    // antd alone is more than the default limit of 500 kB before compression.
    chunkSizeWarningLimit: 900,
  },
  server: {
    // Contracts and pure base functions are imported from the kernel, two folders up.
    fs: { allow: ['../..'] },
    proxy: { '/api': API_SERVER },
  },
});
