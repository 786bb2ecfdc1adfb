/** What Doorward could not do. */
export class DoorwardError extends Error {}
/** The bytes are no module, or a damaged one. */
export class BadModule extends DoorwardError {}
/** The record is no sign-in; the message names the field. Nobody is to be let in. */
export class BadSignIn extends DoorwardError {}

/** The policies in force. */
export class Policies {
  /** `module`: the bytes of one, as `doorward compile` writes it. Throws BadModule. */
  constructor(module: Uint8Array);
  /** Puts another module in force for every later decision. After an error the former one is still in force. */
  replace(module: Uint8Array): void;
}

/** One decision, as docs/decisions.md describes it. */
export interface Decision {
  id: string;
  outcome: 'grant' | 'challenge' | 'block';
  next: string[];
  assumed: string[];
  [member: string]: unknown;
}

/** Decides with the policies in force. */
export class Decider {
  /**
   * `strict`: a sign-in that lacks a signal on which an enforced policy would have turned is a block; true unless said.
   * `supplied`: signals of which an absent one is a fact, by the paths that `assumed` names. Throws RangeError.
   */
  constructor(policies: Policies, options?: { strict?: boolean; supplied?: string[] });
  /** `signIn`: of a shape of docs/sign-ins.md. `now`: seconds since 1970, otherwise the time that it is. Throws BadSignIn. */
  decide(signIn: object, now?: number): Decision;
  /** The same, JSON to JSON. */
  decideJson(signIn: string, now?: number): string;
}
