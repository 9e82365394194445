/** Types of tappay.js, which defines one global object. docs/web-shop.md shows how to use it. */
declare namespace TapPay {
  /** What went wrong, in the person's language where it is known. `code` is stable: docs/failures.md, docs/browser.md. */
  interface Failure {
    code: string;
    happened: string;
    remedy: string;
  }

  interface Health {
    /** A payment can be made now. */
    ready: boolean;
    /** null: no plug-in, or none that is allowed on this page. */
    plugin: { version: string | null; state: "current" | "update" | "outdated" | null } | null;
    /** null: the application was not reached. */
    application: { version: string } | null;
    /** What keeps payments from being made, each with its remedy. */
    problems: Failure[];
  }

  type Running = "waiting" | "paying";
  /** `failed`: nothing was charged. `unknown`: not known yet; ask your own server later. */
  type Final = "paid" | "declined" | "cancelled" | "failed" | "unknown";

  interface Change {
    state: Running;
    /** The payment's id. */
    payment: string;
  }

  interface Outcome {
    state: Final;
    /** null where the payment never began. */
    payment: string | null;
    failure: Failure | null;
  }

  interface PayOptions {
    /** The signed order, as the payment system gave it to your server. */
    order: string;
    onChange?: (change: Change) => void;
    /** Cancels the payment while that is possible. */
    signal?: AbortSignal;
  }

  /** Looks whether a payment could be made. Never rejects. */
  function check(): Promise<Health>;
  /** Pays an order. To be called within a few seconds of a click or key press. Never rejects. */
  function pay(options: PayOptions): Promise<Outcome>;
  interface ManageOutcome {
    /** `running`: begun, and not over after eight seconds. `failed`: not done. `unknown`: perhaps done. */
    state: "done" | "running" | "failed" | "unknown";
    failure: Failure | null;
  }

  /** Hands a signed request of the payment system to the application. Within a few seconds of a click. Never rejects. */
  function manage(request: string): Promise<ManageOutcome>;
  /** Opens `tappay:pay/<orderId>`: the way without a plug-in. TypeError for what is no order id. */
  function openLink(orderId: string): void;
}
