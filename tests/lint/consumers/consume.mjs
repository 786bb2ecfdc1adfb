// Holds the reports of `doorward check` to what reads them: SARIF to Microsoft's validator, workflow commands to the
// library that GitHub's own actions write them with, code quality to the types of its format.
// usage: node consume.mjs DOORWARD MODULES, where MODULES is the node_modules that `npm ci` made from package.json here.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [tool, modules] = process.argv.slice(2).map((path) => resolve(path));
const folder = mkdtempSync(join(tmpdir(), 'doorward-consumers-'));
const kNames = ['policies, 100% & more.ward', 'broken.ward'];
const kTexts = [
  'group old = 4f1c2d7e-0000-4000-8000-000000000009\n' +
    'policy CA1 "A <b> & \\"c\\", 100%: x" everyone for all apps require mfa\n' +
    'policy CA2 "A <b> & \\"c\\", 100%: x" everyone for office-365 require compliant-device\n',
  'everyone for all apps reqire mfa\n',
];

function run(program, args) {
  const done = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(done.error, undefined, String(done.error));
  return done;
}

// The report of both files: one has lints, with fixes and further places, the other does not parse.
const report = (file, format) => run(tool, ['check', file, '--at', '2026-11-25', '--format', format]).stdout;

function sarif(file) {
  writeFileSync(join(folder, 'report.sarif'), report(file, 'sarif'));
  const validator = join(modules, '@microsoft/sarif-multitool-linux/Sarif.Multitool');
  process.env.DOTNET_SYSTEM_GLOBALIZATION_INVARIANT = '1';
  const done = run(validator, ['validate', 'report.sarif']);
  assert.equal(done.status, 0, done.stdout + done.stderr);
  assert.match(done.stdout, /Analysis completed successfully/);
  assert.doesNotMatch(done.stdout, /(error|warning) SARIF/, done.stdout);
}

function written(action) {
  const write = process.stdout.write;
  let text = '';
  process.stdout.write = (part) => ((text += part), true);
  try {
    action();
  } finally {
    process.stdout.write = write;
  }
  return text.trimEnd();
}

const unescaped = (text) =>
  text.replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');

// Each line says what GitHub's library writes for the same finding.
async function github(file) {
  const { issueCommand } = await import(pathToFileURL(join(modules, '@actions/core/lib/command.js')));
  const lines = report(file, 'github').trimEnd().split('\n');
  assert.ok(lines.length > 0);
  for (const line of lines) {
    const [, name, properties, message] = /^::(error|warning|notice) (.*?)::(.*)$/.exec(line);
    const values = properties.split(',').map((pair) => pair.split(/=(.*)/s).map(unescaped));
    const said = written(() => issueCommand(name, Object.fromEntries(values), unescaped(message)));
    assert.equal(said, line);
  }
}

function gitlab(file) {
  const source = `import type { Issue } from 'codeclimate-types';\nexport const issues: Issue[] = ${report(file, 'gitlab')};\n`;
  writeFileSync(join(folder, 'report.ts'), source);
  const compiler = createRequire(join(modules, 'x')).resolve('typescript/lib/tsc.js');
  const done = run(process.execPath, [compiler, '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', 'report.ts']);
  assert.equal(done.status, 0, done.stdout);
}

try {
  symlinkSync(modules, join(folder, 'node_modules'));
  for (const [i, name] of kNames.entries()) {
    writeFileSync(join(folder, name), kTexts[i]);
    sarif(name);
    await github(name);
    gitlab(name);
  }
  console.log('sarif, github and gitlab reports are read as written');
} finally {
  rmSync(folder, { recursive: true });
}
