import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    // Host and protocol are set by src/server.ts after it has checked them (see docs/architecture.md).
    adapter: adapter({ out: 'build', precompress: true }),
    csp: {
      mode: 'nonce',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        // Charts and progress bars set widths by style attributes, also in the server's HTML.
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'frame-ancestors': ['none'],
        'form-action': ['self'],
      },
    },
    typescript: {
      config(config) {
        config.include = [
          ...config.include,
          '../scripts/**/*.ts',
          '../tests/**/*.ts',
          '../bench/**/*.ts',
          '../*.config.ts',
        ];
      },
    },
  },
};
