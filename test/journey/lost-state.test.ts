import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

it.each(["lost", "damaged"])(
  "a state that is %s leaves open collections to members, until an admin has said twice that it is to go on",
  async (how) => {
    const setting = await secretariatSetting();
    const { world, ada, admins, seen, chat, config, texts } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    world.say(olga, chat(olga), "/collection rules restrict");
    await seen(chat(olga), "rules: for admins");
    world.say(olga, chat(olga), `/collection rules allow ${ada.id}`);
    await seen(chat(olga), "these members");
    world.say(ada, chat(ada), "/search parking late members");
    await seen(chat(ada), "Members who are late");

    const file = join(config.dataDir, "state.sqlite");
    await setting.restart(() => {
      for (const ending of ["", "-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
      if (how === "damaged") writeFileSync(file, "SQLite format 3\0 and then nothing of it".repeat(500));
    });
    const told = await seen(chat(olga), "state.sqlite) is a new one");
    expect(readdirSync(config.dataDir).some((name) => name.startsWith("state.sqlite.damaged-"))).toBe(
      how === "damaged",
    );
    world.say(ada, chat(ada), "/search late members");
    await expect.poll(() => texts(chat(ada)).length, { timeout: 45_000 }).toBe(2);
    expect(texts(chat(ada)).at(-1)).not.toContain("Members who are late");

    await world.press(olga, told, "Go on with what I have");
    await world.press(olga, await seen(chat(olga), "Sure?"), "Yes, go on");
    await seen(chat(olga), "Done: within a few seconds");
    world.say(olga, chat(olga), `/collection rules allow ${ada.id}`);
    await seen(chat(olga), "these members");
    await expect
      .poll(
        () => {
          world.say(ada, chat(ada), "/search late members");
          return texts(chat(ada)).at(-1) ?? "";
        },
        { timeout: 45_000, interval: 1_000 },
      )
      .toContain("Members who are late");
  },
);
