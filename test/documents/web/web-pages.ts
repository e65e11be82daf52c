/**
 * The text of crawled web pages, as crawlers write it: no markup, the site's menus and tools between the lines. What
 * must stay, what must go, and what must be known of each. All of it is made up.
 */

import type { PageFixture } from "./html-pages.ts";

export type TextFixture = Omit<PageFixture, "html"> & { readonly text: string };

export const TEXTS: readonly TextFixture[] = [
  {
    name: "a news page with a menu bar, a counter and a doubled title",
    text: "Contact Us       中文\n\n\n\nNotice of the ninth assembly of members\n\nNotice of the ninth assembly of members\n\nPage view\n\nTo all members:\n  The ninth assembly is held in Suzhou on 12 June 2021, from nine in the morning on.\n  Please register with the secretariat before 1 June.\n\nTel: 0512-12345678",
    keeps: [
      "Notice of the ninth assembly of members",
      "Suzhou on 12 June 2021",
      "before 1 June",
      "Tel: 0512-12345678",
      "To all members:",
    ],
    leaves: ["Contact Us", "中文", "Page view"],
    facts: { title: "Notice of the ninth assembly of members" },
  },
  {
    name: "a WordPress page with everything after the text",
    text: "Skip to content\n\nHome » Markets » Neon is scarce again\n\nNeon is scarce again\n\nby admin\n\nPosted on March 3, 2022\n\nPrices of neon have risen ninefold since December, to 18,000 yuan a cubic metre.\n\nSee also  Krypton: what comes next\n\nHalf of the world's neon came from two plants in Ukraine, which stopped in March.\n\nShare this:\n\nClick to share on Twitter (Opens in new window)\n\nLike this:\n\nLike Loading...\n\nRelated Posts\n\nXenon at a record\n\nThe price of xenon has reached a record of all times in this week, as traders said…\n\nLeave a Reply Cancel reply\n\nYour email address will not be published. Required fields are marked *\n\nName *\n\nEmail *\n\nSave my name, email, and website in this browser for the next time I comment.\n\nPost navigation\n\n← Older posts\n\nThis website uses cookies to improve your experience. Accept Read More\n\nPrivacy & Cookies Policy\n\nCopyright © 2022 Gas News. Powered by WordPress.",
    keeps: [
      "Neon is scarce again",
      "March 3, 2022",
      "18,000 yuan a cubic metre",
      "two plants in Ukraine, which stopped in March",
    ],
    leaves: [
      ...[
        "Skip to",
        "Home »",
        "admin",
        "See also",
        "Krypton",
        "Share",
        "Twitter",
        "Loading",
        "Related",
        "Xenon",
        "xenon",
      ],
      ...["Leave a Reply", "email", "Name *", "navigation", "Older", "cookies", "Cookies", "Copyright", "WordPress"],
    ],
    facts: { title: "Neon is scarce again", published: "2022-03-03" },
  },
  {
    name: "a Chinese news page",
    text: "设为首页 | 加入收藏 | English\n\n首页\n新闻中心\n政策法规\n会员服务\n联系我们\n\n当前位置：首页 > 新闻中心 > 正文\n\n联盟召开光刻胶专题会\n\n发布时间：2022-08-22 09:01    来源：材料联盟秘书处    作者：王芳    浏览次数：1,024次    字体：【大 中 小】    【打印本页】 【关闭窗口】\n\n　　8月19日，联盟在宁波召开光刻胶专题会，32家企业的代表出席了会议。\n\n　　会议通过了2023年的工作计划，预算为240万元。\n\n责任编辑：李敏\n\n分享到：微信 新浪微博 QQ空间\n\n上一篇：关于缴纳会费的通知\n下一篇：没有了\n\n相关阅读\n\n光刻胶的前世今生\n靶材企业一览\n\n版权所有：材料联盟    京ICP备12345678号-1\n\n地址：北京市某路1号    技术支持：某某科技",
    keeps: [
      ...["联盟召开光刻胶专题会", "发布时间：2022-08-22 09:01", "来源：材料联盟秘书处", "作者：王芳", "32家企业的代表"],
      ...["预算为240万元", "责任编辑：李敏"],
    ],
    leaves: [
      ...[
        "设为首页",
        "English",
        "新闻中心",
        "会员服务",
        "联系我们",
        "当前位置",
        "浏览次数",
        "字体",
        "打印",
        "关闭",
        "分享到",
      ],
      ...["上一篇", "下一篇", "相关阅读", "前世今生", "靶材企业", "ICP备", "技术支持"],
    ],
    facts: { title: "联盟召开光刻胶专题会", publisher: "材料联盟秘书处", published: "2022-08-22" },
  },
  {
    name: "a Chinese government page",
    text: "无障碍浏览 长者模式 登录 注册\n您现在的位置：首页 > 政务公开 > 通知公告\n关于申报2023年材料专项的通知\n日期：2023-02-10 15:20 来源：市经信局 字号：[ 大 中 小 ]\n各有关单位：\n根据《专项管理办法》（经信材料〔2021〕3号），现就申报事项通知如下：\n一、申报条件\n（一）在本市注册满一年；\n（二）上年度研发投入不低于500万元。\n二、申报时间\n自2023年3月1日起至3月31日止，逾期不予受理。\n附件：申报书.docx\n市经信局\n2023年2月8日\n打印本页 关闭窗口\n扫一扫在手机打开当前页\n主办单位：市经信局 承办单位：市信息中心\n网站标识码：3300000012 浙公网安备33010602000001号",
    keeps: [
      ...[
        "关于申报2023年材料专项的通知",
        "经信材料〔2021〕3号",
        "（一）在本市注册满一年；",
        "研发投入不低于500万元",
        "3月31日止",
      ],
      ...["附件：申报书.docx", "2023年2月8日", "2023-02-10 15:20"],
    ],
    leaves: ["无障碍", "长者", "您现在的位置", "通知公告", "字号", "打印", "扫一扫", "主办单位", "网站标识码"],
    facts: { title: "关于申报2023年材料专项的通知", publisher: "市经信局", published: "2023-02-10" },
  },
  {
    name: "a page whose menu has an entry on each line",
    text: "Home\nAbout Us\nMembers\nOur Projects\nNews\nContact\nSearch\n\nMinutes of the board, 4 May 2020 - Quartz Association\n\nMinutes of the board, 4 May 2020\n\nThe board met by telephone. Eleven of its thirteen members took part in the meeting.\n\nIt was decided to lower the fee to 3,000 euros for the year 2021, against two votes.\n\nNext steps\n\nThe treasurer writes to all members by the end of May and asks them for their agreement.\n\nBack to top\n\nHome | Imprint | Privacy Policy\n\n© Quartz Association",
    keeps: [
      "Minutes of the board, 4 May 2020",
      "Eleven of its thirteen members",
      "3,000 euros for the year 2021",
      "Next steps",
      "by the end of May",
    ],
    leaves: ["About Us", "Our Projects", "Search", " - Quartz Association", "Back to top", "Imprint", "©"],
    facts: { title: "Minutes of the board, 4 May 2020" },
  },
  {
    name: "a news agency's report with a photo in it",
    text: "Home > Business\n\nShanghai, May 5, 2023 (Xinhua) -- A plant for silicon wafers was opened in Shanghai on Friday.\n\nPhoto by Li Wei\n\nIt makes 300,000 wafers a month and has cost 4.6 billion yuan, its owner said.\n\nAdvertisement\n\nA second line follows in 2025, which will double what the plant makes.\n\nTags: wafers, Shanghai\n\nMost Read\n\nGold falls\n\nOil rises\n\nSubscribe to our newsletter",
    keeps: [
      "A plant for silicon wafers was opened",
      "Photo by Li Wei",
      "300,000 wafers a month",
      "4.6 billion yuan",
      "A second line follows in 2025",
    ],
    leaves: ["Home >", "Advertisement", "Tags:", "Most Read", "Gold falls", "Oil rises", "newsletter"],
    facts: { publisher: "Xinhua", published: "2023-05-05" },
  },
  {
    name: "a Chinese agency's report, with related links in the middle",
    text: "首页 > 产业\n\n电子元器件行动计划发布\n\n阅读 3201\n\n中新网1月29日电 工业和信息化部近日印发行动计划，提出到2023年销售总额达到21000亿元。\n\n相关阅读：芯片价格又涨了\n\n计划还提出，15家企业营收规模突破100亿元，射频滤波器等产品的专利布局更加完善。\n\n(完)\n\n编辑：张三\n\n猜你喜欢\n\n这三种水果不能一起吃\n\n发表评论\n\n我觉得这个计划非常好，希望能够早日落实到位，让大家都受益！\n\n文明上网理性发言，请遵守新闻评论服务协议",
    keeps: ["电子元器件行动计划发布", "销售总额达到21000亿元", "15家企业营收规模突破100亿元", "编辑：张三"],
    leaves: ["首页", "阅读 3201", "猜你喜欢", "水果", "发表评论", "我觉得", "文明上网"],
    facts: { title: "电子元器件行动计划发布", publisher: "中新网", published: "--01-29" },
  },
  {
    name: "a page with its breadcrumb and a comment thread",
    text: "You are here: Home / Blog / Purity\n\nWhat purity means\n\nPublished on 2019/07/04 | Views: 532 | Print\n\nSix nines are 99.9999 percent; a target of copper for chips has at least that much.\n\nComments on this text may be sent to the editors, who answer within two weeks.\n\n3 Comments\n\nAnna says:\n\nVery useful, I had always thought that six nines were something from cooking, to be honest.\n\nReply",
    keeps: [
      "What purity means",
      "2019/07/04",
      "99.9999 percent",
      "Comments on this text may be sent to the editors, who answer within two weeks.",
    ],
    leaves: ["You are here", "532", "3 Comments", "Anna", "cooking", "Reply"],
    facts: { title: "What purity means", published: "2019-07-04" },
  },
  {
    name: "a shop's page on a product, with a cookie banner above it",
    text: "We use cookies to give you the best experience. By clicking “Accept all” you agree to this.\n\nAccept all\nReject all\nCookie settings\n\nLog in  Register  Cart\n\nSputtering target, tantalum, 6 inch\n\nPurity 99.99 %\n\nPrice: 48,000 yuan\n\nThe target is delivered within six weeks, and is bonded to a copper plate on request.\n\nYou may also like\n\nSputtering target, copper\n\nFollow us on LinkedIn\n\nTerms & Conditions  Privacy Policy  Sitemap",
    keeps: ["Sputtering target, tantalum, 6 inch", "Purity 99.99 %", "Price: 48,000 yuan", "within six weeks"],
    leaves: [
      "cookies",
      "Accept",
      "Reject",
      "Log in",
      "Cart",
      "You may also like",
      "target, copper",
      "LinkedIn",
      "Sitemap",
    ],
    facts: { title: "Sputtering target, tantalum, 6 inch" },
  },
  {
    name: "a page in old Chinese characters with a share line",
    text: "首頁 > 最新消息\n首页 » 最新消息\n\n材料產業聯盟年會公告\n\n点击：88\n\n年會將於2024年11月8日在新竹舉行，報名截止日期為10月20日，費用為新臺幣三千元。\n\n请用微信扫一扫分享\n\n打印 关闭",
    keeps: ["材料產業聯盟年會公告", "2024年11月8日在新竹舉行", "10月20日", "新臺幣三千元"],
    leaves: ["首页 »", "点击", "扫一扫", "打印"],
    facts: { title: "材料產業聯盟年會公告" },
  },
  {
    name: "a ministry's page with two menus and a question to its readers",
    text: "Skip to main content\nSearch\nEnglish\n简体中文\nMinistry of Economy\nHome\nPolicies\nNews & Events\nContacts\n\nNew subsidy for photoresists\n\n12 April 2023\n\nA A A\n\nThe ministry pays up to 2 million euros for each plant that makes photoresists.\n\nApplications are open from 1 May to 30 June 2023. Contact us at info@ministry.example with any question.\n\nGuidelines (PDF, 1.2 MB)\n\nLast updated: 14 April 2023\n\nWas this page helpful?\n\nYes No\n\nFollow us\n\nFacebook\nTwitter\nYouTube\n\n© Ministry of Economy 2023\nAccessibility statement | Legal notice | Cookies",
    keeps: [
      "New subsidy for photoresists",
      "12 April 2023",
      "2 million euros",
      "Contact us at info@ministry.example",
      "Guidelines (PDF, 1.2 MB)",
      "14 April 2023",
    ],
    leaves: [
      "Skip to",
      "简体中文",
      "Policies",
      "News & Events",
      "A A A",
      "helpful",
      "Yes No",
      "Facebook",
      "©",
      "Legal notice",
    ],
    facts: { title: "New subsidy for photoresists", published: "2023-04-12" },
  },
  {
    name: "a news page with the site's name above the title",
    text: "Semiconductor Daily\n\nMenu\n\nFab opens in Dresden - Semiconductor Daily\n\nFab opens in Dresden\n\nBy Jane Doe\n\nJan 5, 2022 | 1,203 views\n\nShare\n\nFacebook Twitter LinkedIn Email\n\nA fab for power chips was opened on Thursday. It cost 5 billion euros.\n\nRelated: Europe's chip law explained\n\n“This is a good day for the region,” the minister said at the opening.\n\nSign up for our daily newsletter\n\nThe fab employs 2,000 people and starts work in 2026, the company said in a statement.\n\nPREVIOUS ARTICLE\nNeon prices\nNEXT ARTICLE\nXenon prices",
    keeps: [
      "Fab opens in Dresden",
      "By Jane Doe",
      "Jan 5, 2022",
      "5 billion euros",
      "the minister said",
      "2,000 people",
    ],
    leaves: [
      "Semiconductor Daily",
      "Menu",
      "views",
      "Share",
      "LinkedIn",
      "Related",
      "newsletter",
      "ARTICLE",
      "Neon",
      "Xenon",
    ],
    facts: { title: "Fab opens in Dresden", published: "2022-01-05" },
  },
];

/** No web pages: every word of them must stay. */
export const PLAIN_TEXTS: readonly { readonly name: string; readonly text: string }[] = [
  {
    name: "a leaflet of the secretariat",
    text: "Members' handbook\n\nContact us\n\nContact us at the secretariat office before 31 March. We answer within two days, in both languages.\n\nShare this handbook with your staff.\n\nComments\n\nMembers may comment on drafts for four weeks after they were sent out to all of them.\n\nSee also Annex 2 for the fees.\n\nRelated documents: Notice No. 5.",
  },
  {
    name: "a plan for a web site",
    text: "Plan for the new web site\n\nThe home page shows the news, and the menu has five entries at most.\n\nHome\nAbout\nNews\nMembers\nContact\n\nEach page has a counter (page views) and a link to print it.",
  },
  {
    name: "rules in Chinese",
    text: "网站管理办法\n\n第一条 首页应当公布联系方式。\n\n第二条 版权所有，未经许可不得转载的内容应当注明来源。\n\n第三条 评论须经审核后发布，分享到其他平台的应当保留出处。\n\n推广\n\n各单位应当在上一篇报告发布后三十日内提交下一篇报告。",
  },
  {
    name: "a mail that was saved as text",
    text: "Dear members,\n\nthe website uses cookies since today, as the law demands, and asks visitors for their consent.\n\nPlease print this page and sign it.\n\nBest regards\nThe Secretariat\nTel: 010-1234567\n© is not needed any more.",
  },
  {
    name: "a policy on cookies",
    text: "Cookie policy\n\nThis website uses cookies to remember your language.\n\nWe use cookies from 1 May 2023 on.",
  },
  {
    name: "figures in rows",
    text: "Output in tonnes by year and plant, as reported to the association by its members.\n\n1 2 3 4 5 6 7\n\n8 9 10 11 12\n\n120 views were collected in the survey of members, and 40 of them were answered.",
  },
];
