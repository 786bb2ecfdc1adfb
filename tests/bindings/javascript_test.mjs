// The JavaScript package decides as the tool does: the same sign-ins give the same bytes.
// usage: node javascript_test.mjs DOORWARD PACKAGE; PACKAGE is the folder of the package, with its modules installed
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [tool, folder] = process.argv.slice(2).map((path) => resolve(path));
const { BadModule, BadSignIn, Decider, Policies } = await import(pathToFileURL(join(folder, 'index.js')).href);
const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'doorward-javascript-'));
process.on('exit', () => rmSync(scratch, { recursive: true }));
const kNow = 1795512600; // 2026-11-24T09:30:00Z
const kSignIn = { id: 'é', user: { id: 'anna' }, app: { id: 'mail' } };

function compile(path) {
  const module = join(scratch, 'set.dwm');
  const done = spawnSync(tool, ['compile', path, '-o', module], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return readFileSync(module);
}

function sentence(effect) {
  const path = join(scratch, 'p.ward');
  writeFileSync(path, `policy P1 "One"\n  everyone for all apps ${effect}\n`);
  return compile(path);
}

function answer(decider, line, text) {
  try {
    return decider.decideJson(text, kNow);
  } catch (error) {
    assert.ok(error instanceof BadSignIn, String(error));
    return JSON.stringify({ line, error: error.message });
  }
}

test('answers are those of the tool', () => {
  const text = readFileSync(join(root, 'tests/bindings/sign_ins/contoso.ndjson'), 'utf8');
  const module = compile(join(root, 'examples/contoso'));
  const args = ['eval', '--policies', join(scratch, 'set.dwm'), '--at', '2026-11-24T09:30:00Z', '--strict'];
  const expected = spawnSync(tool, args, { input: text, encoding: 'utf8' }).stdout.trimEnd().split('\n');
  const decider = new Decider(new Policies(module));
  const answers = text.trimEnd().split('\n').map((line, i) => answer(decider, i + 1, line));
  assert.deepEqual(answers, expected);
  assert.ok(answers.length > 10);
});

test('objects go in and come out', () => {
  const decision = new Decider(new Policies(sentence('require mfa')), { strict: false }).decide(kSignIn, kNow);
  assert.deepEqual([decision.id, decision.outcome, decision.next], ['é', 'challenge', ['mfa']]);
});

test('a record that is no sign-in throws with the field at fault', () => {
  const decider = new Decider(new Policies(sentence('block')));
  assert.throws(() => decider.decide({ user: { groups: 'g1' } }), (error) => {
    return error instanceof BadSignIn && error.message.startsWith('`user.groups` ');
  });
  assert.throws(() => decider.decideJson(''), BadSignIn);
});

test('bytes that are no module throw, and change nothing that is in force', () => {
  assert.throws(() => new Policies(Buffer.from('not a module')), BadModule);
  const policies = new Policies(sentence('block'));
  const decider = new Decider(policies, { strict: false });
  policies.replace(sentence('require mfa'));
  assert.equal(decider.decide(kSignIn, kNow).outcome, 'challenge');
  assert.throws(() => policies.replace(Buffer.alloc(0)), BadModule);
  assert.equal(decider.decide(kSignIn, kNow).outcome, 'challenge');
});

test('a decider is strict unless told otherwise, and knows what is supplied', () => {
  const path = join(scratch, 'q.ward');
  writeFileSync(path, 'policy P1 "One"\n  everyone through other clients for all apps block\n');
  const policies = new Policies(compile(path));
  const strict = new Decider(policies).decide(kSignIn, kNow);
  assert.deepEqual([strict.outcome, strict.status, strict.assumed], ['block', 'signal-missing', ['clientApp']]);
  assert.deepEqual(new Decider(policies, { supplied: ['clientApp'] }).decide(kSignIn, kNow).assumed, []);
  assert.throws(() => new Decider(policies, { supplied: ['client'] }), RangeError);
});
