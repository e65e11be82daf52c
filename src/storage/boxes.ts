/**
 * Stores of what came in and of what must go out, whichever database keeps them. They are cut by what the transport does:
 * a transaction is one call with plain data, never a callback that awaits, into which others on the same connection would
 * step. What is begun is leased: an end counts only from whoever began it last.
 */

/** An update as it arrived. One with the same number and digest is the same: numbers start anew after a quiet week. */
export interface ArrivedUpdate {
  readonly number: number;
  readonly digest: Uint8Array;
  /** Updates of one lane are handled in their order. */
  readonly lane: string;
  /** The person whose content it is. */
  readonly person: number | null;
  readonly body: string;
}

export interface WaitingUpdate {
  readonly position: number;
  readonly lane: string;
  /** It was under way when the process ended, and may have ended it. */
  readonly suspect: boolean;
}

/** The right to end what was begun; of two for the same thing the one with the higher attempt holds. */
export interface Lease {
  /** Position in the inbox, or number in the outbox. */
  readonly id: number;
  readonly attempt: number;
}

export interface BegunUpdate {
  readonly lease: Lease;
  readonly body: string;
  /** Tries with this one; those that a shutdown broke off are not counted. */
  readonly tries: number;
  /** It has ended the process more often than chance would have it. */
  readonly deadly: boolean;
}

/** One call of the Bot API, to be made once. */
export interface NewCall {
  /** The key within which calls are made in order: the chat's id, or what else says where a call goes. */
  readonly chat: string;
  readonly person: number | null;
  readonly method: string;
  /** Plain JSON, `chat_id` among it where it goes to a chat. */
  readonly payload: Payload;
  readonly file: CallFile | null;
  /** May be made twice without harm. */
  readonly repeatable: boolean;
  /** Tells of another call; of itself nothing is told. */
  readonly notice: boolean;
  /** The subject of the message; null where nobody wants to know its outcome. */
  readonly receipt: string | null;
  /** Documents whose words it shows, as JSON; null where it shows none. */
  readonly shown: object | null;
}

export type Payload = Readonly<Record<string, unknown>>;

interface CallFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface QueuedCall {
  readonly id: number;
  readonly chat: string;
  /** Milliseconds since 1970; 0 is at once. */
  readonly notBefore: number;
}

export interface BegunCall extends NewCall {
  readonly lease: Lease;
  readonly tries: number;
}

/** Outcome of a call that has a receipt. */
export interface CallEnd {
  readonly receipt: string;
  /** The chat that the call named, or that Telegram named when it moved. */
  readonly chat: number;
  /** The number of the message there; null where it cannot be sent. */
  readonly message: number | null;
}

/**
 * Everything that is stored in one transaction, beside what a method is about.
 * @typeParam Records what the other stores of the same database keep; `never` where it has none
 */
export interface Batch<Records> {
  readonly calls?: readonly NewCall[];
  /** Calls of which nothing is known, to be made once more; any other is left as it is. */
  readonly again?: readonly Pick<QueuedCall, "id" | "chat">[];
  readonly records?: Records;
}

interface InboxStore<Records> {
  /** All or none is stored once it resolves. @returns how many were not there yet */
  receive(updates: readonly ArrivedUpdate[]): Promise<number>;
  /**
   * Takes up what was left when the process ended. Updates that were under way become suspects, and lose no try. The end is
   * counted against one that was the only one under way, and half against one that was the only suspect.
   * @returns all that wait, in order
   */
  recover(): Promise<readonly WaitingUpdate[]>;
  /** Leases it and counts the try; null where it is gone, done, under way, or another process has to do an older one first. */
  begin(position: number): Promise<BegunUpdate | null>;
  /** Another try follows. @param counted false where a shutdown broke it off, which is no fault of the update */
  release(lease: Lease, counted: boolean): Promise<void>;
  /**
   * "handled" loses its content; "parked" keeps it for the operator until it is swept. The batch is of the same transaction.
   * @returns false where its sender has had it erased meanwhile, or the lease is lost: then nothing is stored
   */
  end(lease: Lease, state: "handled" | "parked", batch: Batch<Records>): Promise<boolean>;
}

/** Outcome of a call. */
export type CallEnding =
  /** @param message its number in the chat, where it became one */
  | { readonly kind: "sent"; readonly message: number | null }
  /** Given up, and with `chat` all that waits for the same chat. */
  | { readonly kind: "failed"; readonly chat: boolean }
  /** It went out and no answer came back: not made again unless somebody asks for it. */
  | { readonly kind: "unknown" }
  | { readonly kind: "postponed"; readonly milliseconds: number }
  /** The call is made again at once, in another form. */
  | { readonly kind: "changed"; readonly method: string; readonly payload: Payload }
  /** Nothing of what it shows may leave any more; another call is made in its place. */
  | { readonly kind: "withheld"; readonly method: string; readonly payload: Payload }
  /** A group became a supergroup, whose id is another: all its calls go there. */
  | { readonly kind: "moved"; readonly chat: number };

export interface OutboxStore<Records> {
  add(batch: Batch<Records>): Promise<void>;
  /** Work that was left when the process ended: calls that wait, in order, and leases of those that were being made. */
  recover(): Promise<{ readonly queued: readonly QueuedCall[]; readonly interrupted: readonly BegunCall[] }>;
  /** Leases it before it is made; null where it is not to be made (any more). */
  begin(queued: Pick<QueuedCall, "id" | "chat">): Promise<BegunCall | null>;
  /** @returns false where it is gone, or the lease is lost: then nothing is stored, of the calls that tell of it neither */
  end(lease: Lease, ending: CallEnding, calls?: readonly NewCall[]): Promise<boolean>;
  /** Tells whether it went out to this chat and nothing is known of it. */
  isUnknown(id: number, chat: string): Promise<boolean>;
}

export interface Depths {
  /** Updates that wait to be handled. */
  readonly inbox: number;
  /** Calls that wait to be made. */
  readonly outbox: number;
  /** Updates that were given up. */
  readonly parked: number;
}

/**
 * Hears of what may be begun, also before it is on the disk: what a listener begins at once is of the same transaction, and
 * of another attempt where that fails.
 */
export interface BoxListener {
  onWaiting(updates: readonly WaitingUpdate[]): void;
  onQueued(calls: readonly QueuedCall[]): void;
  /** Leases of calls that another process was making when it ended. */
  onInterrupted(calls: readonly BegunCall[]): void;
}

export interface Boxes<Records> {
  readonly inbox: InboxStore<Records>;
  readonly outbox: OutboxStore<Records>;
  listen(listener: Partial<BoxListener>): void;
  depths(): Promise<Depths>;
}

/** A row of an outbox, whichever database it is in. */
type CallRow = Readonly<Record<string, unknown>>;

export function begunCallOf(row: CallRow): BegunCall {
  const { file } = row;
  const tries = Number(row.tries);
  return {
    lease: { id: Number(row.id), attempt: tries },
    chat: String(row.chat),
    method: String(row.method),
    payload: JSON.parse(String(row.payload)) as Payload,
    // A copy: PostgreSQL's driver gives a view of what it received.
    file: file instanceof Uint8Array ? { name: String(row.file_name), bytes: new Uint8Array(file) } : null,
    person: row.person === null ? null : Number(row.person),
    shown: typeof row.shown === "string" ? (JSON.parse(row.shown) as object) : null,
    // SQLite has numbers for them.
    repeatable: Boolean(row.repeatable),
    notice: Boolean(row.notice),
    receipt: row.receipt === null ? null : String(row.receipt),
    tries,
  };
}

/** Where the clock was set back meanwhile the same time is waited from now on, and not until the clock is there again. */
export function queuedCallOf(row: CallRow, now: number): QueuedCall {
  const [until, since] = [Number(row.not_before), Number(row.changed_at)];
  const notBefore = since <= now ? until : now + Math.max(0, until - since);
  return { id: Number(row.id), chat: String(row.chat), notBefore };
}
