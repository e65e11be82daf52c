/** What a replica knows by itself: which leases it has, and what it has told its listeners of. */

import type { BegunCall, BoxListener, Lease, QueuedCall, WaitingUpdate } from "../boxes.ts";

/** Attempts that this replica knows to have. */
export function heldAttempts() {
  const attempts = new Map<number, number>();
  return {
    attemptOf: (id: number) => attempts.get(id) ?? 0,
    hold: (id: number, attempt: number) => void attempts.set(id, attempt),
    drop({ id, attempt }: Lease): void {
      if (attempts.get(id) === attempt) attempts.delete(id);
    },
  };
}

/** Tells listeners of what may be begun, of each once until it was tried: a look finds it again each second. */
export function heardOf() {
  const listeners: Partial<BoxListener>[] = [];
  const known = { updates: new Set<number>(), calls: new Set<number>() };
  return {
    add: (listener: Partial<BoxListener>) => void listeners.push(listener),
    isListening: () => listeners.length > 0,
    forgetUpdate: (position: number) => void known.updates.delete(position),
    forgetCall: (id: number) => void known.calls.delete(id),
    expectUpdate: (position: number) => void known.updates.add(position),
    expectCall: (id: number) => void known.calls.add(id),
    waiting(updates: readonly WaitingUpdate[]): void {
      const fresh = updates.filter(({ position }) => !known.updates.has(position));
      for (const { position } of fresh) known.updates.add(position);
      if (fresh.length > 0) for (const listener of listeners) listener.onWaiting?.(fresh);
    },
    queued(calls: readonly QueuedCall[]): void {
      const fresh = calls.filter(({ id }) => !known.calls.has(id));
      for (const { id } of fresh) known.calls.add(id);
      if (fresh.length > 0) for (const listener of listeners) listener.onQueued?.(fresh);
    },
    interrupted(calls: readonly BegunCall[]): void {
      if (calls.length > 0) for (const listener of listeners) listener.onInterrupted?.(calls);
    },
  };
}
