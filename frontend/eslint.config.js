import fs from 'node:fs';
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// Every word that a page shows stands in a catalogue, so that a test sees each of them disguised. What is printed
// on a key, and what is typed on a command line, is the same in every language.
const LETTERS = '/\\p{L}/u';
const SHOWN_ATTRIBUTE = 'JSXAttribute[name.name=/^(alt|aria-(description|label|roledescription)|aside|hint|label|placeholder|title)$/]';
const SHOWN = 'JSXElement:not([openingElement.name.name=/^(code|kbd|Kbd)$/])';
const WITHIN = [`Literal[value=${LETTERS}]`, `TemplateLiteral > TemplateElement[value.cooked=${LETTERS}]`];
const words = [
  `${SHOWN} > JSXText[value=${LETTERS}]`,
  `${SHOWN_ATTRIBUTE} > ${WITHIN[0]}`,
  ...[`${SHOWN} > JSXExpressionContainer`, `${SHOWN_ATTRIBUTE} > JSXExpressionContainer`].flatMap((container) =>
    ['', ' > ConditionalExpression', ' > LogicalExpression'].flatMap((way) => WITHIN.map((within) => `${container}${way} > ${within}`)),
  ),
  `CallExpression[callee.name=/^(useTitle|showToast)$/] ${WITHIN[0]}:not(Property[key.name=/^(mark)$/] > Literal)`,
].map((selector) => ({ selector, message: 'Words stand in a catalogue: words.ts.' }));

// Imports go one way: lib <- components/ui, auth, live <- components/layout <- features <- app.
// The zones come from the folder listing, so a new feature is covered the day it is made.
const features = fs.readdirSync('./src/features');
const zones = [
  ...features.map((name) => ({
    target: `./src/features/${name}`,
    from: './src/features',
    except: [`./${name}`],
    message: 'Features do not import each other: move what they share down.',
  })),
  { target: './src/features', from: './src/app' },
  { target: ['./src/components', './src/lib', './src/live', './src/auth'], from: ['./src/features', './src/app'] },
  { target: './src/components/ui', from: ['./src/auth', './src/live', './src/components/layout'] },
  { target: './src/live', from: ['./src/auth', './src/components'] },
  { target: './src/lib', from: ['./src/components', './src/auth', './src/live'] },
];

export default tseslint.config(
  { ignores: ['dist', 'test-results', 'playwright-report', 'src/live/protocol.gen.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      jsxA11y.flatConfigs.strict,
      reactHooks.configs.flat['recommended-latest'],
    ],
    plugins: { 'import-x': importX },
    languageOptions: { globals: globals.browser, parserOptions: { projectService: true } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'max-lines': ['error', { max: 300 }],
      'max-depth': ['error', 3],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.tsx'],
    // The page of components is not shipped.
    ignores: ['src/**/*.test.tsx', 'src/app/components/**'],
    rules: { 'no-restricted-syntax': ['error', ...words] },
  },
  {
    files: ['src/**/words.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator:not([init.callee.name="catalogue"])',
          message: 'Words are made by catalogue().',
        },
      ],
    },
  },
  {
    files: ['public/*.js'],
    languageOptions: { globals: globals.browser, sourceType: 'script' },
    rules: { 'no-unused-vars': ['error', { caughtErrorsIgnorePattern: '^_' }] },
  },
  { files: ['public/sw.js'], languageOptions: { globals: globals.serviceworker } },
  // What it hands to the page runs there.
  { files: ['bench/*.js', 'pictures/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['*.config.js', 'scripts/*.js', 'bench/*.js', 'pictures/*.js'], languageOptions: { globals: globals.node } },
);
