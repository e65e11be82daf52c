/**
 * The body of a chat completion in a server's own dialect: OpenAI's parameters, without those that the server has
 * refused. It refuses each of them once; from then on it is asked without. Pure.
 */

import type { OpenAI } from "openai";
import { PARAMETERS, type Parameter } from "./chat-fault.ts";
import type { ChatRequest } from "./chat-model.ts";

/** What a server has refused. */
export type Refused = ReadonlySet<Parameter>;

/** What to try next: without what the server named; where it named nothing, without all that can be missed. */
export function withoutParameters(refused: Refused, named: readonly Parameter[]): Refused {
  const dispensable = PARAMETERS.filter((parameter) => parameter !== "max_tokens");
  return new Set([...refused, ...(named.length === 0 ? dispensable : named)]);
}

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming;

export function chatBody(model: string, { messages, maxTokens, form }: ChatRequest, refused: Refused): Body {
  const [first, ...others] = messages;
  const inJson = form !== undefined && !refused.has("response_format");
  const how = form === undefined ? "" : `\n\n${inJson ? form.asJson : form.asLines}`;
  return {
    model,
    messages: [{ ...first, content: `${first.content}${how}` }, ...others],
    stream: true,
    // Its newer models have another name for it; everybody else knows the old one.
    ...(refused.has("max_tokens") ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
    ...(refused.has("store") ? {} : { store: false }),
    ...(refused.has("stream_options") ? {} : { stream_options: { include_usage: true } }),
    ...(refused.has("temperature") ? {} : { temperature: 0 }),
    ...(inJson
      ? {
          response_format: {
            type: "json_schema",
            json_schema: { name: form.name, strict: true, schema: { ...form.schema } },
          },
        }
      : {}),
  };
}
