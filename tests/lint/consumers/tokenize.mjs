// Holds what `doorward generate editor vscode` writes to the library that Visual Studio Code colours with, and its problem
// matcher to what `doorward check` prints.
// usage: node tokenize.mjs DOORWARD MODULES, where MODULES is the node_modules that `npm ci` made from package.json here.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [tool, modules] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(modules, 'any.js'));
const { Registry, INITIAL, parseRawGrammar } = require('vscode-textmate');
const oniguruma = require('vscode-oniguruma');
const folder = mkdtempSync(join(tmpdir(), 'doorward-editor-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

const done = spawnSync(tool, ['generate', 'editor', 'vscode', folder], { encoding: 'utf8' });
assert.equal(done.status, 0, done.stderr);
const read = (file) => readFileSync(join(folder, file), 'utf8');
const { contributes } = JSON.parse(read('package.json'));
JSON.parse(read(contributes.languages[0].configuration));

await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
const registry = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => parseRawGrammar(read(contributes.grammars[0].path), 'ward.json'),
});
const grammar = await registry.loadGrammar(contributes.grammars[0].scopeName);

// Each line with the words that have a scope, and its first part.
const kLines = [
  ['ward 1   # edition', 'ward:keyword 1:constant # edition:comment'],
  ['user    alice = alice@contoso.example', 'user:keyword alice@contoso.example:constant'],
  ['group break-glass = 4f1c2d7e-0000-4000-8000-000000000004', 'group:keyword 4f1c2d7e-0000-4000-8000-000000000004:constant'],
  ['trusted network hq = 203.0.113.0/24, 2001:db8:17::/48',
    'trusted:keyword network:support 203.0.113.0/24:constant 2001:db8:17::/48:constant'],
  ['policy CA1 "Block \\"old\\" # clients"', 'policy:keyword "Block \\"old\\" # clients":string'],
  ['  everyone except break-glass # all', 'everyone:keyword except:keyword # all:comment'],
  ['  through legacy clients between 22:00 and 06:00 for app-catalog until 2027-01-31',
    'through:keyword clients:support between:support 22:00:constant and:keyword 06:00:constant for:keyword ' +
    'until:keyword 2027-01-31:constant'],
  ['  REQUIRE mfa or compliant-device', 'REQUIRE:keyword mfa:support or:keyword'],
];
for (const [line, expected] of kLines) {
  const words = [];
  for (const token of grammar.tokenizeLine(line, INITIAL).tokens) {
    const kind = token.scopes[1]?.split('.')[0];
    if (kind === undefined) continue;
    const text = line.slice(token.startIndex, token.endIndex);
    if (kind === 'string' && words.at(-1)?.endsWith('\0string')) words[words.length - 1] = words.at(-1).replace('\0', text + '\0');
    else words.push(`${text}\0${kind}`);
  }
  assert.equal(words.map((word) => word.replace('\0', ':')).join(' '), expected);
}

writeFileSync(join(folder, 'p.ward'), 'everyone for all apps reqire mfa\n');
const printed = spawnSync(tool, ['check', 'p.ward', '--color', 'never'], { cwd: folder, encoding: 'utf8' }).stderr;
const { regexp, ...groups } = contributes.problemMatchers[0].pattern;
const found = printed.split('\n')[0].match(new RegExp(regexp));
const problem = Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, found?.[group]]));
assert.deepEqual(problem, {
  file: 'p.ward', line: '1', column: '23', severity: 'error', code: 'E1044', message: '`reqire` cannot stand here',
});
console.log(`${kLines.length} lines coloured, the problem matcher finds what check prints`);
