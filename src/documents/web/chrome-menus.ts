/**
 * Entries of the menus of web sites, in English and Chinese, and the lines that consist of them. One entry alone may
 * head a part of a text ("Contact us", "News"), so whoever asks looks at where it stands.
 */

import { inSimplified } from "./chrome-forms.ts";

const ENGLISH = `
home|homepage|home page|about|about us|contact|contact us|contacts|news|news center|news centre|blog|events|products|services
careers|jobs|join us|partners|gallery|media|media center|resources|downloads|members|members area|membership|investors
log in|login|log out|logout|sign in|sign up|sign out|register|my account|account|cart|search|search for|menu|main menu
toggle navigation|toggle menu|open menu|close menu|close|navigation|primary menu|more|all|sitemap|site map|help|faq|faqs|rss
feedback|support|donate|subscribe|newsletter|accessibility|languages|language|select language|privacy|privacy policy
privacy & cookies policy|privacy and cookies policy|cookie policy|cookie settings|manage cookies|cookie preferences|terms
terms of use|terms of service|terms and conditions|terms & conditions|legal|legal notice|cookies|accessibility statement|disclaimer|imprint|accept|accept all
accept cookies|accept all cookies|reject|reject all|decline|i agree|agree|got it|read more|learn more|show more|load more
view all|see all|top|back to top|back|go back|go to top|scroll to top|print|email|e-mail|save|share|tweet|pin it|copy link
facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|tumblr|instagram|youtube|tiktok|wechat|weibo|skype
en|cn|zh|eng|english|chinese|french|german|spanish|русский|français|español|deutsch|日本語|한국어|العربية`;

const CHINESE = `
中文|中文版|简体|繁体|繁體|简|繁|简体中文|繁体中文|繁體中文|英文|英文版|english version|首页|主页|网站首页|返回首页|回到首页
关于我们|关于本站|关于|联系我们|新闻|新闻中心|新闻动态|新闻资讯|通知公告|公告|资讯|动态|行业动态|行业资讯|政策法规|政务公开
信息公开|政府信息公开|办事服务|政务服务|互动交流|政民互动|产品中心|产品展示|产品|服务|解决方案|人才招聘|加入我们|会员|会员中心
会员服务|会员登录|下载中心|资料下载|登录|登陆|注册|退出|搜索|检索|站内搜索|高级搜索|网站地图|站点地图|设为首页|加入收藏|收藏本站
收藏|无障碍|无障碍浏览|无障碍阅读|长者模式|长者版|关怀版|适老化|手机版|移动版|电脑版|客户端|微信|微博|微信公众号|官方微信
官方微博|公众号|小程序|订阅|邮箱|帮助|帮助中心|常见问题|意见反馈|留言|隐私政策|隐私声明|法律声明|免责声明|版权声明|网站声明
使用条款|同意|拒绝|接受|更多|查看更多|返回|返回列表|返回上一页|返回上页|返回顶部|回到顶部|回顶部|顶部|关闭|关闭窗口|关闭本页
关闭页面|打印|打印本页|打印本文|打印此页|打印页面|分享|转发|评论|点赞|复制链接|大|中|小|默认|栏目导航|网站导航|快速导航|导航|栏目|分类|热门标签|标签`;

/** Lines are no longer than a menu across a wide page. */
const LONGEST = 240;
const BETWEEN_ENTRIES = /\s{2,}|\s*[|·•丨｜>»›]+\s*|\s+[/-]\s+|\t/u;

export interface MenuEntries {
  /** Tells whether the line is one entry that many sites have. */
  isEntry(line: string): boolean;
  /** Tells whether the line is several entries, side by side, most of which many sites have: "Contact us       中文". */
  isBar(line: string): boolean;
}

export function menuEntries(): MenuEntries {
  const known = new Set(`${ENGLISH}|${CHINESE}`.split(/[|\n]/).filter((entry) => entry !== ""));
  const isEntry = (line: string) =>
    known.has(
      inSimplified(line)
        .toLowerCase()
        .replace(/^[\s[【<«‹]+|[\s\]】>»›▼▾+:：]+$/gu, "")
        .replace(/\s+/g, " "),
    );
  return {
    isEntry: (line) => line.length <= LONGEST && isEntry(line),
    isBar(line) {
      if (line.length > LONGEST || /[。！？；]|[.!?]\s/u.test(line)) return false;
      const entries = line.split(BETWEEN_ENTRIES).filter((entry) => entry !== "");
      if (entries.length < 2) return /\s/.test(line) && line.split(/\s+/).every(isEntry);
      return entries.filter(isEntry).length >= entries.length / 2;
    },
  };
}
