import fs from 'node:fs';
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

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
    files: ['public/*.js'],
    languageOptions: { globals: globals.browser, sourceType: 'script' },
    rules: { 'no-unused-vars': ['error', { caughtErrorsIgnorePattern: '^_' }] },
  },
  { files: ['public/sw.js'], languageOptions: { globals: globals.serviceworker } },
  // What it hands to the page runs there.
  { files: ['bench/*.js', 'pictures/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['*.config.js', 'scripts/*.js', 'bench/*.js', 'pictures/*.js'], languageOptions: { globals: globals.node } },
);
