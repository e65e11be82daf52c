/**
 * Pages in the shapes of real sites: what a reader of each must keep, what it must leave out, and what it must know of
 * the page. The text is made up; the markup is what content systems write.
 */

import type { DocumentFacts } from "../../../src/documents/document.ts";

export interface PageFixture {
  readonly name: string;
  readonly html: string;
  readonly keeps: readonly string[];
  readonly leaves: readonly string[];
  readonly facts: Partial<DocumentFacts>;
}

export const PAGES: readonly PageFixture[] = [
  {
    name: "a WordPress post",
    html: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>New fee rules for 2023 - Materials Alliance</title>
<meta property="og:title" content="New fee rules for 2023"><meta property="og:site_name" content="Materials Alliance">
<meta property="article:published_time" content="2022-11-03T08:15:00+08:00"><link rel="canonical" href="https://alliance.example/fees-2023/">
<style>.a{color:red}</style></head><body class="single has-sidebar">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><div class="site-branding"><p class="site-title"><a href="/">Materials Alliance</a></p><p class="site-description">Together for materials</p></div>
<nav id="site-navigation"><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li><li><a href="/contact">Contact Us</a></li><li><a href="/zh">中文</a></li></ul></nav></header>
<div id="page"><div class="breadcrumbs"><a href="/">Home</a> » <a href="/news">News</a> » New fee rules for 2023</div>
<main id="content"><article class="post"><header class="entry-header"><h1 class="entry-title">New fee rules for 2023</h1>
<div class="entry-meta"><span class="posted-on">Posted on <time datetime="2022-11-03">November 3, 2022</time></span> <span class="byline">by <a href="/author/admin">admin</a></span> <span class="comments-link"><a href="#respond">Leave a comment</a></span></div></header>
<div class="entry-content"><p>The board decided on <strong>28 October 2022</strong> to change the fees. Members pay 5,000 yuan a year from 2023 on.</p>
<h2>Who pays less?</h2><p>Two kinds of members pay half of the fee:</p><ul><li>universities and institutes</li><li>companies in their first year</li></ul>
<h3>How to apply</h3><ol><li>Fill in the form.</li><li>Send it before 31 March to <a href="mailto:fees@alliance.example">fees@alliance.example</a>.</li></ol>
<p>Contact us at the secretariat office before 31 March if you have questions.</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Click to share on Twitter (Opens in new window)</a></li><li><a href="#">Facebook</a></li></ul></div>
<div class="jp-relatedposts"><h3>Related</h3><p>Notice on last year's fees, which nobody needs any more today.</p></div></div>
<footer class="entry-footer">Filed under: <a href="/c/fees">Fees</a></footer></article>
<nav class="navigation post-navigation"><a href="/a">Previous post: The old rules</a><a href="/b">Next post: Summer party</a></nav>
<div id="comments" class="comments-area"><h2>2 thoughts on “New fee rules for 2023”</h2><ol><li>Great article, thanks for sharing it with all of us here!</li></ol>
<div id="respond"><h3>Leave a Reply <small><a href="#">Cancel reply</a></small></h3><form><p>Your email address will not be published. Required fields are marked *</p><label>Name *</label><input name="a"><textarea></textarea><button>Post Comment</button></form></div></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul><li><a href="/x">Summer party</a></li></ul></section><section><h2>Newsletter</h2><p>Subscribe to our newsletter and never miss the news of our alliance again.</p></section></aside></div>
<footer id="colophon"><p>© 2022 Materials Alliance. All rights reserved. Proudly powered by WordPress</p></footer>
<div id="cookie-law-info-bar">This website uses cookies to improve your experience. We'll assume you're ok with this. <a>Accept</a> <a>Read More</a></div></body></html>`,
    keeps: [
      "The board decided on 28 October 2022 to change the fees.",
      "5,000 yuan a year from 2023 on",
      "Two kinds of members pay half of the fee:",
      "universities and institutes",
      "Who pays less?",
      "2. Send it before 31 March to fees@alliance.example.",
      "Contact us at the secretariat office before 31 March if you have questions.",
      "November 3, 2022",
    ],
    leaves: [
      ...[
        "Skip to content",
        "Together for materials",
        "About us",
        "Contact Us",
        "中文",
        "»",
        "admin",
        "Leave a comment",
      ],
      ...["Share this", "Facebook", "Related", "last year's fees", "Filed under", "Previous post", "Summer party"],
      ...[
        "thoughts on",
        "Great article",
        "Leave a Reply",
        "Required fields",
        "Post Comment",
        "Recent Posts",
        "newsletter",
      ],
      ...["©", "WordPress", "cookies", "Accept", "Read More"],
    ],
    facts: {
      ...{ title: "New fee rules for 2023", publisher: "Materials Alliance", published: "2022-11-03" },
      source: "https://alliance.example/fees-2023/",
    },
  },
  {
    name: "a news page of a Chinese content system",
    html: `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>南湖区签约光掩膜材料项目_新闻中心_南湖材料网</title></head><body>
<div class="top"><a href="#">设为首页</a> | <a href="#">加入收藏</a> | <a href="#">English</a></div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/n">新闻中心</a></li><li><a href="/c">联系我们</a></li></ul></div>
<div class="weizhi">您现在的位置：<a href="/">首页</a> &gt; <a href="/n">新闻中心</a> &gt; 正文</div>
<div class="main_l"><div class="bt">南湖区签约光掩膜材料项目</div>
<div class="info">发布时间：2022-08-22 09:01&nbsp;&nbsp;来源：南湖区政府&nbsp;&nbsp;浏览次数：<script>document.write(1)</script>128次&nbsp;&nbsp;字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]&nbsp;<a href="#">【打印本页】</a></div>
<div class="TRS_Editor"><p>　　8月19日上午，总投资30亿元的光掩膜材料产业链项目在嘉兴科技城签约。</p><p>　　项目首期投资11亿元，计划于今年9月开工。</p>
<p>　　一、项目内容</p><p>　　项目将落户集成电路产业园，主要从事光掩膜材料的研发和制造。</p><p align="center"><img src="a.jpg" alt="签约现场"></p><p align="right">责任编辑：李敏</p></div>
<div class="bdsharebuttonbox">分享到：<a>微信</a><a>新浪微博</a></div>
<div class="ctrl"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div>
<div>上一篇：<a href="1.html">某某会议在京召开</a></div><div>下一篇：<a href="2.html">关于举办年会的通知</a></div>
<div class="box"><h3>相关阅读</h3><ul><li><a href="3.html">去年的一个项目</a></li><li><a href="4.html">前年的一个项目</a></li></ul></div></div>
<div class="main_r"><h3>热门新闻</h3><ul><li><a href="5.html">热门的一条新闻标题在此处</a></li><li><a href="6.html">另一条热门新闻</a></li><li><a href="7.html">第三条</a></li></ul></div>
<div class="bottom"><p>版权所有：南湖材料网　地址：嘉兴市某路1号　邮编：314000</p><p>浙ICP备12345678号　技术支持：某某科技</p></div></body></html>`,
    keeps: [
      ...["8月19日上午，总投资30亿元的光掩膜材料产业链项目在嘉兴科技城签约。", "项目首期投资11亿元", "一、项目内容"],
      ...["发布时间：2022-08-22 09:01", "来源：南湖区政府", "责任编辑：李敏", "南湖区签约光掩膜材料项目"],
    ],
    leaves: [
      ...[
        "设为首页",
        "English",
        "联系我们",
        "您现在的位置",
        "浏览次数",
        "128",
        "字体",
        "打印",
        "关闭窗口",
        "分享到",
        "微信",
      ],
      ...["上一篇", "下一篇", "年会", "相关阅读", "去年的一个项目", "热门", "版权所有", "ICP备", "技术支持", "314000"],
    ],
    facts: { title: "南湖区签约光掩膜材料项目", publisher: "南湖区政府", published: "2022-08-22" },
  },
  {
    name: "a government notice with an index table and attachments",
    html: `<html><head><meta charset="utf-8"><title>关于开展专项申报的通知</title><meta name="SiteName" content="某某市经济和信息化局"><meta name="ArticleTitle" content="关于开展2023年集成电路材料专项申报的通知"><meta name="PubDate" content="2023-02-10 15:20"><meta name="ContentSource" content="市经信局"></head><body>
<div id="header"><a href="#">无障碍浏览</a><a href="#">长者模式</a><form action="/search"><input type="text" value="请输入关键字"><input type="submit" value="搜索"></form></div>
<div class="crumb"><span>当前位置：</span><a>首页</a>&gt;<a>政务公开</a>&gt;<a>通知公告</a></div>
<div class="content"><table class="index"><tr><td>索引号</td><td>000014349/2023-00012</td><td>发文机关</td><td>市经信局</td></tr><tr><td>发文字号</td><td>经信材料〔2023〕8号</td><td>成文日期</td><td>2023-02-08</td></tr></table>
<h1>关于开展2023年集成电路材料专项申报的通知</h1>
<p>各有关单位：</p><p>现将有关事项通知如下：</p><p>（一）申报单位应当在本市注册。</p><p>（二）申报金额不超过500万元。</p>
<table border="1"><thead><tr><th>类别</th><th>最高金额</th><th>截止日期</th></tr></thead><tbody><tr><td rowspan="2">光刻胶</td><td>500万元</td><td>3月15日</td></tr><tr><td>300万元</td><td>4月15日</td></tr><tr><td>靶材</td><td>200万元</td><td>5月15日</td></tr></tbody></table>
<p>附件：<a href="/f/1.docx">1.申报书模板.docx</a></p><p><a href="/f/2.xlsx">2.预算表.xlsx</a></p><p>联系人：张三，电话：010-12345678</p><p>某某市经济和信息化局<br>2023年2月8日</p></div>
<div class="print">【<a>打印</a>】【<a>关闭</a>】</div><div class="ewm">扫一扫在手机打开当前页</div>
<div class="footer">主办：某某市经济和信息化局　承办：信息中心　网站标识码：1100000001　<a>京公网安备 11010202000001号</a></div></body></html>`,
    keeps: [
      ...[
        "经信材料〔2023〕8号",
        "（一）申报单位应当在本市注册。",
        "（二）申报金额不超过500万元。",
        "光刻胶 | 300万元 | 4月15日",
      ],
      ...[
        "靶材 | 200万元 | 5月15日",
        "1.申报书模板.docx",
        "2.预算表.xlsx",
        "联系人：张三，电话：010-12345678",
        "2023年2月8日",
      ],
    ],
    leaves: ["无障碍", "长者模式", "当前位置", "政务公开", "打印", "扫一扫", "主办", "公网安备", "请输入关键字"],
    facts: {
      ...{ title: "关于开展2023年集成电路材料专项申报的通知", publisher: "市经信局", published: "2023-02-10" },
      number: "经信材料〔2023〕8号",
    },
  },
  {
    name: "a page of divs and breaks only",
    html: `<html><body><div><div><a href="/">Home</a> | <a href="/n">News</a> | <a href="/c">Contact us</a></div><div><div>Meeting of the steering group</div><div>
On 5 May 2021 the steering group met in Shanghai.<br><br>It agreed on a budget of 2.4 million yuan for the roadmap.<br>
The next meeting is on 9 June.<br><br>Signed:<br>The Secretariat<br>Room 501</div><div>Source: Steering Group</div></div><div>Copyright 2021 Steering Group</div></div></body></html>`,
    keeps: [
      ...[
        "On 5 May 2021 the steering group met in Shanghai.",
        "It agreed on a budget of 2.4 million yuan for the roadmap.",
      ],
      ...["The next meeting is on 9 June.", "The Secretariat", "Room 501", "Meeting of the steering group"],
    ],
    leaves: ["Home", "News", "Contact us", "Copyright"],
    facts: { publisher: "Steering Group" },
  },
  {
    name: "a page that is nothing but a table",
    html: `<table><tr><td><b>Material</b></td><td><b>Purity</b></td><td><b>Price in yuan</b></td></tr><tr><td>Copper target</td><td>99.9999 %</td><td>12,000</td></tr><tr><td>Tantalum target</td><td>99.99 %</td><td>48,000</td></tr></table>`,
    keeps: [
      "Material | Purity | Price in yuan",
      "Copper target | 99.9999 % | 12,000",
      "Tantalum target | 99.99 % | 48,000",
    ],
    leaves: [],
    facts: {},
  },
  {
    name: "a list of notices, which has no article",
    html: `<html><head><title>Notices - Alliance</title></head><body><nav><a href="/">Home</a><a href="/c">Contact Us</a></nav><h1>Notices</h1>
<ul class="list"><li><a href="1">Notice on the fees of 2023</a><span>2022-11-03</span></li><li><a href="2">Call for projects, third round</a><span>2022-10-20</span></li><li><a href="3">Annual meeting in Wuhan</a><span>2022-09-01</span></li></ul>
<div class="pagination"><a>1</a><a>2</a><a>Next »</a></div><footer>All rights reserved</footer></body></html>`,
    keeps: ["Notice on the fees of 2023", "2022-11-03", "Call for projects, third round", "Annual meeting in Wuhan"],
    leaves: ["Contact Us", "Next »", "All rights reserved"],
    facts: { title: "Notices" },
  },
  {
    name: "an old page laid out with tables",
    html: `<html><head><title>关于会费的通知</title></head><body><table width="100%"><tr><td><a href="/">首页</a> <a href="/n">新闻</a> <a href="/j">联系我们</a></td></tr></table>
<table width="960"><tr><td width="200"><table><tr><td>栏目导航</td></tr><tr><td><a href="1">通知</a></td></tr><tr><td><a href="2">公告</a></td></tr><tr><td><a href="3">法规</a></td></tr></table></td>
<td><table><tr><td align="center"><b>关于会费的通知</b></td></tr><tr><td>发布日期：2019年3月5日 点击：356</td></tr><tr><td><p>会员单位每年会费为五千元，应当在三月三十一日之前缴纳。</p><p>逾期不缴的，按照章程第十二条处理。</p></td></tr></table></td></tr></table>
<table width="100%"><tr><td>Copyright © 2019 联盟 All Rights Reserved</td></tr></table></body></html>`,
    keeps: ["会员单位每年会费为五千元，应当在三月三十一日之前缴纳。", "按照章程第十二条处理", "发布日期：2019年3月5日"],
    leaves: ["首页", "联系我们", "公告", "法规", "Copyright"],
    facts: { title: "关于会费的通知", published: "2019-03-05" },
  },
  {
    name: "a page with everything in one form, as some servers write it",
    html: `<html><body><form id="aspnetForm" method="post"><input type="hidden" name="__VIEWSTATE" value="x"><div id="header"><a href="/">Home</a></div><div id="content"><h1>Export licences</h1><p>Licences for gallium are needed from 1 August 2023 on. Applications take 45 working days.</p><p>Send the form to the commerce department of your province.</p></div><input type="text" name="q"><input type="submit" value="Search"></form></body></html>`,
    keeps: ["Licences for gallium are needed from 1 August 2023 on.", "45 working days", "commerce department"],
    leaves: ["Home", "Search"],
    facts: { title: "Export licences" },
  },
  {
    name: "a press release with JSON-LD and a cookie wall",
    html: `<html><head><title>Alliance opens pilot line | Example Newswire</title><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Alliance opens pilot line","datePublished":"2024-05-06T10:00:00Z","publisher":{"@type":"Organization","name":"Example Newswire"}}]}</script></head>
<body><div class="cookie-consent" role="dialog"><h2>We value your privacy</h2><p>We and our partners use cookies to store information on your device, and you can change your mind at any time in the settings of this site.</p><button>Accept all</button></div>
<div class="wrapper"><div class="article-header"><h1>Alliance opens pilot line</h1><p class="dek">A line for photoresist was opened in Ningbo on Monday.</p></div><div class="article-body"><p>The line cost 320 million yuan and makes 40 tonnes a year.</p><p>See also: <a href="/x">Race for raw materials: EU forges new alliances</a></p><p>“We are ready,” said director Wang Fang. Next steps are tests with three customers.</p><blockquote><p>Deliveries begin in September 2024.</p></blockquote></div>
<div class="newsletter-signup"><h3>Get our newsletter</h3><p>Every week the best of our news, straight into your inbox, and for free.</p></div>
<section class="recommended"><h2>You may also like</h2><div><a href="/1">Chip sales up</a></div><div><a href="/2">Chip sales down</a></div></section></div></body></html>`,
    keeps: [
      ...[
        "A line for photoresist was opened in Ningbo on Monday.",
        "320 million yuan",
        "40 tonnes a year",
        "Wang Fang",
      ],
      ...["Next steps are tests with three customers.", "Deliveries begin in September 2024."],
    ],
    leaves: [
      "privacy",
      "partners",
      "Accept",
      "Race for raw materials",
      "newsletter",
      "inbox",
      "You may also like",
      "Chip sales",
    ],
    facts: { title: "Alliance opens pilot line", publisher: "Example Newswire", published: "2024-05-06" },
  },
  {
    name: "a page saved from a word processor",
    html: `<html xmlns:o="urn:x"><head><title>x</title><style>p.MsoNormal{margin:0}</style></head><body lang=EN-GB><div class=WordSection1><p class=MsoNormal><b>Rules of procedure</b></p>
<p class=MsoNormal><span>1.</span><span>&nbsp;&nbsp; </span>The assembly meets once a year.</p><p class=MsoNormal>2.&nbsp; It elects the board for <span>three</span> years.</p><p class=MsoNormal>A loan of 10<sup>6</sup> yuan needs two signatures<span style='display:none;mso-hide:all'>HIDDEN ORDER</span>.</p><p class=MsoNormal>Comments</p><p class=MsoNormal>Members may send comments on these rules to the secretariat until 30 June.</p></div></body></html>`,
    keeps: [
      ...["Rules of procedure", "The assembly meets once a year.", "It elects the board for three years.", "10⁶ yuan"],
      "Members may send comments on these rules to the secretariat until 30 June.",
    ],
    leaves: ["HIDDEN"],
    facts: {},
  },
  {
    name: "a blog with a sidebar before the text and no classes to tell by",
    html: `<html><head><title>Ten facts on sputtering targets – The Target Blog</title></head><body><div><h2><a href="/">The Target Blog</a></h2></div>
<div><div><h3>Categories</h3><ul><li><a href="a">Metals</a></li><li><a href="b">Ceramics</a></li><li><a href="c">Bonding</a></li></ul></div>
<div><h1>Ten facts on sputtering targets</h1><p>January 12, 2020</p><p>A target is worn down to 30 percent of its weight before it is replaced, which takes about six weeks in a busy plant.</p><p>The most expensive targets are those of ruthenium, at more than 100,000 yuan each.</p><p>Tags: metals, plants</p></div></div>
<div><p>3 comments</p><p>Anonymous says: this was very helpful for my homework, thank you so much!</p></div></body></html>`,
    keeps: ["30 percent of its weight", "about six weeks", "100,000 yuan each", "January 12, 2020"],
    leaves: ["Metals", "Ceramics", "Tags", "3 comments", "homework", "The Target Blog"],
    facts: { title: "Ten facts on sputtering targets" },
  },
  {
    name: "a forum-like page with links in the running text",
    html: `<html><body><article><h1>Where materials come from</h1><p><a href="/ga">Gallium</a> comes from <a href="/al">aluminium works</a>, and <a href="/ge">germanium</a> from <a href="/zn">zinc works</a> and <a href="/coal">coal ash</a>.</p>
<p>These documents have more:</p><ul><li><a href="/d1">Critical materials report 2021</a></li><li><a href="/d2">List of dual-use goods</a></li><li><a href="/d3">Export control law</a></li></ul>
<dl><dt>6N</dt><dd>A purity of 99.9999 percent.</dd></dl><pre>Ga 31\nGe 32</pre><div aria-hidden="true">★</div></article></body></html>`,
    keeps: [
      ...[
        "Gallium comes from aluminium works, and germanium from zinc works and coal ash.",
        "Critical materials report 2021",
      ],
      ...["Export control law", "A purity of 99.9999 percent.", "Ga 31\nGe 32"],
    ],
    leaves: [],
    facts: { title: "Where materials come from" },
  },
  {
    name: "a policy on cookies, which is about what banners say",
    html: `<html><head><title>Cookie policy - Alliance</title></head><body><div class="page"><h1>Cookie policy</h1><p>This website uses cookies to remember your language. No other cookies are set by this site.</p><h2>Your choice</h2><p>You can delete cookies in the settings of your browser at any time. The cookie named lang is kept for 90 days.</p><p>We use cookies from 1 May 2023 on.</p></div></body></html>`,
    keeps: [
      "This website uses cookies to remember your language.",
      "kept for 90 days",
      "We use cookies from 1 May 2023 on.",
    ],
    leaves: [],
    facts: { title: "Cookie policy" },
  },
  {
    name: "a report whose classes sound like a site's tools",
    html: `<html><head><title>Annual report 2022</title></head><body class="has-sidebar share-enabled comments-off"><header class="page-header"><h1>Annual report 2022</h1><p>Adopted on 1 February 2023</p></header><section class="chapter"><h2>Members</h2><p>At the end of 2022 there were 312 members.</p></section><section class="chapter related-party"><h2>Related party transactions</h2><p>There were 3 transactions of 2 million yuan.</p></section><section id="recommendations"><h2 id="share-of-costs">Share of costs</h2><p>The board recommends that members bear a third of what the common laboratory costs, as the state bears the other two thirds until 2025. It recommends further that members which use the laboratory for more than ten days in a year pay 2,000 yuan for each further day, and that schools pay half of that sum in the years 2023 and 2024.</p></section><section class="chapter"><h2>Comments of the auditor</h2><p>The auditor has no objections to the accounts of the alliance.</p></section></body></html>`,
    keeps: [
      "312 members",
      "Related party transactions",
      "3 transactions of 2 million yuan",
      "Comments of the auditor",
      "Share of costs",
      "2,000 yuan for each further day",
      "1 February 2023",
    ],
    leaves: [],
    facts: { title: "Annual report 2022" },
  },
  {
    name: "a ministry's notice, whose title is not quite its heading",
    html: `<html><head><title>某某部关于印发基础电子元器件产业发展行动计划的通知</title><meta name="SiteName" content="某某部门户网站"></head><body><div class="header"><div class="topnav"><a>首页</a><a>组织机构</a><a>新闻发布</a></div></div><div class="mnav">首页>某某部>电子信息司>文件发布</div><div class="cmain"><div class="ctitle"><h1 id="con_title">某某部关于印发《基础电子元器件产业发展行动计划（2021-2023年）》的通知</h1></div><div class="cinfo"><span id="con_time">发布时间：2021-01-29 09:30</span><span>来源：<span>电子信息司</span></span></div><div class="ccontent"><p>某部电子〔2021〕5号</p><p>各省、自治区、直辖市主管部门：</p><p>现将《行动计划》印发给你们，请认真贯彻执行。</p><p>某某部</p><p>2021年1月15日</p><p><a href="/a.pdf">附件：行动计划.pdf</a></p></div><div class="xgxx"><h3>相关信息</h3><ul><li><a>一图读懂</a></li></ul></div><div class="fx">【打印】【关闭】</div></div><div class="footer"><p>地址：北京市某街13号　邮编：100804</p></div></body></html>`,
    keeps: ["请认真贯彻执行", "2021年1月15日", "附件：行动计划.pdf", "来源：电子信息司"],
    leaves: ["组织机构", "文件发布", "相关信息", "一图读懂", "打印", "邮编"],
    facts: {
      ...{ title: "某某部关于印发《基础电子元器件产业发展行动计划（2021-2023年）》的通知", publisher: "电子信息司" },
      ...{ published: "2021-01-29", number: "某部电子〔2021〕5号" },
    },
  },
  {
    name: "an invitation in short lines, without a paragraph",
    html: `<html><head><title>Annual meeting</title></head><body><div class="menu"><a>Home</a></div><div class="event"><h1>Annual meeting</h1><p>Date: 5 May 2024</p><p>Place: Wuhan</p><p>Fee: 800 yuan</p><p>主办单位：材料联盟</p><p>承办单位：武汉分会</p><p>Contact us</p><p>Tel: 010-1234567</p></div></body></html>`,
    keeps: [
      "Date: 5 May 2024",
      "Place: Wuhan",
      "Fee: 800 yuan",
      "主办单位：材料联盟",
      "承办单位：武汉分会",
      "Contact us",
      "010-1234567",
    ],
    leaves: ["Home"],
    facts: { title: "Annual meeting" },
  },
  {
    name: "an encyclopaedia's page",
    html: `<html><head><title>Gallium - Encyclopaedia</title></head><body><div id="mw-navigation"><h3>Navigation</h3><ul><li><a href="/m">Main page</a></li><li><a href="/c">All articles</a></li><li><a href="/r">Random article</a></li></ul></div><div id="content" role="main"><h1 id="firstHeading">Gallium</h1><table class="infobox"><tr><th>Melting point</th><td>29.76 °C</td></tr></table><p><b>Gallium</b> is a <a href="/e">chemical element</a> with the <a href="/s">symbol</a> Ga. It was found in 1875.</p><div id="toc"><h2>Contents</h2><ul><li><a href="#1">1 History</a></li><li><a href="#2">2 Uses</a></li><li><a href="#3">3 Notes</a></li></ul></div><h2>History<span class="mw-editsection">[<a href="e">edit</a>]</span></h2><p>Lecoq found it by spectroscopy.</p></div><div id="footer" role="contentinfo"><p>This page was last edited in May.</p></div></body></html>`,
    keeps: [
      "Melting point | 29.76 °C",
      "Gallium is a chemical element with the symbol Ga. It was found in 1875.",
      "Lecoq found it",
    ],
    leaves: ["Navigation", "Main page", "Random", "Contents", "1 History", "edit"],
    facts: { title: "Gallium" },
  },
];
