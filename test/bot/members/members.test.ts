import { describe, expect, it } from "vitest";
import { maySee, mightSee } from "../../../src/bot/members/access.ts";
import { listMembers } from "../../../src/bot/members/members.ts";
import { allowed, disallowed, overridden } from "../../support/standing-changes.ts";
import { ADMIN, GROUP, LISTED, membersSetting } from "./setting.ts";

const STRANGER = 99;
const MINUTE = 60_000;

describe("who may ask", () => {
  it("is nobody who is not known to be allowed", async () => {
    const { members } = membersSetting();
    expect(await members.accessOf({ id: STRANGER })).toEqual({ kind: "stranger" });
  });

  it("is whoever the configuration names, an admin with all rights", async () => {
    const { members } = membersSetting();
    expect(await members.accessOf({ id: LISTED })).toEqual({ kind: "member", admin: false, collections: null });
    expect(await members.accessOf({ id: ADMIN })).toEqual({ kind: "member", admin: true, collections: null });
  });

  it("is everybody with ACCESS=open, but for who was removed", async () => {
    const { members } = membersSetting({ mode: "open" });
    expect(await members.accessOf({ id: STRANGER })).toMatchObject({ kind: "member", admin: false });
    await members.standings.change(overridden(STRANGER, "removed"));
    expect(await members.accessOf({ id: STRANGER })).toEqual({ kind: "stranger" });
  });

  it("ends at once for a removed member, whatever else would let them in, and never for an admin", async () => {
    const { members, group } = membersSetting({ group: GROUP });
    group.set(LISTED, true);
    await members.standings.change(overridden(LISTED, "removed"));
    await members.standings.change(overridden(ADMIN, "removed"));
    expect(await members.accessOf({ id: LISTED })).toEqual({ kind: "stranger" });
    expect(await members.accessOf({ id: ADMIN })).toMatchObject({ admin: true });
  });
});

describe("the members' group", () => {
  it("lets in whoever belongs to it, and asks Telegram once for many questions", async () => {
    const { members, group, asked } = membersSetting({ group: GROUP });
    group.set(7, true);
    const accesses = await Promise.all(Array.from({ length: 50 }, () => members.accessOf({ id: 7 })));
    expect(new Set(accesses.map(({ kind }) => kind))).toEqual(new Set(["member"]));
    await members.accessOf({ id: 7 });
    expect(asked()).toBe(1);
  });

  it("ends access within five minutes of leaving, even if Telegram's report is lost", async () => {
    const { members, group, later } = membersSetting({ group: GROUP });
    group.set(7, true);
    await members.accessOf({ id: 7 });
    group.set(7, false);
    later(5 * MINUTE - 1);
    expect(await members.accessOf({ id: 7 })).toMatchObject({ kind: "member" });
    later(1);
    expect(await members.accessOf({ id: 7 })).toEqual({ kind: "stranger" });
  });

  it("does not believe longer because the clock was set back", async () => {
    const { members, group, later } = membersSetting({ group: GROUP });
    group.set(7, true);
    await members.accessOf({ id: 7 });
    group.set(7, false);
    later(-60 * MINUTE);
    expect(await members.accessOf({ id: 7 })).toEqual({ kind: "stranger" });
  });

  it("believes what Telegram reports at once, both ways, and of no other group", async () => {
    const { members, asked } = membersSetting({ group: GROUP });
    members.groupChanged(GROUP, 7, true);
    expect(await members.accessOf({ id: 7 })).toMatchObject({ kind: "member" });
    members.groupChanged(-5, 7, false);
    expect(await members.accessOf({ id: 7 })).toMatchObject({ kind: "member" });
    members.groupChanged(GROUP, 7, false);
    expect(await members.accessOf({ id: 7 })).toEqual({ kind: "stranger" });
    expect(asked()).toBe(0);
  });

  it("prefers a report that came while Telegram was asked", async () => {
    const { members, group } = membersSetting({ group: GROUP });
    group.set(7, true);
    const access = members.accessOf({ id: 7 });
    members.groupChanged(GROUP, 7, false);
    expect(await access).toEqual({ kind: "stranger" });
    expect(await members.accessOf({ id: 7 })).toEqual({ kind: "stranger" });
  });

  it("lets nobody in who was removed while Telegram was asked", async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const { members } = membersSetting({ group: GROUP }, { isInGroup: () => promise });
    const access = members.accessOf({ id: 7 });
    await members.standings.change(overridden(7, "removed"));
    resolve(true);
    expect(await access).toEqual({ kind: "stranger" });
  });

  it("grants nothing when Telegram cannot be asked, and says that it could not", async () => {
    const { members, group, later } = membersSetting({ group: GROUP });
    group.set(7, true);
    await members.accessOf({ id: 7 });
    group.set(7, new Error("socket hang up"));
    later(6 * MINUTE);
    expect(await members.accessOf({ id: 7 })).toEqual({ kind: "stranger", unchecked: true });
    group.set(7, true);
    expect(await members.accessOf({ id: 7 })).toMatchObject({ kind: "member" });
  });
});

describe("collections", () => {
  it("close a document that is in two of them to whoever lacks the right on either", async () => {
    const all = ["", "board", "board/notices", "notices", "notices/board", "board/"];
    const { members } = membersSetting({}, { collections: () => new Set(all) });
    const seen = async () => {
      const access = await members.accessOf({ id: LISTED });
      return all.filter((collection) => maySee(access, collection) && mightSee(access, collection));
    };
    expect(await seen()).toEqual(all);
    members.collections.restrict("board");
    expect(await seen()).toEqual(["", "notices"]);
    await members.standings.change(allowed("board", LISTED));
    expect(await seen()).toEqual(all);
    members.collections.restrict("notices");
    expect(await seen()).toEqual(["", "board", "board/"]);
    members.collections.restrict("");
    expect(await seen()).toEqual(["board"]);
  });

  it("are for all members until somebody restricts one", async () => {
    const { members } = membersSetting();
    members.collections.restrict("board");
    expect(await members.accessOf({ id: LISTED })).toMatchObject({ collections: new Set(["", "notices"]) });
    expect(await members.accessOf({ id: ADMIN })).toMatchObject({ collections: null });
    expect(await members.accessOfAll()).toMatchObject({ collections: new Set(["", "notices"]) });
    members.collections.open("board");
    expect(await members.accessOf({ id: LISTED })).toMatchObject({ collections: null });
  });

  it("are for those on the list once there is one", async () => {
    const { members } = membersSetting();
    await members.standings.change(allowed("board", LISTED));
    await members.standings.change(allowed("notices", 55));
    expect((await members.collectionLists()).get("board")).toEqual([LISTED]);
    expect(await members.accessOf({ id: LISTED })).toMatchObject({ collections: new Set(["", "board"]) });
    await members.standings.change(disallowed("board", LISTED));
    expect(await members.accessOf({ id: LISTED })).toMatchObject({ collections: new Set([""]) });
    expect((await members.collectionLists()).get("board")).toEqual([]);
  });

  it("stay restricted while their folder is away, and forget their list when they are opened", async () => {
    const { members } = membersSetting({}, { collections: () => new Set([""]) });
    await members.standings.change(allowed("board", LISTED));
    members.collections.open("board");
    members.collections.restrict("board");
    expect((await members.collectionLists()).get("board")).toEqual([]);
    expect(members.collections.restricted()).toEqual(new Set(["board"]));
  });

  it("are told apart into those that are gone and were for all, and those that are not for somebody", async () => {
    const { members } = membersSetting({}, { collections: () => new Set([""]) });
    members.collections.restrict("board");
    await members.standings.change(allowed("audit", LISTED));
    expect(await members.accessOf({ id: LISTED })).toMatchObject({ closed: new Set(["board"]) });
  });
});

describe("the list of members", () => {
  it("has everybody once, by what lets them in first, and nobody who was removed", async () => {
    const { members } = membersSetting({ group: GROUP });
    const { secret } = members.invitations.create(ADMIN, "Bob of Acme");
    members.invitations.redeem(8, secret);
    for (const id of [ADMIN, 8, 9])
      members.people.seen({ id, name: `N${id}`, username: null, languageCode: null }, "en");
    await members.standings.change(overridden(55, "removed"));
    expect((await listMembers(members)).map(({ id, by, note }) => [id, by, note])).toEqual([
      [ADMIN, "admin", ""],
      [LISTED, "list", ""],
      [8, "invitation", "Bob of Acme"],
      [9, "group", ""],
    ]);
    await members.standings.change(overridden(9, "removed"));
    expect((await listMembers(members)).map(({ id }) => id)).not.toContain(9);
  });
});

describe("names", () => {
  it("follow whoever has them now", async () => {
    const { members } = membersSetting();
    members.people.seen({ id: 8, name: "Ada", username: "ada", languageCode: "en" }, "en");
    members.people.seen({ id: 9, name: "Other", username: "ADA", languageCode: "en" }, "en");
    expect(await members.standings.named("Ada")).toMatchObject({ id: 9 });
    expect(members.people.find(8)).toMatchObject({ name: "Ada", username: null });
  });

  it("keep the language that was chosen", () => {
    const { members, later } = membersSetting();
    const ada = { id: 8, name: "Ada", username: null, languageCode: "en" };
    members.people.chooseLanguage(ada, "zh");
    later(2 * 86_400_000);
    members.people.seen({ ...ada, name: "Ada L." }, "en");
    expect(members.people.find(8)?.language).toBe("zh");
    expect(members.people.find(9)).toBeNull();
  });
});
