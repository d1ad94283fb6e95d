// The report page of themes/default, in one language, without what the bench's reports never have. A JavaScript template, which
// Eleventy runs as it is, where others are interpreted.
import { readFileSync } from "node:fs";

const frame = JSON.parse(readFileSync(new URL("frame.json", import.meta.url)));
const { assets } = frame;
const site = "测量用虚构数据";

export const data = {
  pagination: { data: "reports", size: 1, alias: "report" },
  permalink: ({ report }) => `zh/${report.year}/${report.id}.html`,
};

const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => text.replace(/[&<>"']/g, (mark) => ESCAPED[mark]);
const each = (list, make) => list.map(make).join("");
const figure = (number, digits) => number.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
const share = (part, whole) => `${((100 * part) / whole).toFixed(1)}%`;
const sum = (list, key) => list.reduce((all, item) => all + (item[key] ?? 0), 0);

const bar = (name, value, unit, part, longest, whole, strong) =>
  `<div class="bar-row${strong ? " strong-bar" : ""}"><span class="bar-name">${escape(name)}</span><svg class="bar" viewBox="0 0 100 10" width="100" height="10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-ground" x="0" y="0" width="100" height="10"></rect><rect class="bar-fill" x="0" y="0" width="${Math.round((10000 * part) / longest) / 100}" height="10"></rect></svg><span class="bar-value"><span class="num">${value}</span> ${unit}<span class="num quiet">${share(part, whole)}</span></span></div>`;
const WAN_AFTER = "\u00a0万元";
const WAN = '<span lang="zh-CN">万元</span>';
const EMPTY = '<span class="empty" title="原表此格为空">—</span>';
const num = (text) => `<span class="num">${text}</span>`;
const other = (amount) => (amount === undefined ? EMPTY : num(figure(amount, 0)));
const term = (id, name) => `<a class="term" href="../glossary.html#${id}">${name}</a>`;
const target = ({ pad, target }) => `<span class="${pad < 0 ? "phrase" : `quantity lead${pad}`}">${escape(target)}</span>`;

export function render({ report: r }) {
  const { tasks } = r;
  const title = escape(`${r.department}${r.year}年部门（单位）整体支出绩效目标表`);
  const department = escape(r.department);
  // Sums; a column is empty where no task has an amount in it.
  const sums = { total: sum(tasks, "total"), fiscal: sum(tasks, "fiscal") };
  if (tasks.some((task) => task.other !== undefined)) sums.other = sum(tasks, "other");
  const total = figure(sums.total, 2);
  const fiscal = figure(sums.fiscal, 2);
  const sorted = tasks.toSorted((a, b) => b.total - a.total);
  // How many indicators each level 1 has, the largest first.
  const count = (level) => level.levels.reduce((all, { id }) => all + r.indicators[level.id][id].length, 0);
  const levels = frame.levels.map((level) => ({ name: level.name, count: count(level) })).sort((a, b) => b.count - a.count);
  const all = sum(levels, "count");
  const groups = frame.levels.flatMap((level) =>
    level.levels.map((under, place) => ({ level, under, place, rows: r.indicators[level.id][under.id], id: `${level.id}-${under.id}` })),
  );
  const lead = `${r.year}年预算 ${total}${WAN_AFTER}（本站计算），${tasks.length} 项任务，${all} 项指标。`;
  let row = 0;
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${title} – ${site}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">

<meta name="color-scheme" content="light dark">
<meta name="generator" content="${frame.generator}">
<meta name="description" content="${title} – ${lead}">
<meta name="SiteName" content="${site}">


<meta name="ArticleTitle" content="${title}"><meta name="Keywords" content="${department},${r.year}年,部门预算,绩效目标,绩效指标"><meta name="PubDate" content="${r.day}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${site}">
<meta property="og:title" content="${title}">





<link rel="icon" href="../../assets/${assets.icon}">
<link rel="stylesheet" href="../../assets/${assets.site}">
<script src="../../assets/${assets.view}"></script>
<script defer src="../../assets/${assets["search-form"]}"></script><script defer src="../../assets/${assets.tables}"></script>
</head>
<body class="edition-zh">
<a class="skip" href="#main">跳到正文</a>
<header class="site-header">
  <p class="site-title"><a href="../index.html">${site}</a></p>
  <nav class="site-nav" aria-label="主导航">
    <ul><li><a href="../index.html">首页</a></li><li><a href="../departments.html">部门</a></li><li><a href="../data.html">数据下载</a></li></ul>
  </nav><div class="view-control" role="group" aria-label="字号与对比度">
  <span class="view-label" aria-hidden="true">字号</span>
  <button type="button" data-choose="standard" aria-pressed="true">标准</button>
  <button type="button" data-choose="large" aria-pressed="false">大</button>
  <button type="button" data-choose="largest" aria-pressed="false">特大</button>
  <button type="button" data-choose="contrast" aria-pressed="false">高对比度</button>
</div>
</header>
<nav class="breadcrumbs" aria-label="当前位置">
    <ol><li><a href="../index.html">首页</a></li><li><a href="../${r.year}/index.html">${r.year}年</a></li><li aria-current="page">${department}</li></ol>
  </nav>
<main id="main" tabindex="-1">
<h1 class="official">${title}</h1>

<p class="lead">${lead}</p>

<nav class="neighbours" aria-label="前后年度">
    <ul>${r.previous ? `<li><a rel="prev" href="../${r.previous}/${r.id}.html">← ${r.previous}年</a></li>` : ""}${r.next ? `<li><a rel="next" href="../${r.next}/${r.id}.html">${r.next}年 →</a></li>` : ""}</ul>
  </nav><dl class="facts">
  <div><dt>部门</dt><dd><a href="../departments/${r.id}.html">${department}</a></dd></div>
  <div><dt>年度</dt><dd><a href="../${r.year}/index.html">${r.year}年</a></dd></div>
  <div><dt>发布日期</dt><dd><time datetime="${r.day}">${r.day_words}</time></dd></div><div><dt>来源</dt><dd>原表未载明</dd></div></dl>

<nav class="contents" aria-label="本页内容">
  <h2>本页内容</h2>
  <ul>
    <li><a href="#summary">预算概览</a></li><li><a href="#tasks">年度主要任务</a></li><li><a href="#goals">年度总体目标</a></li><li><a href="#indicators">年度绩效指标</a></li>${r.previous ? `<li><a href="#changes">与${r.previous}年相比</a></li>` : ""}<li><a href="#downloads">下载</a></li>
    <li><a href="#cite">引用与来源</a></li>
  </ul>
</nav>
<section class="summary" aria-labelledby="summary">
  <h2 id="summary">预算概览</h2>
  <dl class="sums"><div><dt>${term("total", "总额")}</dt><dd>${num(total)} ${WAN}</dd></div><div><dt>${term("fiscal", "财政拨款")}</dt><dd>${num(fiscal)} ${WAN}</dd></div><div><dt>${term("other", "其他资金")}</dt><dd>${sums.other === undefined ? "原表未填" : `${num(figure(sums.other, 0))} ${WAN}`}</dd></div></dl><figure class="chart">
  <figcaption>“${escape(sorted[0].name)}”预算最多：${figure(sorted[0].total, 2)}${WAN_AFTER}，占总额 ${total}${WAN_AFTER}的 ${share(sorted[0].total, sums.total)}</figcaption>
  <div class="bars" aria-hidden="true">${each(sorted, (task, place) => bar(task.name, figure(task.total, 2), `${WAN} `, task.total, sorted[0].total, sums.total, place === 0))}</div>
</figure><table class="figures">
    <caption>各任务占预算总额的比例</caption>
    <thead><tr><th scope="col">任务</th><th scope="col" class="n">总额</th><th scope="col" class="n">占比</th></tr></thead>
    <tbody>${each(tasks, (task, place) => `<tr><th scope="row"><a href="#task-${place + 1}">${escape(task.name)}</a></th><td class="n">${num(figure(task.total, 2))}</td><td class="n">${num(share(task.total, sums.total))}</td></tr>`)}</tbody>
  </table>
  <p class="quiet">合计与占比由本站计算，原表未列。</p>
</section><section class="official-block" aria-labelledby="tasks">
  <h2 id="tasks">年度主要任务</h2>
  <p class="unit">单位：万元</p>
  <table class="figures wide official-table" role="table">
    <caption class="hidden">年度主要任务</caption>
    <thead role="rowgroup">
      <tr role="row"><th role="columnheader" scope="col" rowspan="2">任务名称</th><th role="columnheader" scope="col" rowspan="2">主要内容</th><th role="columnheader" scope="colgroup" colspan="3" class="over">预算金额（万元）</th></tr>
      <tr role="row"><th role="columnheader" scope="col" class="n">总额</th><th role="columnheader" scope="col" class="n">财政拨款</th><th role="columnheader" scope="col" class="n">其他资金</th></tr>
    </thead>
    <tbody role="rowgroup">${each(
      tasks,
      (task, place) => `<tr role="row" id="task-${place + 1}"><th role="rowheader" scope="row">${escape(task.name)}</th>
        <td role="cell" class="description">${escape(task.description)}</td><td role="cell" class="n" data-label="总额">${num(figure(task.total, 2))}</td><td role="cell" class="n" data-label="财政拨款">${num(figure(task.fiscal, 2))}</td><td role="cell" class="n" data-label="其他资金">${other(task.other)}</td></tr>`,
    )}</tbody>
    <tfoot role="rowgroup"><tr role="row"><th role="rowheader" scope="row" colspan="2">合计（本站计算）</th><td role="cell" class="n" data-label="总额">${num(total)}</td><td role="cell" class="n" data-label="财政拨款">${num(fiscal)}</td><td role="cell" class="n" data-label="其他资金">${other(sums.other)}</td></tr>
    </tfoot>
  </table>
  <p class="quiet">“—”表示原表此格为空，合计时按零计算。</p>
</section><section class="official-block" aria-labelledby="goals">
  <h2 id="goals">年度总体目标</h2>${each(
    r.goals,
    (goal, place) => `<section class="goal" id="goal-${place + 1}"><h3>${escape(goal.label)}</h3><div class="prose">${each(goal.paragraphs, (text) => `<p>${escape(text)}</p>`)}</div>
    
  </section>`,
  )}</section><section class="official-block" aria-labelledby="indicators">
  <h2 id="indicators">年度绩效指标</h2>
  <p class="sentence">共 ${all} 项指标。</p><div class="overview">
    <figure class="chart">
  <figcaption>${levels[0].name}最多：${all} 项指标中的 ${levels[0].count} 项，占 ${share(levels[0].count, all)}</figcaption>
  <div class="bars" aria-hidden="true">${each(levels, (level, place) => bar(level.name, level.count, "", level.count, levels[0].count, all, place === 0))}</div>
</figure>
    <table class="figures">
      <caption>各级指标数量</caption>
      <thead><tr><th scope="col">二级指标</th><th scope="col" class="n">指标数</th><th scope="col" class="n">其中有数值的</th></tr></thead>
      <tbody>${each(groups, ({ id, level, under, rows }) => `<tr><th scope="row"><a href="#${id}"><span class="levels">${level.name}</span> › <span class="levels">${under.name}</span></a></th><td class="n">${num(rows.length)}</td><td class="n">${num(rows.filter((each) => each.pad >= 0).length)}</td></tr>`)}</tbody>
    </table>
  </div><div class="table-tools" data-table="indicators-table" data-shown="显示 {shown} 行，共 {all} 行" data-ascending="按{column}从小到大" data-descending="按{column}从大到小" data-unsorted="原有顺序" data-copied="已复制链接" data-copy="请复制此链接" hidden>
  <label>筛选 <input type="search" autocomplete="off"></label><button type="button">复制此视图的链接</button>
  <input type="text" readonly hidden aria-label="复制此视图的链接">
  <span role="status" class="quiet"></span>
</div><ul class="legend"><li><span class="symbol">≥</span> 不低于</li><li><span class="symbol">≤</span> 不超过</li><li><span class="symbol">=</span> 等于</li></ul><table class="indicators official-table" id="indicators-table">
    <caption class="hidden">年度绩效指标</caption>
    <thead><tr><th scope="col">三级指标</th><th scope="col" class="target">指标值</th></tr></thead>${each(
      groups,
      ({ id, level, under, place, rows }) => `<tbody>
      <tr class="group"><th scope="rowgroup" colspan="2" id="${id}"><span class="levels">${place ? level.name : term(level.id, level.name)}</span> › <span class="levels">${under.id === level.id ? under.name : term(under.id, under.name)}</span> <span class="count">${rows.length} 项</span></th></tr>${each(
        rows,
        (each) => `<tr id="indicator-${++row}"><th scope="row">${escape(each.name)}<span class="hidden"> ${under.name}</span></th>
        <td class="target">${target(each)}</td></tr>`,
      )}</tbody>`,
    )}</table><p class="quiet">1 万元 = 10,000 元。</p></section>${r.changes ? changes(r, total) : ""}

<section class="downloads-box" aria-labelledby="downloads">
  <h2 id="downloads">下载</h2>
  <ul class="downloads">${each(r.downloads, (file) => `<li><a href="../../data/${file.path}" download>${file.name}</a> <span class="quiet">${file.size}</span></li>`)}</ul>
  <p class="quiet">CSV 和 JSON 供程序使用；数字位数与原表一致。 <a href="../data.html">各列含义</a></p>
</section>
<section class="cite" aria-labelledby="cite">
  <h2 id="cite">引用与来源</h2><p class="source">原表未载明公布网址。 发布日期：${r.day_words}。</p><p class="fingerprint">数据指纹： <code>${r.fingerprint}</code></p>
  <p class="quiet cite-form">本报告 JSON 文件 SHA-256 的前 12 位，可用 sha256sum ${r.id}.json 核对：数据不变，指纹不变。</p><p class="quiet cite-form">请把“[引用日期]”换成您查阅本页的日期，如 2026-02-18。</p><p class="quiet cite-form">本站未声明网址：引用时请补上本文件所在的网址或文件夹。</p><h3 class="cite-form">GB/T 7714—2015</h3><p class="citation cite-form">${department}. 部门（单位）整体支出绩效目标表（${r.year}年）[EB]. (${r.day})[引用日期]. 文件 zh/${r.year}/${r.id}.html.</p><h3 class="cite-form">一般格式</h3><p class="citation">${department}：《部门（单位）整体支出绩效目标表（${r.year}年）》。${r.day}发布。数据指纹 ${r.fingerprint}。文件 zh/${r.year}/${r.id}.html，[引用日期]。</p></section>
</main>
<footer class="site-footer"><p>表内文字和数字与公布的原表一致；本站计算的数字均注明“本站计算”。</p><nav class="general" aria-label="关于网站"><ul><li><a href="../completeness.html">公开情况</a></li><li><a href="../glossary.html">名词解释</a></li><li><a href="../site-map.html">网站地图</a></li><li><a href="../privacy.html">隐私说明</a></li><li><a href="../accessibility.html">无障碍说明</a></li></ul></nav>
  <p>由 ${frame.generator} 生成的静态网页。</p>
</footer>
</body>
</html>
`;
}

const changes = (r, total) => `<section class="changes" aria-labelledby="changes">
  <h2 id="changes">与${r.previous}年相比</h2><p class="sentence">${r.year}年预算 ${total}${WAN_AFTER}，${r.changes.budget}</p><p class="sentence">${r.changes.counts}</p>${each(
    r.changes.tables,
    ({ caption, head, rows }) => `<table class="figures wide" role="table">
  <caption>${caption}</caption>
  <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${head}</th><th role="columnheader" scope="col">变化</th><th role="columnheader" scope="col">${r.previous}年</th><th role="columnheader" scope="col">${r.year}年</th></tr></thead>
  <tbody role="rowgroup">${each(
    rows,
    ({ row, name, kind, before, after }) => `<tr role="row"><th role="rowheader" scope="row">${row ? `<a href="#${row}">${escape(name)}</a>` : escape(name)}</th>
  <td role="cell" data-label="变化"><span>${kind}</span></td>
  <td role="cell" data-label="${r.previous}年">${value(before)}</td>
  <td role="cell" data-label="${r.year}年">${value(after)}</td></tr>`,
  )}</tbody>
</table>`,
  )}<p>${r.changes.more ? `另有 ${r.changes.more} 项变化未在此列出。 ` : ""}<a href="../${r.year}/${r.id}/changes.html">查看全部变化</a></p>
  <p class="quiet">按编号（id）、声明的原名或名称对应；数字变大或变小只是事实，不代表好坏。 <a href="../${r.previous}/${r.id}.html">查看${r.previous}年报告</a></p></section>`;
const value = (text) => (text ? `<span>${escape(text)}</span>` : '<span class="empty">无</span>');
