import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { overridden } from "../../support/standing-changes.ts";
import { ADMIN, LISTED, membersSetting } from "./setting.ts";

const DAY = 86_400_000;

describe("an invitation", () => {
  it("lets one person in, once", async () => {
    const { members } = membersSetting();
    const { secret } = members.invitations.create(ADMIN, "for Bob");
    expect(members.invitations.redeem(8, secret)).toMatchObject({
      kind: "joined",
      invitation: { createdBy: ADMIN, note: "for Bob" },
    });
    expect(await members.accessOf({ id: 8 })).toMatchObject({ kind: "member", admin: false });
    expect(members.invitations.redeem(9, secret)).toEqual({ kind: "used" });
    expect(await members.accessOf({ id: 9 })).toEqual({ kind: "stranger" });
    expect(members.invitations.redeem(8, secret)).toEqual({ kind: "used-by-you" });
  });

  it("does not let a removed member in a second time, but a new one does", async () => {
    const { members } = membersSetting();
    const { secret } = members.invitations.create(ADMIN, "");
    members.invitations.redeem(8, secret);
    await members.standings.change(overridden(8, "removed"));
    members.invitations.redeem(8, secret);
    expect(await members.accessOf({ id: 8 })).toEqual({ kind: "stranger" });
    members.invitations.redeem(8, members.invitations.create(ADMIN, "").secret);
    expect(await members.accessOf({ id: 8 })).toMatchObject({ kind: "member" });
  });

  it("ends with the rights of whoever made it", async () => {
    const { members } = membersSetting();
    const { secret } = members.invitations.create(LISTED, "from when they were an admin");
    expect(members.invitations.open()).toEqual([]);
    expect(members.invitations.redeem(8, secret)).toEqual({ kind: "unknown" });
    expect(await members.accessOf({ id: 8 })).toEqual({ kind: "stranger" });
  });

  it("ends after a week", () => {
    const { members, later } = membersSetting();
    const { secret, expiresAt } = members.invitations.create(ADMIN, "");
    expect(expiresAt.toISOString()).toBe("2026-11-29T10:00:00.000Z");
    expect(members.invitations.open()).toHaveLength(1);
    later(7 * DAY);
    expect(members.invitations.redeem(8, secret)).toMatchObject({ kind: "expired" });
    expect(members.invitations.open()).toEqual([]);
  });

  it("has 128 random bits, and nothing of them is kept", () => {
    const { members, folder } = membersSetting();
    const secrets = Array.from({ length: 50 }, () => members.invitations.create(ADMIN, "").secret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) expect(Buffer.from(secret, "base64url")).toHaveLength(16);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    for (const secret of secrets) {
      for (const file of files) {
        expect(file.includes(secret)).toBe(false);
        expect(file.includes(Buffer.from(secret, "base64url"))).toBe(false);
      }
    }
  });

  it.each(["", "x", "A".repeat(64), "';--"])("does not know %j", (secret) => {
    const { members } = membersSetting();
    expect(members.invitations.redeem(8, secret)).toEqual({ kind: "unknown" });
  });
});
