/** What came instead of a usable answer, and what to do about it. */
export interface NoAnswer {
  readonly seen: string;
  readonly advice: string;
  /** It is certain that the server did not get the request. */
  readonly unsent: boolean;
  /** It would be the same if it were tried again at once. */
  readonly lasting: boolean;
}

/** No usable answer came to a request. Carries no text of an answer, and none of an error. */
export class NoAnswerError extends Error {
  override readonly name: string = "NoAnswerError";
  readonly noAnswer: NoAnswer;

  constructor(noAnswer: NoAnswer) {
    super(noAnswer.seen);
    this.noAnswer = noAnswer;
  }
}

/** @internal Parts of advice. */
export const STATUS_PAGE = "Look at https://status.auth0.com, and run it again.";
/** @internal */
export const BETWEEN =
  "something in this machine's network (a proxy, a firewall, a login page) answers in its place";

/** An answer that cannot be Auth0's. */
export const NOT_AUTH0: NoAnswer = {
  seen: "an answer that is not Auth0's",
  advice: `Check the domain. If it is right, ${BETWEEN}.`,
  unsent: false,
  lasting: false,
};

/** A status that says nothing of the request: 5xx, 408. */
export const unusable = (status: number): NoAnswer => ({
  seen: `status ${status}`,
  advice: STATUS_PAGE,
  unsent: false,
  lasting: false,
});
