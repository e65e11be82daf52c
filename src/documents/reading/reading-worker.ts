/** The process that reads files, which may be made to hurt whoever reads them: no network, no files, little memory. */

import { takeNetworkAway } from "./no-network.ts";

// Before any reader is loaded, and with it a library that might keep what is taken away here.
takeNetworkAway();
const [{ serveReading }, { readers }] = await Promise.all([import("./reading-child.ts"), import("../readers.ts")]);
serveReading(readers);
