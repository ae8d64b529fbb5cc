// What a compiler does not see.  The layers, each of which uses only what stands behind it:
//   main, routes → pages, app (the frame) → ui (widgets) → shared (session, region, words) → i18n, api
// `app` and `pages` know nothing of one another: routes.ts brings them together.
import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

const LAYERS = {
  pages: ['app', 'routes', 'main'],
  app: ['pages', 'routes', 'main'],
  ui: ['pages', 'app', 'routes', 'main'],
  shared: ['pages', 'app', 'ui', 'routes', 'main'],
  i18n: ['pages', 'app', 'ui', 'shared', 'routes', 'main'],
  api: ['pages', 'app', 'ui', 'shared', 'i18n', 'routes', 'main'],
}

const beyond = (above) => `^(\\.\\./)+(${above.join('|')})(/|$)`

const layers = Object.entries(LAYERS).map(([name, above]) => ({
  files: [`src/${name}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: beyond(above),
            message: `${name} stands below; the order is main → pages, app → ui → shared → i18n, api (eslint.config.js)`,
          },
        ],
      },
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector: `ImportExpression[source.value=/${beyond(above).replaceAll('/', '\\x2f')}/]`,
        message: `${name} stands below what it loads here`,
      },
    ],
  },
}))

export default ts.config(
  { ignores: ['dist/**', 'node_modules/**', 'src/components.d.ts', 'src/api/schema.ts'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['src/**/*.vue', 'src/**/*.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // Prettier's business.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/first-attribute-linebreak': 'off',
      // A page is named by its folder; widgets of one word are ours alone (Icon, Notice).
      'vue/multi-word-component-names': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    // What closes by a click beside it loses what was typed and why it was refused.
    files: ['src/ui/**/*.vue', 'src/pages/**/*.vue'],
    ignores: ['src/ui/AskDialog.vue'],
    rules: {
      'vue/no-restricted-html-elements': [
        'error',
        { element: ['ElDialog'], message: 'A dialog is an AskDialog (ui/AskDialog.vue).' },
      ],
    },
  },
  ...layers,
)
