/** Pages in the markup of Chinese government portals, news sites, blogs and articles of WeChat. */

import { type Article, BRIEF, bodyOf, linesOf, NOTICE, PRICES, type SitePage, STORY, WENDA } from "./article.ts";

function page(
  site: string,
  article: Article,
  html: string,
  leaves: readonly string[],
  more: readonly string[] = [],
): SitePage {
  const head = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${article.title}_临江市人民政府</title></head>`;
  return { site, html: `${head}${html}</html>`, keeps: [...linesOf(article), ...more], leaves };
}

const plain = { heading: (text: string) => `<p><strong>${text}</strong></p>` };
const indented = {
  heading: (text: string) => `<p style="text-indent: 2em;"><span style="font-family: 黑体;">${text}</span></p>`,
  text: (text: string) => `<p style="text-indent: 2em;"><span style="font-size: 16px;">　　${text}</span></p>`,
};
const wenda: Article = { title: "居住证办理常见问题", parts: [] };
const asked = WENDA.flat();

export const CHINESE: readonly SitePage[] = [
  page(
    "TRS portal",
    NOTICE,
    `<body><div class="top"><div class="w1200"><span>今天是2025年4月2日</span><a href="/wza">无障碍浏览</a><a href="/old">长者模式</a></div></div><div class="header"><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li><li><a href="/fw">办事服务</a></li><li><a href="/hd">互动交流</a></li></ul></div></div><div class="main w1200"><div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 通知公告</div><div class="xl_content"><div class="xxgk_table"><table><tr><td>索引号</td><td>002516/2025-00041</td><td>发布机构</td><td>临江市经济和信息化局</td></tr></table></div><h1 class="title">${NOTICE.title}</h1><div class="info"><span>发布日期：2025-04-01 16:20</span><span>来源：临江市经济和信息化局</span><span>浏览次数：<em id="hits">318</em></span><span>字体：[<a href="javascript:">大</a> <a href="javascript:">中</a> <a href="javascript:">小</a>]</span></div><div class="view TRS_UEDITOR trs_paper_default trs_web">${bodyOf(NOTICE, indented)}</div><div class="xgwj"><h3>相关文件</h3><ul><li><a href="/a.pdf">申报表.pdf</a></li></ul></div><div class="tools"><a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close()">【关闭窗口】</a></div></div></div><div class="footer"><p>主办：临江市人民政府办公室</p><p>浙ICP备05000001号 网站标识码：3304000001</p></div></body>`,
    ["无障碍浏览", "长者模式", "办事服务", "互动交流", "318", "打印本页", "浙ICP备"],
    ["002516/2025-00041"],
  ),
  page(
    "the State Council's portal",
    NOTICE,
    `<body><div class="header_nav"><a href="/">中国政府网</a><a href="/guowuyuan">国务院</a><a href="/xinwen">要闻速递</a></div><div class="content" id="UCAP"><div class="article"><div class="BreadcrumbNav">首页 &gt; 政策 &gt; 文件</div><div class="pages-title-wrap"><h1 id="ti">${NOTICE.title}</h1><div class="pages-date">2025-04-01 16:20 <span class="font">来源：政府办</span><div class="pages_print"><span class="font">字号：<span id="btn1">默认</span> <span>大</span> <span>超大</span></span>|<span onclick="printpage()">打印</span></div></div></div><div class="pages_content" id="UCAP-CONTENT">${bodyOf(NOTICE, { ...indented, heading: (text) => `<p style="text-indent: 2em; text-align: justify;"><span style="font-weight: bold;">${text}</span></p>` })}<div class="editor">责任编辑：陈晓</div></div><div class="related"><h4>相关稿件</h4><ul><li><a href="/x">一图读懂扩内需措施</a></li></ul></div></div></div><div class="share_bar"><span>分享到</span><a>微信</a></div><div class="foot"><a href="/about">网站声明</a><a>联系我们</a><span>版权所有：中国政府网</span></div></body>`,
    ["要闻速递", "超大", "一图读懂", "网站声明", "版权所有"],
  ),
  page(
    "a WeChat article",
    STORY,
    `<body id="activity-detail" class="zh_CN mm_appmsg"><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div class="rich_media_area_primary_inner"><div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title" id="activity-name">${STORY.title}</h1><div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="rich_media_meta icon_appmsg_tag">原创</span><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">临江发布</a></span><em id="publish_time" class="rich_media_meta rich_media_meta_text">2025-03-02 08:01</em></div><div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; ">${bodyOf(STORY, { heading: (text) => `<section style="text-align: center;"><section style="display: inline-block;"><p><strong>${text}</strong></p></section></section>`, text: (text) => `<section><p style="line-height: 1.75em;"><span style="letter-spacing: 1px;">${text}</span></p></section>` })}<section data-tools="135编辑器"><p style="text-align: center;"><span>长按识别二维码关注我们</span></p></section></div></div></div></div><div id="js_pc_qr_code" class="qr_code_pc_outer" style="display:none;"><div class="qr_code_pc"><p>微信扫一扫<br>关注该公众号</p></div></div></div></div><div class="rich_media_tool"><span>阅读 1.2万</span><span id="js_like_btn">在看</span></div></body>`,
    ["长按识别", "关注该公众号", "阅读 1.2万"],
  ),
  page(
    "a WeChat notice in tables of sections",
    PRICES,
    `<body class="zh_CN"><div class="rich_media"><h1 class="rich_media_title" id="activity-name">${PRICES.title}</h1><div class="rich_media_meta_list"><span class="rich_media_meta_nickname"><a id="js_name">临江交警</a></span></div><div class="rich_media_content" id="js_content" style="visibility: hidden;"><section class="_editor">${bodyOf(PRICES, { text: (text) => `<section style="padding: 10px;"><span>${text}</span></section>`, table: (rows) => `<section><table style="width: 100%;"><tbody>${rows}</tbody></table></section>` })}</section><p><span>来源：临江交警</span></p><p>编辑：小周</p></div><div class="rich_media_tool"><div>喜欢此内容的人还喜欢</div><div>夜市回来了</div></div></div></body>`,
    ["还喜欢", "夜市回来了"],
  ),
  page(
    "JEECMS, county",
    BRIEF,
    `<body><div class="top-bar"><a onclick="SetHome()">设为首页</a>|<a onclick="AddFavorite()">加入收藏</a></div><div class="menu"><a href="/">网站首页</a><a href="/jj">单位简介</a><a href="/ywdt">业务动态</a></div><div class="position">您现在的位置：<a href="/">首页</a>&gt;&gt;<a href="/tz">停水信息</a></div><div class="left-box"><div class="lm">栏目导航</div><ul><li><a href="/1">水质公示</a></li><li><a href="/2">营业网点</a></li></ul></div><div class="right-box"><div class="article"><h2>${BRIEF.title}</h2><div class="msg">发布时间：2025-04-07　点击：<span>96</span>次　作者：管理员</div><div class="txt">${bodyOf(BRIEF)}</div><div class="page-turn"><p>上一篇：<a href="/b">水价调整听证会公告</a></p><p>下一篇：没有了</p></div></div></div><div class="bottom">Copyright © 2025 临江水务 All Rights Reserved 技术支持：云帆科技</div></body>`,
    ["设为首页", "单位简介", "水质公示", "营业网点", "听证会", "云帆科技"],
  ),
  page(
    "DedeCMS, laid out with tables",
    PRICES,
    `<body><table width="960" align="center" cellpadding="0" cellspacing="0"><tr><td colspan="2"><a href="/">首页</a> | <a href="/a">协会概况</a> | <a href="/b">会员风采</a> | <a href="/c">下载专区</a></td></tr><tr><td width="200" valign="top"><table width="100%"><tr><td>最新动态</td></tr><tr><td><a href="/1">换届大会召开</a></td></tr><tr><td><a href="/2">赴外考察归来</a></td></tr></table></td><td width="760" valign="top"><table width="100%"><tr><td>当前位置：<a href="/">主页</a> &gt; <a href="/g">公告</a> &gt;</td></tr><tr><td align="center"><h2>${PRICES.title}</h2></td></tr><tr><td align="center"><small>时间:</small>2025-02-20 10:11<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small>1306次</td></tr><tr><td>${bodyOf(PRICES, { table: (rows) => `<table border="1" width="90%">${rows}</table>` })}</td></tr><tr><td>(责任编辑：admin)</td></tr></table></td></tr><tr><td colspan="2" align="center">Copyright © 2012-2025 临江停车协会 版权所有 Power by DedeCms</td></tr></table></body>`,
    ["会员风采", "下载专区", "换届大会", "赴外考察", "1306", "DedeCms"],
  ),
  page(
    "a party newspaper",
    STORY,
    `<body><div class="top_nav w1000"><a href="/">首页</a><a href="/sz">时政要闻</a><a href="/dj">党建在线</a></div><div class="path w1000 d2txt_1 clearfix"><a href="/">临江网</a>&gt;&gt;<a href="/c">经济</a></div><div class="layout rm_txt cf"><div class="col col-1 fl"><h1>${STORY.title}</h1><div class="channel cf"><div class="col-1-1 fl">2025年03月02日08:01 | 来源：<a href="/s">临江日报</a></div><div class="col-1-2"><span>小字号</span><span>大字号</span></div></div><div class="rm_txt_con cf">${bodyOf(STORY, indented)}<div class="edit cf">(责编：王晓、刘洋)</div></div><div class="share">分享让更多人看到</div></div><div class="col col-2 fr"><h2>热门排行</h2><ol class="rm_ranking"><li><a href="/1">春茶开采比去年早九天</a></li><li><a href="/2">图书馆延长开放</a></li></ol></div></div><div class="copyright_news">人 民 网 版 权 所 有 ，未 经 书 面 授 权 禁 止 使 用</div></body>`,
    ["时政要闻", "党建在线", "大字号", "更多人看到", "春茶开采", "图书馆延长"],
  ),
  page(
    "a news portal with recommendations",
    STORY,
    `<body class="article"><div class="main-nav"><a href="/c">财经频道</a><a href="/t">体育频道</a></div><div class="main-content w1240"><h1 class="main-title">${STORY.title}</h1><div id="top_bar" class="top-bar-wrap"><div class="top-bar-inner"><div class="date-source"><span class="date">2025年03月02日 08:01</span><a class="source" href="/s">临江晚报</a></div><div class="page-tools"><span class="tool-icon">缩小字体</span><span>放大字体</span><span>收藏</span><span>微博</span></div></div></div><div class="article-content clearfix"><div class="article-content-left"><div class="article" id="artibody">${bodyOf(STORY, { ...plain, text: (text) => `<p cms-style="font-L">　　${text}</p>` })}<p class="article-editor">责任编辑：李萌 SN117</p></div><div class="keywords" id="keywords"><span>文章关键词：</span><a href="/k">冷链</a></div><div class="hot-comment"><h2>我要反馈</h2></div><div class="blk-related"><h2>相关新闻</h2><ul><li><a href="/r">海鲜市场搬迁在即</a></li></ul></div></div><div class="article-content-right"><div class="blk-recom"><h2>猜你喜欢</h2><ul><li><a href="/g">夏季楼市走向何方</a></li></ul></div></div></div></div><div class="foot"><p>客户服务热线：4000520066</p></div></body>`,
    ["财经频道", "体育频道", "放大字体", "海鲜市场", "猜你喜欢", "夏季楼市", "4000520066"],
  ),
  page(
    "a portal's questions folded by script",
    wenda,
    `<body><div class="nav"><a href="/">首页</a><a href="/bs">在线办事</a></div><div class="wrap"><h1>${wenda.title}</h1><div class="faq-list">${WENDA.map(([question, answer]) => `<div class="faq-item"><div class="faq-q" onclick="toggle(this)"><span>${question}</span><i class="arrow"></i></div><div class="faq-a" style="display:none"><p>${answer}</p></div></div>`).join("")}</div></div><div class="sidebar"><h3>热点服务</h3><ul><li><a href="/1">公积金提取</a></li><li><a href="/2">社保卡补办</a></li></ul></div><div class="footer">临江市公安局 版权所有</div></body>`,
    ["在线办事", "公积金提取", "社保卡补办", "版权所有"],
    asked,
  ),
  page(
    "a portal's questions in a list of definitions",
    wenda,
    `<body><div class="header"><ul class="menu"><li><a href="/1">机构设置</a></li><li><a href="/2">警务公开</a></li></ul></div><div class="content"><div class="crumbs">您的位置：首页 &gt; 常见问题</div><h1>${wenda.title}</h1><dl class="qa">${WENDA.map(([question, answer]) => `<dt>${question}</dt><dd>${answer}</dd>`).join("")}</dl></div><div class="footer"><div class="links"><select><option>省级网站</option></select></div><p>联系我们 | 网站地图</p></div></body>`,
    ["机构设置", "警务公开", "网站地图"],
    asked,
  ),
  page(
    "a technical blog",
    STORY,
    `<body class="nodata"><div id="csdn-toolbar"><a href="/">博客</a><a href="/d">下载中心</a></div><div class="main_father clearfix"><div class="container clearfix" id="mainBox"><main><div class="blog-content-box"><div class="article-header-box"><div class="article-header"><h1 class="title-article" id="articleContentId">${STORY.title}</h1><div class="article-info-box"><div class="article-bar-top"><span class="time">最新推荐文章于 2025-03-02 08:01 发布</span><span class="read-count">阅读量3.1k</span><span class="get-collection">收藏 12</span></div></div></div></div><article class="baidu_pl"><div id="article_content" class="article_content clearfix"><div id="content_views" class="markdown_views prism-atom-one-light">${bodyOf(STORY)}</div></div></article></div><div class="more-toolbox-new"><ul class="toolbox-list"><li>点赞</li><li>踩</li></ul></div><div class="recommend-box"><div class="recommend-item-box"><a href="/r"><div class="title">五分钟学会扎马尾辫</div></a></div></div></main><aside class="blog_container_aside"><div id="asideProfile"><span>私信</span><span>码龄9年</span></div><div id="asideHotArticle"><h3>热门文章</h3><ul><li><a href="/h">路由器怎么选</a></li></ul></div></aside></div></div></body>`,
    ["下载中心", "阅读量", "马尾辫", "码龄", "路由器"],
  ),
  page(
    "a question-and-answer site",
    STORY,
    `<body><div id="root"><div class="App"><header role="banner" class="Sticky AppHeader"><a href="/">知问</a><ul role="navigation" class="AppHeader-Tabs"><li><a href="/h">热榜</a></li></ul><div class="SearchBar"><form class="SearchBar-tool"><input placeholder="搜索问题"></form></div></header><main role="main" class="App-main"><div class="Post-content"><div class="Post-Row-Content"><article class="Post-Main Post-NormalMain"><header class="Post-Header"><h1 class="Post-Title">${STORY.title}</h1><div class="Post-Author"><div class="AuthorInfo"><span class="UserLink">海边的猫</span><div class="AuthorInfo-badge">喜欢吃鱼</div></div><button class="FollowButton">关注</button></div></header><div class="Post-RichTextContainer"><div class="RichText ztext Post-RichText">${bodyOf(STORY)}</div></div><div class="ContentItem-time">编辑于 2025-03-02 08:01・浙江</div><div class="Post-topicsAndReviewer"><div class="TopicList Post-Topics"><a href="/t">冷链物流</a></div></div><div class="RichContent-actions"><button>赞同 318</button><button>27 条评论</button></div></article></div></div><div class="Recommendations-Main"><h3>推荐阅读</h3><ul><li><a href="/x"><h1>为什么猫怕黄瓜</h1></a></li></ul></div></main></div></div></body>`,
    ["热榜", "赞同 318", "27 条评论", "猫怕黄瓜"],
  ),
  page(
    "a content platform's article",
    STORY,
    `<body><div id="root"><div class="article-detail-container"><div class="header-wrap"><a href="/">首页</a><span class="search">大家都在搜：台风路径</span></div><div class="main"><div class="left-sidebar"><div class="detail-side-interaction"><div aria-label="点赞">3516</div><div>评论</div></div></div><div class="article-content"><h1>${STORY.title}</h1><div class="article-meta"><span>2025-03-02 08:01</span><span class="dot">·</span><span class="name"><a href="/u">临江观察</a></span></div><article class="syl-article-base tt-article-content syl-page-article">${bodyOf(STORY, { heading: (text) => `<h1 class="pgc-h-arrow-right">${text}</h1>`, text: (text) => `<p data-track="1">${text}</p>` })}</article><div class="detail-end-tip">举报</div></div><div class="right-sidebar"><div class="feed-card"><div class="title">相关推荐</div><a href="/f">十元一斤的车厘子来了</a></div></div></div></div></div></body>`,
    ["台风路径", "3516", "车厘子"],
  ),
  page(
    "a bidding platform",
    PRICES,
    `<body><div class="login-bar">欢迎您来到临江市公共资源交易中心！<a href="/l">会员登录</a></div><ul class="main-nav"><li><a href="/">首页</a></li><li><a href="/j">交易信息</a></li><li><a href="/x">信用公示</a></li></ul><div class="ewb-container"><div class="ewb-location">当前位置：<a href="/">首页</a> &gt; 通知</div><div class="ewb-article"><h3 class="article-title">${PRICES.title}</h3><div class="article-sources">【信息时间：2025/2/20　阅读次数：<span id="infoviewcount">88</span>】【<a href="javascript:">我要打印</a>】【<a href="javascript:">关闭</a>】</div><div class="ewb-article-info">${bodyOf(PRICES, { table: (rows) => `<table style="border-collapse:collapse" cellspacing="0"><tbody>${rows.replace(/<td>/gu, '<td style="border:1px solid #000"><p>').replace(/<\/td>/gu, "</p></td>")}</tbody></table>` })}</div></div></div><div class="ewb-footer"><p>地址：临江市府前路1号　邮编：314000</p><p>您是第 1029384 位访问者</p></div></body>`,
    ["会员登录", "信用公示", "我要打印", "位访问者"],
  ),
  page(
    "a university's Webplus",
    NOTICE,
    `<body><div class="wrapper header" id="header"><div class="inner"><div class="mod clearfix"><div class="navbox"><ul class="wp-menu"><li class="menu-item i1"><a class="menu-link" href="/m">学院概况</a></li><li class="menu-item i2"><a class="menu-link" href="/s">师资队伍</a></li></ul></div></div></div></div><div class="wrapper" id="d-container"><div class="inner clearfix"><div class="infobox"><div class="article" frag="窗口3"><h1 class="arti_title">${NOTICE.title}</h1><p class="arti_metas"><span class="arti_publisher">发布者：科研处</span><span class="arti_update">发布时间：2025-04-01</span><span class="arti_views">浏览次数：<span class="WP_VisitCount">410</span></span></p><div class="entry"><div class="read"><div class="wp_articlecontent">${bodyOf(NOTICE, indented)}</div></div></div></div></div><div class="col_menu"><div class="col_menu_head"><h3 class="col_name">通知公告</h3></div><ul class="col_list"><li><a href="/1">学术讲座</a></li><li><a href="/2">招生信息</a></li></ul></div></div></div><div class="wrapper footer" id="footer"><p><span>Copyright © 临江学院</span></p></div></body>`,
    ["学院概况", "师资队伍", "410", "学术讲座", "招生信息", "临江学院"],
  ),
  page(
    "a traditional-script government site",
    {
      title: "碼頭泊位收費調整",
      parts: [
        { text: "由二零二五年一月一日起，八米以下船隻每晚泊位費為一百四十元，十二米以下為一百九十元。" },
        { heading: "申請方法" },
        { text: "請於辦公時間內致電2345 6789，或親臨海事處三樓辦理。" },
      ],
    },
    `<body><div id="skiptocontent"><a href="#maincontent">跳至主要內容</a></div><header><div class="branding">海事處</div><ul class="lang"><li><a href="/en">English</a></li><li><a href="/sc">简体</a></li></ul><nav id="mainNav"><ul><li><a href="/a">關於我們</a></li><li><a href="/b">刊物及統計</a></li></ul></nav></header><div class="breadcrumb"><a href="/">主頁</a> &gt; 公布</div><div id="maincontent"><h1>碼頭泊位收費調整</h1><div class="text-size">字型大小：<a>A</a><a>A</a></div><p>由二零二五年一月一日起，八米以下船隻每晚泊位費為一百四十元，十二米以下為一百九十元。</p><h2>申請方法</h2><p>請於辦公時間內致電2345 6789，或親臨海事處三樓辦理。</p><div class="backtotop"><a href="#top">返回頁首</a></div></div><footer><p>2025 © | 重要告示 | 私隱政策</p><p>修訂日期 : 2025年1月2日</p></footer></body>`,
    ["跳至主要", "關於我們", "刊物及統計", "返回頁首", "私隱政策"],
  ),
  page(
    "a responsive portal with modal notices",
    PRICES,
    `<body><div class="modal fade" id="notice" style="display:none"><div class="modal-dialog"><div class="modal-body"><p>网站将于本周六凌晨升级维护，届时部分服务将暂停使用，敬请谅解。</p></div></div></div><header class="navbar"><div class="container"><ul class="nav navbar-nav"><li><a href="/1">走进临江</a></li><li><a href="/2">投资指南</a></li></ul></div></header><div class="container content-wrapper"><ol class="breadcrumb"><li><a href="/">首页</a></li><li class="active">正文</li></ol><div class="row"><div class="col-md-9"><div class="detail-panel"><div class="detail-title">${PRICES.title}</div><div class="detail-sub"><span>时间：2025-02-20</span><span>来源：市交通局</span></div><div class="detail-body">${bodyOf(PRICES, { table: (rows) => `<div class="table-responsive"><table class="table table-bordered">${rows}</table></div>` })}</div><div class="bdsharebuttonbox"><a href="#">分享到微信</a></div></div></div><div class="col-md-3"><div class="panel"><div class="panel-heading">政策解读</div><ul class="list-group"><li><a href="/j">住房补贴怎么领</a></li><li><a href="/k">新生儿参保指南</a></li></ul></div></div></div></div><footer class="site-footer"><div class="container">政府网站标识码3304000002</div></footer></body>`,
    ["敬请谅解", "走进临江", "投资指南", "分享到微信", "住房补贴", "新生儿参保", "标识码"],
  ),
];
