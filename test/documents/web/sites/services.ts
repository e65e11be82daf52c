/** Pages in the markup of news sites, government services, wikis and help centres. */

import {
  type Article,
  bodyOf,
  FEES,
  GRANTS,
  GUIDE,
  linesOf,
  NOTE,
  QUESTIONS,
  REPORT,
  type SitePage,
} from "./article.ts";

function page(
  site: string,
  article: Article,
  html: string,
  leaves: readonly string[],
  more: readonly string[] = [],
): SitePage {
  const head = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${article.title} | Coast</title></head>`;
  return { site, html: `${head}${html}</html>`, keeps: [...linesOf(article), ...more], leaves };
}

const qa: Article = { title: "Registering a boat", parts: [] };
const asked = QUESTIONS.flat();

export const SERVICES: readonly SitePage[] = [
  page(
    "a public broadcaster's news",
    REPORT,
    `<body><div id="__next"><div class="ssrcss-1ocoo3l-Wrap"><header role="banner"><a href="#main-heading" class="ssrcss-skip">Skip to content</a><nav class="ssrcss-nav" aria-label="Coast News"><ul><li><a href="/w">World affairs</a></li><li><a href="/s">Sport live</a></li></ul></nav></header><div><div class="ssrcss-pv1rh6-ArticleWrapper"><main id="main-content"><article><div data-component="headline-block"><h1 id="main-heading" class="ssrcss-Heading">${REPORT.title}</h1></div><div data-component="byline-block"><div class="ssrcss-Contributor"><span>By Ada Quist</span><div>Transport correspondent</div></div></div><div data-component="topic-list-block"><a href="/t">Ferries</a></div>
${bodyOf(REPORT, { heading: (text) => `<div data-component="subheadline-block"><h2>${text}</h2></div>`, text: (text) => `<div data-component="text-block" class="ssrcss-RichTextComponentWrapper"><p class="ssrcss-Paragraph">${text}</p></div>` })}
<div data-component="links-block"><h2 class="ssrcss-Title">More on this story</h2><ul><li><a href="/1">Bridge closed after storm damage</a></li><li><a href="/2">How the north bank grew</a></li></ul></div></article></main><aside><section data-component="related-internet-links"><h2>Related internet links</h2><ul><li><a href="/c">Harbour Company</a></li></ul><p>The Coast is not responsible for the content of external sites.</p></section><section data-component="top-stories"><h2>Top stories</h2><ul><li><a href="/e">Election called for June</a></li></ul></section></aside></div></div><footer><ul><li><a href="/t">Terms of Use</a></li></ul><p>Copyright © 2025 Coast. The Coast is not responsible.</p></footer></div></div></body>`,
    [
      "World affairs",
      "Sport live",
      "Bridge closed",
      "north bank grew",
      "external sites",
      "Election called",
      "Terms of Use",
    ],
  ),
  page(
    "a newspaper with paywall and promotions",
    REPORT,
    `<body class="article-page"><div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" role="alertdialog"><h2 id="onetrust-policy-title">We value your privacy</h2><div id="onetrust-policy-text">We and our 842 partners store and access information on your device, such as unique identifiers, to process personal data.</div><button id="onetrust-accept-btn-handler">I accept</button></div></div><div class="ad-slot ad-slot--top-above-nav">Advertisement</div><header class="pillar-header"><ul class="pillars"><li><a href="/o">Opinion pages</a></li></ul></header>
<section class="article-wrap"><article id="maincontent"><div class="headline"><h1>${REPORT.title}</h1></div><div class="standfirst"><p>More boats, shorter waits, and a debate about the night</p></div><address aria-label="Contributor info"><a rel="author" href="/p">Jonas Weil</a></address><div class="meta__share"><ul><li><a href="#"><span>Share on Facebook</span></a></li><li><a href="#">Share via Email</a></li></ul></div>
<div class="article-body-commercial-selector article-body">${bodyOf(REPORT, { text: (text) => `<p class="dcr-1kas69x">${text}</p>` })}<aside class="rich-link" data-component="rich-link"><a href="/r">A town without cars: read more</a></aside><figure class="element-newsletter"><h3>Sign up to Morning Tide</h3><p>Our free daily email tells you what happened on the coast while you slept.</p></figure></div>
<div class="submeta"><div class="submeta__label">Explore more on these topics</div><ul><li><a href="/b">Public transport news</a></li></ul></div></article></section><div class="contributions-epic"><h2>Dear reader</h2><p>Since you are here we have a small favour to ask. Millions turn to us for open, independent news.</p></div><section class="most-viewed"><h2>Most viewed</h2><ol><li><a href="/m">Heatwave breaks a record</a></li></ol></section><footer class="l-footer"><a href="/v">Vacancies</a> © 2025 Coast News Limited</footer></body>`,
    [
      "842 partners",
      "Opinion pages",
      "Share on Facebook",
      "town without cars",
      "Morning Tide",
      "Public transport news",
      "small favour",
      "Heatwave",
    ],
    ["More boats, shorter waits, and a debate about the night"],
  ),
  page(
    "GOV.UK style guidance",
    GRANTS,
    `<body class="gem-c-layout-for-public govuk-template__body"><div id="global-cookie-message" class="gem-c-cookie-banner govuk-cookie-banner" role="region"><h2>Cookies on this service</h2><div class="govuk-cookie-banner__content"><p>We use some essential cookies to make this website work.</p></div><button>Accept additional cookies</button></div><a href="#content" class="gem-c-skip-link govuk-skip-link">Skip to main content</a><header class="gem-c-layout-super-navigation-header"><nav><h3>Departments and policy</h3><ul><li><a href="/g">How government works</a></li></ul></nav></header>
<div id="wrapper" class="govuk-width-container"><div class="gem-c-breadcrumbs govuk-breadcrumbs"><ol><li><a href="/">Home</a></li></ol></div><main role="main" id="content" class="guide"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><div class="gem-c-heading"><span class="govuk-caption-xl">Guidance</span><h1 class="govuk-heading-xl">${GRANTS.title}</h1></div><div class="gem-c-metadata"><dl><dt>From:</dt><dd><a href="/hf">Harbour Fund</a></dd><dt>Published</dt><dd>3 April 2025</dd></dl></div><div class="gem-c-govspeak govuk-govspeak">${bodyOf(GRANTS)}</div>
<div class="gem-c-published-dates">Last updated 9 April 2025</div></div><div class="govuk-grid-column-one-third"><div class="gem-c-contextual-sidebar"><nav role="navigation" class="gem-c-related-navigation"><h2 class="gem-c-related-navigation__main-heading">Related content</h2><ul><li><a href="/rc">Apply for a berth licence</a></li></ul></nav></div></div></div></main><div class="gem-c-feedback"><h2 class="govuk-visually-hidden">Is this page useful?</h2><button>Yes this page is useful</button><p>To help us improve, we'd like to know more about your visit today.</p></div></div><footer class="govuk-footer"><div>All content is available under the Open Government Licence v3.0</div></footer></body>`,
    ["essential cookies", "How government works", "berth licence", "help us improve", "Licence v3.0"],
  ),
  page(
    "a design system's accordion",
    qa,
    `<body><header class="usa-header" role="banner"><div class="usa-banner"><p class="usa-banner__header-text">An official website of the Coast</p></div><nav class="usa-nav"><a href="/e">Emergency numbers</a></nav></header><main id="main-content"><h1>${qa.title}</h1><div class="usa-accordion">${QUESTIONS.map(
      ([question, answer], index) =>
        `<h4 class="usa-accordion__heading"><button type="button" class="usa-accordion__button" aria-expanded="false" aria-controls="a${index}">${question}</button></h4><div id="a${index}" class="usa-accordion__content usa-prose" hidden><p>${answer}</p></div>`,
    ).join(
      "",
    )}</div></main><footer class="usa-footer"><div class="usa-footer__primary-section"><a href="/j">Job openings</a></div></footer></body>`,
    ["An official website", "Emergency numbers", "Job openings"],
    asked,
  ),
  page(
    "Bootstrap collapse in cards",
    qa,
    `<body><nav class="navbar navbar-expand-lg"><a class="navbar-brand" href="/">Coast</a><button class="navbar-toggler" data-bs-toggle="collapse" data-bs-target="#nav">Menu</button><div class="collapse navbar-collapse" id="nav"><ul class="navbar-nav"><li class="nav-item"><a class="nav-link" href="/f">Fleet list</a></li></ul></div></nav><div class="container"><h1>${qa.title}</h1><div class="accordion" id="faq">${QUESTIONS.map(
      ([question, answer], index) =>
        `<div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed" type="button" data-bs-toggle="collapse" data-bs-target="#c${index}">${question}</button></h2><div id="c${index}" class="accordion-collapse collapse" data-bs-parent="#faq"><div class="accordion-body">${answer}</div></div></div>`,
    ).join(
      "",
    )}</div></div><div class="toast-container"><div class="toast"><div class="toast-body">We use cookies to remember your settings. <a href="/c">Learn more</a></div></div></div><footer class="bg-light"><div class="container"><p class="text-muted">© 2025 Coast Registry</p></div></footer></body>`,
    ["Fleet list", "We use cookies", "Coast Registry"],
    asked,
  ),
  page(
    "MediaWiki",
    GUIDE,
    `<body class="mediawiki ltr sitedir-ltr ns-0 skin-vector"><div id="mw-page-base" class="noprint"></div><div id="content" class="mw-body" role="main"><a id="top"></a><h1 id="firstHeading" class="firstHeading">${GUIDE.title}</h1><div id="bodyContent" class="vector-body"><div id="siteSub" class="noprint">From Tidewiki</div><div id="jump-to-nav"></div><a class="mw-jump-link" href="#mw-head">Jump to navigation</a><div id="mw-content-text" class="mw-body-content"><div class="mw-parser-output"><div id="toc" class="toc" role="navigation"><div class="toctitle"><h2>Contents</h2></div><ul><li class="toclevel-1"><a href="#B"><span class="tocnumber">1</span> <span class="toctext">Before you begin here</span></a></li></ul></div>${bodyOf(GUIDE, { heading: (text) => `<h2><span class="mw-headline" id="B">${text}</span><span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href="/e">edit</a><span class="mw-editsection-bracket">]</span></span></h2>`, table: (rows) => `<table class="wikitable"><tbody>${rows}</tbody></table>` })}</div></div><div id="catlinks" class="catlinks"><div class="mw-normal-catlinks"><a href="/c">Categories</a>: <ul><li><a href="/m">Measuring instruments</a></li></ul></div></div></div></div>
<div id="mw-navigation"><h2>Navigation menu</h2><div id="mw-head"><nav id="p-personal" class="vector-menu"><ul><li><a href="/l">Log in</a></li></ul></nav></div><div id="mw-panel"><nav class="vector-menu portal" id="p-tb"><h3>Tools</h3><ul><li><a href="/w">What links here</a></li></ul></nav></div></div><footer id="footer" class="mw-footer" role="contentinfo"><ul id="footer-info"><li id="footer-info-lastmod"> This page was last edited on 2 March 2025, at 10:11.</li></ul></footer></body>`,
    ["From Tidewiki", "Jump to navigation", "begin here", "[edit]", "Measuring instruments", "What links here"],
  ),
  page(
    "a help centre",
    GUIDE,
    `<body><a class="skip-navigation" href="#main-content">Skip to main content</a><header class="header"><div class="logo"><a href="/">Tidekit Help</a></div><nav class="user-nav"><a class="submit-a-request" href="/r">Submit a request</a></nav></header><main role="main"><div class="container-divider"></div><div class="container"><div class="sub-nav"><nav><ol class="breadcrumbs"><li><a href="/">Tidekit Help</a></li></ol></nav><form role="search" class="search"><input type="search"></form></div><div class="article-container" id="article-container"><aside class="article-sidebar"><div class="collapsible-sidebar"><h3 class="collapsible-sidebar-title sidenav-title">Articles in this section</h3><div class="collapsible-sidebar-body"><ul><li><a class="sidenav-item" href="/s">Replace the battery</a></li><li><a href="/t" class="sidenav-item">Return a gauge</a></li></ul></div></div></aside><article id="main-content" class="article"><header class="article-header"><h1 class="article-title">${GUIDE.title}</h1><div class="article-author"><div class="article-meta"><a href="/u">Support team</a><ul class="meta-group"><li class="meta-data">1 month ago</li></ul></div></div></header><section class="article-info"><div class="article-content"><div class="article-body">${bodyOf(GUIDE)}</div></div></section><footer><div class="article-votes"><span class="article-votes-question">Was this article helpful?</span><span class="article-votes-count">12 out of 19 found this helpful</span></div></footer><section class="article-relatives"><div class="related-articles"><h2>Related articles</h2><ul><li><a href="/q">Read the raw data</a></li></ul></div></section></article></div></div></main><footer class="footer"><a href="/">Tidekit Help</a></footer></body>`,
    [
      "Submit a request",
      "Replace the battery",
      "Return a gauge",
      "Was this article helpful",
      "12 out of 19",
      "raw data",
    ],
  ),
  page(
    "Confluence",
    FEES,
    `<body id="com-atlassian-confluence" class="theme-default"><div id="page"><div id="full-height-container"><header id="header" role="banner"><nav class="aui-header" aria-label="site"><ul class="aui-nav"><li><a href="/s">Spaces directory</a></li></ul></nav></header><div class="ia-splitter"><div class="ia-fixed-sidebar"><div class="acs-side-bar"><ul><li><a href="/t">Harbour team calendar</a></li></ul></div></div><div id="main" class="aui-page-panel"><div id="main-header"><h1 id="title-text" class="with-breadcrumbs"><a href="/p">${FEES.title}</a></h1></div><div id="content" class="page view"><div class="page-metadata"><ul class="banner"><li class="page-metadata-modification-info">Created by <span class="author"><a href="/u">Rosa Hale</a></span>, last modified on <a class="last-modified" href="/d">Jan 12, 2025</a></li></ul></div><div id="main-content" class="wiki-content">${bodyOf(FEES, { table: (rows) => `<div class="table-wrap"><table class="wrapped confluenceTable"><tbody>${rows.replace(/<td>/gu, '<td class="confluenceTd">')}</tbody></table></div>` })}</div><div id="likes-and-labels-container"><div id="likes-section" class="no-print">Be the first to like this</div><div id="labels-section"><span>No labels</span></div></div><div id="comments-section" class="pageSection"><h2 id="comments-section-title">2 Comments</h2><div class="comment-content wiki-content"><p>Should the winter tariff not be here as well, as it was agreed?</p></div></div></div></div></div><div id="footer" role="contentinfo"><section class="footer-body"><ul id="poweredby"><li>Powered by Atlassian Confluence</li></ul></section></div></div></div></body>`,
    ["Spaces directory", "team calendar", "Be the first", "No labels", "winter tariff", "Atlassian"],
  ),
  page(
    "Blogger",
    NOTE,
    `<body class="item-view version-1-3-3"><a class="skip-navigation" href="#main">Skip to main content</a><div class="page"><div class="bg-photo-overlay"></div><div class="page_body"><div class="centered"><header class="centered-top-container" role="banner"><div class="header-widget"><h3><a href="/">Quay Street Diary</a></h3></div><div class="search"><div class="search-form"><form><input class="search-input" placeholder="Search this blog"></form></div></div></header><main class="centered-bottom" id="main" role="main"><div class="main section" id="page_body"><div class="widget Blog" id="Blog1"><div class="blog-posts hfeed container"><article class="post-outer-container"><div class="post-outer"><div class="post"><h3 class="post-title entry-title">${NOTE.title}</h3><div class="post-header"><span class="byline post-timestamp"><a class="timestamp-link" href="/x"><time class="published" datetime="2025-03-10">March 10, 2025</time></a></span></div><div class="post-body entry-content float-container">${bodyOf(NOTE, { text: (text) => `<div>${text}<br /></div>` })}</div><div class="post-bottom"><div class="post-footer float-container"><div class="byline post-share-buttons"><button>Get link</button><ul><li><span>Pinterest</span></li></ul></div></div></div></div></div></article></div><section class="comments embed" id="comments"><h3 class="title">Comments</h3><p class="comment-footer"><a href="#">Post a Comment</a></p></section></div><div class="widget PopularPosts"><h3 class="title">Popular posts from this blog</h3><article class="post"><h3><a href="/k">Where the gulls nest</a></h3></article></div></div></main></div></div></div></body>`,
    ["Search this blog", "Pinterest", "Post a Comment", "gulls nest"],
  ),
  page(
    "an enterprise site with tabs",
    GRANTS,
    `<body class="basicpage page"><div class="root responsivegrid"><div class="aem-Grid"><div class="experiencefragment"><header class="cmp-experiencefragment--header"><nav class="cmp-navigation"><ul class="cmp-navigation__group"><li class="cmp-navigation__item"><a class="cmp-navigation__item-link" href="/i">Investor relations</a></li></ul></nav></header></div><div class="title"><div class="cmp-title"><h1 class="cmp-title__text">${GRANTS.title}</h1></div></div><div class="tabs panelcontainer"><div class="cmp-tabs"><ol role="tablist" class="cmp-tabs__tablist"><li role="tab" id="t1-tab" class="cmp-tabs__tab cmp-tabs__tab--active" aria-controls="t1">Call</li><li role="tab" id="t2-tab" class="cmp-tabs__tab" aria-controls="t2">Payment</li></ol><div id="t1" role="tabpanel" class="cmp-tabs__tabpanel cmp-tabs__tabpanel--active"><div class="text"><div class="cmp-text">${bodyOf(GRANTS)}</div></div></div><div id="t2" role="tabpanel" class="cmp-tabs__tabpanel" style="display:none" aria-hidden="true"><div class="cmp-text"><p>Half is paid when the contract is signed, and half after the final report.</p></div></div></div></div><div class="teaser"><div class="cmp-teaser"><div class="cmp-teaser__content"><h3 class="cmp-teaser__title"><a href="/a">Annual report 2024</a></h3><div class="cmp-teaser__action-container"><a class="cmp-teaser__action-link" href="/a">Download now</a></div></div></div></div><footer class="cmp-experiencefragment--footer"><p>Coast Holding plc, registered in the north</p></footer></div></div></body>`,
    ["Investor relations", "Coast Holding plc"],
    ["Half is paid when the contract is signed, and half after the final report."],
  ),
];
