/** What is being done for an answer, as it begins: for whoever waits. Text is shown only when it is proven. */
export type ProgressStage =
  | { readonly kind: "searching" }
  /** A model is given so many passages. */
  | { readonly kind: "reading"; readonly passages: number }
  | { readonly kind: "writing" }
  | { readonly kind: "checking" };
