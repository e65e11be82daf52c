/** Pages in the markup of content systems, blogs, documentation and news sites of the West. */

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
  const head = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${article.title} - Harbour Town</title></head>`;
  return { site, html: `${head}${html}</html>`, keeps: [...linesOf(article), ...more], leaves };
}

const qa: Article = { title: "Questions about boats", parts: [] };
const asked = QUESTIONS.flat();

export const WESTERN: readonly SitePage[] = [
  page(
    "WordPress, block theme",
    GRANTS,
    `<body class="post-template-default single single-post postid-812 wp-embed-responsive"><div class="wp-site-blocks"><a class="skip-link screen-reader-text" href="#wp--skip-link--target">Skip to content</a>
<header class="wp-block-template-part"><div class="wp-block-group alignfull has-global-padding is-layout-constrained"><p class="wp-block-site-title"><a href="/">Harbour Town Journal</a></p>
<nav class="is-responsive wp-block-navigation" aria-label="Navigation"><button aria-label="Open menu">Menu</button><ul class="wp-block-navigation__container"><li class="wp-block-navigation-item"><a href="/p">Press room</a></li><li><a href="/c">Careers</a></li></ul></nav></div></header>
<main class="wp-block-group has-global-padding is-layout-flow" id="wp--skip-link--target"><h1 class="wp-block-post-title has-x-large-font-size">${GRANTS.title}</h1>
<div class="wp-block-group is-content-justification-left is-layout-flex"><div class="wp-block-post-author-name">webteam</div></div>
<div class="entry-content wp-block-post-content is-layout-constrained">${bodyOf(GRANTS, {
      heading: (text) => `<h2 class="wp-block-heading">${text}</h2>`,
      list: (items, name) => `<${name} class="wp-block-list">${items}</${name}>`,
    })}
<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="/login">Sign in to the portal</a></div></div></div>
<nav class="wp-block-group" aria-label="Post navigation"><div class="post-navigation-link-previous wp-block-post-navigation-link"><a href="/1">A new crane arrives</a></div></nav>
<div class="wp-block-comments"><h2 class="wp-block-comments-title">Three responses</h2><ol class="wp-block-comment-template"><li><p>I would be glad to see a list of last year's winners here, thank you very much.</p></li></ol></div></main>
<footer class="wp-block-template-part"><p class="has-small-font-size">Designed with WordPress</p></footer></div></body>`,
    [
      "Skip to content",
      "Press room",
      "Careers",
      "A new crane arrives",
      "last year's winners",
      "Designed with WordPress",
    ],
  ),
  page(
    "WordPress, Elementor with accordion",
    qa,
    `<body class="elementor-default elementor-page"><div class="elementor elementor-12"><section class="elementor-section"><div class="elementor-widget elementor-widget-heading"><h1 class="elementor-heading-title">${qa.title}</h1></div>
<div class="elementor-widget elementor-widget-accordion"><div class="elementor-accordion">${QUESTIONS.map(
      ([question, answer], index) =>
        `<div class="elementor-accordion-item"><div id="elementor-tab-title-${index}" class="elementor-tab-title" data-tab="${index}" role="button" aria-controls="elementor-tab-content-${index}" aria-expanded="false"><span class="elementor-accordion-icon"><i class="fas fa-plus"></i></span><a class="elementor-accordion-title" tabindex="0">${question}</a></div><div id="elementor-tab-content-${index}" class="elementor-tab-content elementor-clearfix" data-tab="${index}" role="region" style="display:none"><p>${answer}</p></div></div>`,
    ).join("")}</div></div></section>
<footer class="elementor elementor-location-footer"><div class="elementor-widget-text-editor"><p>Harbour Town, Quay Street 1. All rights reserved.</p></div><div class="elementor-social-icons-wrapper"><a href="#"><span class="elementor-screen-only">Facebook-f</span></a></div></footer></div>
<div class="cmplz-cookiebanner cmplz-hidden" role="dialog"><div class="cmplz-title">Manage consent</div><p>To provide the best experiences, we use technologies like cookies to store and access device information.</p><button>Deny</button></div></body>`,
    ["All rights reserved", "Facebook-f", "Manage consent", "best experiences"],
    asked,
  ),
  page(
    "WordPress, Divi with blurbs",
    FEES,
    `<body class="et_pb_pagebuilder_layout et_right_sidebar"><div id="page-container"><header id="main-header"><div class="container"><div class="logo_container"><a href="/"><img alt="Harbour Town" src="x"></a></div><div id="et-top-navigation"><nav id="top-menu-nav"><ul id="top-menu" class="nav"><li><a href="/1">Berths</a></li><li><a href="/2">Weather cam</a></li></ul></nav></div></div></header>
<div id="et-main-area"><div id="main-content"><div class="container"><div id="content-area" class="clearfix"><div id="left-area"><article class="et_pb_post"><h1 class="entry-title">${FEES.title}</h1><p class="post-meta"> by <span class="author vcard"><a href="/a" rel="author">harbourmaster</a></span> | <a href="/c" rel="category tag">News</a></p>
<div class="entry-content"><div class="et_pb_section"><div class="et_pb_row"><div class="et_pb_column et_pb_column_4_4"><div class="et_pb_module et_pb_text"><div class="et_pb_text_inner">${bodyOf(FEES)}</div></div></div></div></div></div></article></div>
<div id="sidebar"><div class="et_pb_widget widget_search"><form role="search"><label class="screen-reader-text">Search for:</label><input type="text"><input type="submit" value="Search"></form></div><div class="et_pb_widget widget_recent_entries"><h4 class="widgettitle">Recent Posts</h4><ul><li><a href="/x">Regatta results</a></li><li><a href="/y">Dredging has ended</a></li></ul></div></div></div></div></div>
<footer id="main-footer"><div id="footer-bottom"><div id="footer-info">Designed by Elegant Themes | Powered by WordPress</div></div></footer></div></div></body>`,
    ["Berths", "Weather cam", "Regatta results", "Dredging has ended", "Elegant Themes"],
  ),
  page(
    "Drupal, Olivero",
    GRANTS,
    `<body class="path-node page-node-type-article"><a href="#main-content" class="visually-hidden focusable skip-link">Skip to main content</a><div class="dialog-off-canvas-main-canvas"><div class="page-wrapper"><header class="site-header" role="banner"><div class="site-branding"><a href="/">Harbour Fund</a></div><nav class="primary-nav" role="navigation"><h2 class="visually-hidden block__title">Main navigation</h2><ul class="menu"><li class="primary-nav__menu-item"><a href="/a">Funding calls</a></li><li><a href="/b">Our people</a></li></ul></nav></header>
<div class="region region--breadcrumb"><nav role="navigation" class="breadcrumb" aria-labelledby="system-breadcrumb"><h2 class="visually-hidden">Breadcrumb</h2><ol><li><a href="/">Home</a></li></ol></nav></div>
<main role="main"><a id="main-content" tabindex="-1"></a><div class="region region--content-above"><div class="block-page-title-block"><h1 class="title page-title"><span>${GRANTS.title}</span></h1></div></div><div class="region region--content"><article class="node node--type-article node--view-mode-full"><footer class="node__meta"><div>By <span class="field field--name-uid">editor.three</span>, 12 April, 2025</div></footer><div class="node__content"><div class="text-content clearfix field field--name-body field__item">${bodyOf(GRANTS)}</div>
<div class="field field--name-field-tags field--label-inline"><div class="field__label">Tags</div><div class="field__items"><a href="/t/1">Laboratories</a></div></div></div></article></div></main>
<div class="social-bar"><div class="block-menu"><ul class="menu"><li><a href="/rss">RSS feed of the fund</a></li></ul></div></div><footer class="site-footer"><div class="block"><p>Powered by Drupal</p></div></footer></div></div></body>`,
    ["Skip to main content", "Funding calls", "Our people", "Breadcrumb", "RSS feed of the fund", "Powered by Drupal"],
  ),
  page(
    "Drupal 7, government",
    FEES,
    `<body class="html not-front page-node"><div id="page"><div id="header"><div id="name-and-slogan"><div id="site-name"><a href="/">Port Authority</a></div><div id="site-slogan">Serving the coast since 1922</div></div></div><div id="main-menu" class="navigation"><ul class="links inline clearfix"><li class="menu-218 first"><a href="/">Home</a></li><li><a href="/t">Tenders and bids</a></li></ul></div>
<div id="main-wrapper"><div id="main" class="clearfix"><div id="content" class="column"><div class="section"><h1 class="title" id="page-title">${FEES.title}</h1><div class="tabs"></div><div class="region region-content"><div id="block-system-main" class="block"><div class="content"><div id="node-44" class="node node-page"><div class="content clearfix"><div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">${bodyOf(FEES)}</div></div></div></div><ul class="links inline"><li class="print_html"><a href="/print/44">Printer-friendly version</a></li><li><a href="/printmail/44">Send by email</a></li></ul></div></div></div></div></div></div>
<div id="sidebar-first" class="column sidebar"><div class="block block-menu"><h2>In this section</h2><ul class="menu"><li><a href="/1">Pilotage</a></li><li><a href="/2">Towage tariffs</a></li><li><a href="/3">Waste reception</a></li></ul></div></div></div></div>
<div id="footer-wrapper"><div id="footer"><p>Disclaimer | Accessibility statement | Freedom of information</p></div></div></div></body>`,
    [
      "Serving the coast since 1922",
      "Tenders and bids",
      "Printer-friendly version",
      "Send by email",
      "Towage tariffs",
      "Accessibility statement",
    ],
  ),
  page(
    "Joomla",
    NOTE,
    `<body class="site com_content view-article"><header class="header container-header full-width"><div class="navbar-brand"><a class="brand-logo" href="/">Harbour Town</a></div><div class="container-nav"><ul class="mod-menu mod-list nav"><li class="nav-item"><a href="/1">Town hall</a></li><li class="nav-item"><a href="/2">Forms to download</a></li></ul></div></header>
<div class="site-grid"><div class="container-component"><nav class="mod-breadcrumbs__wrapper"><ol class="mod-breadcrumbs breadcrumb"><li class="mod-breadcrumbs__divider">You are here: </li><li class="mod-breadcrumbs__item"><a href="/">Home</a></li></ol></nav><main><div class="com-content-article item-page" itemscope><div class="page-header"><h1 itemprop="headline">${NOTE.title}</h1></div><dl class="article-info text-muted"><dt class="article-info-term">Details</dt><dd class="createdby">Written by: Super User</dd><dd class="hits">Hits: 1287</dd></dl><div itemprop="articleBody" class="com-content-article__body">${bodyOf(NOTE)}</div><nav class="pagenavigation"><span class="pagination ms-0"><a class="btn btn-sm btn-secondary previous" href="/p">Previous article: Bins are emptied on Tuesday</a></span></nav></div></main></div>
<div class="container-sidebar-right sidebar-right"><div class="card"><h3 class="card-header">Login Form</h3><form><label>Username</label><input type="text"><ul class="mod-login__options"><li><a href="/r">Forgot your password?</a></li></ul></form></div></div></div></body>`,
    ["Town hall", "Forms to download", "Super User", "1287", "Bins are emptied", "Forgot your password"],
  ),
  page(
    "TYPO3",
    GUIDE,
    `<body id="p77" class="page-77"><div id="top"></div><header id="page-header" class="bp-page-header navbar navbar-mainnavigation"><a class="navbar-brand" href="/">Hydrographic Service</a><nav><ul class="navbar-nav"><li class="nav-item"><a class="nav-link" href="/1"><span class="nav-link-text">Charts and data</span></a></li></ul></nav></header>
<nav class="breadcrumb-section" aria-label="Breadcrumb navigation"><p class="visually-hidden" id="breadcrumb">You are here:</p><ol class="breadcrumb"><li><a href="/">Start</a></li></ol></nav>
<main id="page-content" class="bp-page-content main-section"><!--TYPO3SEARCH_begin--><section class="section section-default"><div id="c101" class="frame frame-default frame-type-text"><div class="frame-container"><div class="frame-inner"><header class="frame-header"><h1 class="element-header">${GUIDE.title}</h1></header>${bodyOf(GUIDE, { table: (rows) => `<div class="table-responsive"><table class="table contenttable">${rows}</table></div>` })}</div></div></div></section><!--TYPO3SEARCH_end--></main>
<footer id="page-footer" class="bp-page-footer"><section class="footer-section footer-section-meta"><div class="frame-container"><p>Hydrographic Service of the Northern Coast</p><ul class="footer-meta"><li><a href="/imprint">Imprint</a></li></ul></div></section></footer></body>`,
    ["Charts and data", "You are here", "Northern Coast", "Imprint"],
  ),
  page(
    "Medium",
    REPORT,
    `<body><div id="root"><div class="a b c"><div class="d e"><div class="ab q"><a href="/" aria-label="Homepage"></a><div><a href="/m/signin"><p class="bf b">Sign up</p></a><a href="/m/signin"><p class="bf b">Sign in</p></a></div></div></div>
<div class="l"><article><div class="l"><section><div><div class="ch bg fy"><div><h1 id="80a1" class="pw-post-title fw">${REPORT.title}</h1><div class="speechify-ignore ab cp"><div class="speechify-ignore bh l"><div class="hx hy"><a href="/@lou"><p class="bf b">Lou Tanaka</p></a><span><p class="bf b"><button class="bn">Follow</button></p></span></div><div><span class="bf b">4 min read</span><span>·</span><span>Mar 2, 2025</span></div></div><div class="ab cp pw-multi-vote-count"><div><div class="pw-multi-vote-icon"><p class="bf b"><button>318</button></p></div></div><div><button aria-label="responses"><p class="bf b"><span class="pw-responses-count">27</span></p></button></div><div>Listen</div><div>Share</div></div></div></div>${bodyOf(
      REPORT,
      {
        heading: (text) => `<h2 id="22" class="nv nw">${text}</h2>`,
        text: (text) => `<p class="pw-post-body-paragraph mu mv">${text}</p>`,
      },
    )}</div></div></section></div></article>
<div class="ab cn"><div class="mm"><a href="/tag/ferries"><div class="tag">Ferries and boats</div></a></div></div><div class="ah"><h2 class="bf">Written by Lou Tanaka</h2><p>1.2K followers. I write about water and the towns beside it for people who love both.</p><button>Follow</button></div><div><h2>More from Lou Tanaka</h2><div><a href="/x"><h2>Ten bridges you must cross once</h2></a><p>A walk</p></div></div><div><h2>Recommended from Medium</h2><a href="/z"><h2>How I doubled my savings in a year</h2></a></div></div>
<div class="footer"><a href="/h"><p>Help</p></a><a href="/s"><p>Status</p></a><a href="/t"><p>Text to speech</p></a></div></div></div></body>`,
    ["Sign up", "Follow", "min read", "Ten bridges", "doubled my savings", "Text to speech"],
  ),
  page(
    "Substack",
    REPORT,
    `<body class="subdomain"><div id="entry"><div id="main" class="main typography use-theme-bg"><div class="pencraft topBar"><a href="/">Harbour Letters</a><button class="subscribe-btn">Subscribe</button><a href="/sign-in">Sign in</a></div><div><div class="single-post-container"><div class="container"><div class="single-post"><div class="pencraft"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">${REPORT.title}</h1><h3 class="subtitle">Two more boats</h3><div class="post-ufi"><a class="post-ufi-button"><div class="label">41</div></a><a class="post-ufi-button"><div class="label">Share</div></a></div></div>
<div class="available-content"><div class="body markup" dir="auto">${bodyOf(REPORT)}<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">Thanks for reading Harbour Letters! Subscribe for free to receive new posts and support my work.</p></div><form><input type="email"><input type="submit" value="Subscribe"></form></div></div></div></div></article></div></div></div>
<div class="comments-section"><h4>Discussion about this post</h4><div class="comment"><p>I took that boat for eleven years and never once was it on time.</p></div></div><div class="footer"><div class="footer-blurb">Substack is the home for great culture</div></div></div></div></div></div></body>`,
    ["Sign in", "Thanks for reading", "eleven years", "great culture"],
    ["Two more boats"],
  ),
  page(
    "Ghost",
    REPORT,
    `<body class="post-template"><div class="gh-viewport"><header id="gh-navigation" class="gh-navigation gh-outer"><div class="gh-navigation-inner"><a class="gh-navigation-logo" href="/">The Pier</a><nav class="gh-navigation-menu"><ul class="nav"><li class="nav-home"><a href="/">Home</a></li><li class="nav-membership"><a href="/m">Membership tiers</a></li></ul></nav></div></header>
<main class="gh-main"><article class="gh-article post"><header class="gh-article-header gh-canvas"><a class="gh-article-tag" href="/tag/t">Traffic</a><h1 class="gh-article-title is-title">${REPORT.title}</h1><div class="gh-article-meta"><h4 class="gh-article-author-name"><a href="/author/n">Nadia Brandt</a></h4><div class="gh-article-meta-content"><time datetime="2025-03-02">02 Mar 2025</time><span class="gh-article-meta-length"><span class="bull">—</span> 3 min read</span></div></div></header><section class="gh-content gh-canvas is-body drop-cap">${bodyOf(REPORT, { heading: (text) => `<h2 id="what">${text}</h2>` })}<div class="kg-card kg-signup-card"><h3 class="kg-signup-card-heading">Sign up for The Pier</h3><p class="kg-signup-card-disclaimer">No spam. Unsubscribe anytime.</p></div></section></article></main>
<section class="gh-container is-grid gh-outer"><div class="gh-container-inner gh-inner"><h2 class="gh-container-title">Read more</h2><div class="gh-feed"><article class="gh-card post"><a href="/k"><h3 class="gh-card-title">The last lighthouse keeper</h3><p class="gh-card-excerpt">He climbed 212 steps a day for thirty years, and then the lamp went automatic.</p></a></article></div></div></section>
<footer class="gh-footer gh-outer"><div class="gh-footer-copyright">Powered by Ghost</div></footer></div></body>`,
    ["Membership tiers", "No spam", "lighthouse keeper", "212 steps", "Powered by Ghost"],
  ),
  page(
    "Squarespace",
    NOTE,
    `<body id="collection-5f" class="tweak-blog-item-width-medium view-item"><div id="siteWrapper" class="clearfix site-wrapper"><header id="header" class="header theme-col--primary"><div class="header-announcement-bar-wrapper"><a href="/s">Book your berth for the summer</a></div><div class="header-title-logo"><a href="/">Harbour Office</a></div><nav class="header-nav-list"><div class="header-nav-item"><a href="/b">Boat hire</a></div></nav></header>
<main id="page" class="container" role="main"><article class="sections" data-page-sections="5f"><section class="page-section blog-item"><div class="content-wrapper"><div class="content"><div class="blog-item-wrapper"><article class="h-entry entry"><div class="blog-item-inner-wrapper"><div class="blog-item-top-wrapper"><div class="blog-item-title"><h1 class="entry-title entry-title--large p-name">${NOTE.title}</h1></div></div><div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout sqs-grid-12"><div class="row sqs-row"><div class="col sqs-col-12"><div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content">${bodyOf(NOTE)}</div></div></div></div></div></div></div></div></div></article></div></div></div></section></article>
<section id="itemPagination" class="item-pagination item-pagination--prev-next"><a href="/p" class="item-pagination-link--prev"><div class="item-pagination-prev-next">Previous</div><h2 class="item-pagination-title">Summer opening hours</h2></a></section></main><footer class="sections" id="footer-sections"><div class="sqs-html-content"><p>Quay Street 1, 9000 Harbour Town</p></div></footer></div></body>`,
    ["Book your berth", "Boat hire", "Summer opening hours", "9000 Harbour Town"],
  ),
  page(
    "Docusaurus",
    GUIDE,
    `<body class="navigation-with-keyboard"><div id="__docusaurus"><div role="region" aria-label="Skip to main content"><a class="skipToContent_fXgn" href="#s">Skip to main content</a></div><nav aria-label="Main" class="navbar navbar--fixed-top"><div class="navbar__inner"><div class="navbar__items"><a class="navbar__brand" href="/"><b class="navbar__title text--truncate">Tidekit</b></a><a class="navbar__item navbar__link" href="/docs">API reference</a></div></div></nav>
<div class="main-wrapper"><div class="docsWrapper_hBAB"><div class="docRoot_UBD9"><aside class="theme-doc-sidebar-container"><nav class="menu thin-scrollbar"><ul class="theme-doc-sidebar-menu menu__list"><li class="theme-doc-sidebar-item-link menu__list-item"><a class="menu__link" href="/docs/a">Calibrate the buoy</a></li><li><a class="menu__link" href="/docs/b">Firmware updates</a></li></ul></nav></aside><main class="docMainContainer_TBSr"><div class="container padding-top--md"><div class="row"><div class="col docItemCol_VOVn"><div class="docItemContainer_Djhp"><article><nav class="theme-doc-breadcrumbs" aria-label="Breadcrumbs"><ul class="breadcrumbs"><li class="breadcrumbs__item"><span class="breadcrumbs__link">Hardware</span></li></ul></nav><div class="tocCollapsible_ETCw theme-doc-toc-mobile"><button class="clean-btn tocCollapsibleButton_TO0P">On this page</button></div><div class="theme-doc-markdown markdown"><header><h1>${GUIDE.title}</h1></header>${bodyOf(GUIDE, { heading: (text) => `<h2 class="anchor anchorWithStickyNavbar_LWe7" id="x">${text}<a href="#x" class="hash-link" aria-label="Direct link" title="Direct link">​</a></h2>` })}
<div class="theme-admonition theme-admonition-note admonition_xJq3 alert alert--secondary"><div class="admonitionHeading_Gvgb">note</div><div class="admonitionContent_BuS1"><p>Gauges of series 3 keep their settings for one day only.</p></div></div></div><footer class="theme-doc-footer docusaurus-mt-lg"><div class="row margin-top--sm"><a href="/edit" class="theme-edit-this-page">Edit this page</a></div></footer></article><nav class="docusaurus-mt-lg pagination-nav" aria-label="Docs pages"><a class="pagination-nav__link" href="/n"><div class="pagination-nav__sublabel">Next</div><div class="pagination-nav__label">Mount the solar panel</div></a></nav></div></div><div class="col col--3"><div class="tableOfContents_bqdL thin-scrollbar theme-doc-toc-desktop"><ul class="table-of-contents"><li><a href="#x">Before you begin at once</a></li></ul></div></div></div></div></main></div></div></div></div></body>`,
    [
      "API reference",
      "Calibrate the buoy",
      "Firmware updates",
      "On this page",
      "Edit this page",
      "solar panel",
      "at once",
    ],
    ["Gauges of series 3 keep their settings for one day only."],
  ),
  page(
    "Sphinx on Read the Docs",
    GUIDE,
    `<body class="wy-body-for-nav"><div class="wy-grid-for-nav"><nav data-toggle="wy-nav-shift" class="wy-nav-side"><div class="wy-side-scroll"><div class="wy-side-nav-search"><a href="/" class="icon icon-home">Tidekit</a><div class="version">stable</div><div role="search"><form><input type="text" placeholder="Search docs"></form></div></div><div class="wy-menu wy-menu-vertical"><p class="caption"><span class="caption-text">User Guide</span></p><ul><li class="toctree-l1"><a class="reference internal" href="i.html">Installation of drivers</a></li></ul></div></div></nav>
<section data-toggle="wy-nav-shift" class="wy-nav-content-wrap"><div class="wy-nav-content"><div class="rst-content"><div role="navigation" aria-label="Page navigation"><ul class="wy-breadcrumbs"><li><a href="/" class="icon icon-home"></a> »</li><li class="wy-breadcrumbs-aside"><a href="/src"> View page source</a></li></ul><hr/></div><div role="main" class="document" itemscope><div itemprop="articleBody"><section id="s"><h1>${GUIDE.title}<a class="headerlink" href="#s" title="Permalink to this heading">¶</a></h1>${bodyOf(GUIDE, { heading: (text) => `<h2>${text}<a class="headerlink" href="#q" title="Permalink">¶</a></h2>`, table: (rows) => `<div class="wy-table-responsive"><table class="docutils align-default">${rows}</table></div>` })}<div class="admonition note"><p class="admonition-title">Note</p><p>The blue button is under the rubber flap.</p></div></section></div></div><footer><div class="rst-footer-buttons" role="navigation" aria-label="Footer"><a href="n.html" class="btn btn-neutral float-right">Next <span class="fa"></span></a></div><hr/><div role="contentinfo"><p>© Copyright 2024, Tidekit authors. <span class="commit">Revision 81fe2c</span></p></div>Built with <a href="https://sphinx">Sphinx</a> using a theme provided by Read the Docs.</footer></div></div></section></div></body>`,
    ["Installation of drivers", "View page source", "Tidekit authors", "Built with", "¶"],
    ["The blue button is under the rubber flap."],
  ),
];
