/** Embedding models that Docket was made to work with, each at one revision of its public hub. docs/models.md describes them. */

import type { HubModel } from "./model-hub.ts";

export const PUBLIC_HUB = "https://huggingface.co";

export interface RecommendedModel extends Omit<HubModel, "hub"> {
  readonly name: string;
  /** As its description on the hub states it. */
  readonly licence: string;
}

export const RECOMMENDED: readonly RecommendedModel[] = [
  {
    name: "multilingual-e5-small",
    repository: "intfloat/multilingual-e5-small",
    revision: "fd1525a9fd15316a2d503bf26ab031a61d056e98",
    licence: "MIT",
  },
  {
    name: "multilingual-e5-base",
    repository: "intfloat/multilingual-e5-base",
    revision: "d13f1b27baf31030b7fd040960d60d909913633f",
    licence: "MIT",
  },
  {
    name: "bge-m3",
    repository: "BAAI/bge-m3",
    revision: "5617a9f61b028005a4858fdac845db406aefb181",
    licence: "MIT",
  },
];
