// Doorward for JavaScript: see README.md and index.d.ts.
import { bytesOf, library, newAnswer, stringOf, textOf } from './library.js';

// Of doorward/runtime/c/statuses.def, whose numbers never change.
const kOk = 0;
const kBadValue = 3;
const kBadModule = 5;

export class DoorwardError extends Error {}
export class BadModule extends DoorwardError {}
export class BadSignIn extends DoorwardError {}

function check(status, message = '') {
  if (status === kOk) return;
  const text = message || library.status_text(status);
  if (status === kBadModule) throw new BadModule(text);
  if (status === kBadValue) throw new BadSignIn(text);
  throw new DoorwardError(text);
}

const kMessageSize = 500;

function messageOf(buffer) {
  return buffer.toString('utf8', 0, buffer.indexOf(0));
}

const releasePolicies = new FinalizationRegistry((handle) => library.policies_free(handle));
const releaseDecider = new FinalizationRegistry((handle) => library.decider_free(handle));

export class Policies {
  #handle;

  constructor(module) {
    const out = [null];
    const message = Buffer.alloc(kMessageSize);
    check(library.policies_load(bytesOf(module), module.length, out, message, message.length), messageOf(message));
    this.#handle = out[0];
    releasePolicies.register(this, this.#handle);
  }

  replace(module) {
    const message = Buffer.alloc(kMessageSize);
    check(library.policies_replace(this.#handle, bytesOf(module), module.length, message, message.length), messageOf(message));
  }

  /** Of this package only. */
  newDecider() {
    const out = [null];
    check(library.decider_create(this.#handle, out));
    return out[0];
  }
}

export class Decider {
  #handle;

  constructor(policies, { strict = true, supplied = [] } = {}) {
    this.#handle = policies.newDecider();
    releaseDecider.register(this, this.#handle);
    check(library.decider_set_strict(this.#handle, strict));
    if (library.decider_set_supplied(this.#handle, supplied.map(textOf), supplied.length) !== kOk) {
      throw new RangeError(`one of ${JSON.stringify(supplied)} is no signal: decisions name them in \`assumed\``);
    }
  }

  decideJson(signIn, now = Math.floor(Date.now() / 1000)) {
    const answer = newAnswer();
    const status = library.decide(this.#handle, textOf(signIn), now, answer);
    const text = stringOf(answer);
    check(status, text);
    return text;
  }

  decide(signIn, now) {
    return JSON.parse(this.decideJson(JSON.stringify(signIn), now));
  }
}
