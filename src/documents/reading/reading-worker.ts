/** The process that reads files, which may be made to hurt whoever reads them: no network, no files, little memory. */

import { takeNetworkAway } from "./no-network.ts";

// This comes before any reader is loaded, and with it a library that might keep what is taken away here.
takeNetworkAway();
// pdf.js unpacks with its own code where it has none: starting a stream of Node's for each of the short streams of a page
// takes a fifth of the time of reading a PDF.
Reflect.deleteProperty(globalThis, "DecompressionStream");
const [{ serveReading }, { readers }] = await Promise.all([import("./reading-child.ts"), import("../readers.ts")]);
serveReading(readers);
