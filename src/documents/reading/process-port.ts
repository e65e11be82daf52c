/** Both ends of a channel between processes as ports of rpc.ts; the child is forked with `serialization: "advanced"`. */

import type { ChildProcess } from "node:child_process";
import type { Port } from "../../rpc.ts";

/** The child's end closes when it has exited. */
export function childPort(child: ChildProcess): Port {
  return {
    // Sent, or nobody is there to send it to: then the process has ended, which says more.
    postMessage: (message) =>
      new Promise((resolve) => {
        if (child.connected) child.send(message as object, () => resolve());
        else resolve();
      }),
    on: (event, listener) => child.on(event === "close" ? "exit" : event, listener),
    // Whether the child is alive is not a matter of what it is asked.
    ref: () => undefined,
    unref: () => undefined,
    close: () => child.disconnect(),
  };
}

/** This process's own end, in the child. */
export function ownPort(): Port {
  return {
    postMessage: (message) =>
      new Promise((resolve) => {
        process.send?.(message, () => resolve());
      }),
    on: (event, listener) => process.on(event === "close" ? "disconnect" : event, listener),
    ref: () => undefined,
    unref: () => undefined,
    close: () => process.disconnect(),
  };
}
