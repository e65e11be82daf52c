/**
 * Faults on order, for tests: what networks, proxies and Telegram itself do to a call once in a while. Orders are taken
 * in the order in which they were given; each serves as many calls as it says.
 */

export type Fault =
  /** An error in Telegram's form. */
  | {
      readonly kind: "status";
      readonly code: number;
      readonly description: string;
      readonly retry_after?: number;
      readonly migrate_to_chat_id?: number;
    }
  /** A page, as proxies and gateways send it. */
  | { readonly kind: "html"; readonly code: number }
  /** Late, but right. */
  | { readonly kind: "delay"; readonly ms: number }
  /** The connection ends before anything is done. */
  | { readonly kind: "drop-request" }
  /** Done, but the answer never comes: the connection ends instead. */
  | { readonly kind: "drop-reply" }
  /** Taken, not done, never answered. */
  | { readonly kind: "hang" }
  /** Done, and answered with what is no JSON. */
  | { readonly kind: "garbage" };

interface FaultOrder {
  /** Any method if it is left out. */
  readonly method?: string;
  /** Any chat if it is left out. */
  readonly chat?: number;
  /** How many calls it serves; 1 if it is left out. */
  readonly times?: number;
  /** How many fitting calls pass before it begins. */
  readonly skip?: number;
  readonly fault: Fault;
}

export interface Faults {
  order(order: FaultOrder): void;
  clear(): void;
}

export interface FaultOrders extends Faults {
  /** The fault that this call must have, if any. */
  take(method: string, chat: number | null): Fault | null;
}

export function createFaults(): FaultOrders {
  let orders: { readonly order: FaultOrder; skip: number; times: number }[] = [];
  return {
    order: (order) => {
      orders.push({ order, skip: order.skip ?? 0, times: order.times ?? 1 });
    },
    clear: () => {
      orders = [];
    },
    take(method, chat) {
      for (const entry of orders) {
        const { order } = entry;
        if (order.method !== undefined && order.method.toLowerCase() !== method.toLowerCase()) continue;
        if (order.chat !== undefined && order.chat !== chat) continue;
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        entry.times -= 1;
        if (entry.times <= 0) orders = orders.filter((other) => other !== entry);
        return order.fault;
      }
      return null;
    },
  };
}
