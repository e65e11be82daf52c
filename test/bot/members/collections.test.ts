import { expect, it } from "vitest";
import { looksRestricted } from "../../../src/bot/members/collections.ts";

it.each(["board", "Board minutes", "board_2026", "CONFIDENTIAL", "理事会", "2026年理事会纪要", "内部资料", "HR"])(
  "takes %s for a folder that is not for everybody",
  (folder) => {
    expect(looksRestricted(folder)).toBe(true);
  },
);

it.each(["rules", "onboarding", "dashboards", "notices", "政策", "行动计划", "three"])(
  "takes %s for one that is",
  (folder) => {
    expect(looksRestricted(folder)).toBe(false);
  },
);
