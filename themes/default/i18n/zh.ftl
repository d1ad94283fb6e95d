### 界面用语：中文。官方术语照录。

skip = 跳到正文
nav-home = 首页
nav-data = 数据下载
nav-main = 主导航
nav-breadcrumbs = 当前位置
nav-editions = 语言版本
nav-years = 前后年度
edition-zh = 中文
edition-en = English
edition-zh-en = 中英对照
edition-en-zh = 英中对照
year-label = { $year }年
title-year = { $year }年部门整体支出绩效目标
title-report = { $department }{ $year }年{ $form }
date = { $year }年{ $month }月{ $day }日
previous-year = ← { $year }年
next-year = { $year }年 →
tag-sample = 示例
tag-draft = 草稿

banner-sample = 示例数据：本页的部门、金额和指标均为虚构，仅供演示。
banner-some-samples = 本页含示例数据（虚构），已单独列出，不与真实数据合计。
banner-unofficial = 本站不是发布机关的官方网站，内容以原文为准。
banner-draft = 草稿：尚未公布，内容可能变动。
banner-translation = { $to ->
    [en] 英文
   *[other] 中文
    }为非官方译文，以{ $from ->
    [en] 英文
   *[other] 中文
    }原文为准。
banner-untranslated = 本页有 { $count } 处文字（共 { $of } 处）尚无{ $to ->
    [en] 英文
   *[other] 中文
    }译文，显示{ $from ->
    [en] 英文
   *[other] 中文
    }原文。

footer-publisher = 发布：{ $publisher }
footer-figures = 表内文字和数字与公布的原表一致；本站计算的数字均注明“本站计算”。
footer-licence = 数据使用许可：
footer-contact = 咨询、找错：
site-id-code = 网站标识码 { $code }
footer-made-with = 由 { $generator } 生成的静态网页。

home-lead = 各部门每年要花多少钱、做什么事、达到什么目标：部门整体支出绩效目标表。
home-newest = 最新公开：{ $year }年
home-newest-caption = 预算总额（万元）与指标数
home-newest-largest = 预算总额最大的 { $count } 个部门（万元）与指标数
home-whole-year = 查看{ $year }年全部数据
home-years = 按年度查看
home-departments = 按部门查看
totals-final = { $reports } 个部门，预算合计 { $total } 万元（本站计算），{ $tasks } 项任务，{ $indicators } 项指标。
totals-sample = 示例：{ $reports } 个虚构部门，合计 { $total } 万元（本站计算），{ $tasks } 项任务，{ $indicators } 项指标。
totals-draft = 草稿：{ $reports } 个部门，合计 { $total } 万元（本站计算），{ $tasks } 项任务，{ $indicators } 项指标。
group-final = 已公开的部门
group-sample = 示例数据（虚构）
group-draft = 草稿

col-department = 部门
col-year = 年度
col-total = 总额（万元）
col-share = 占比
col-task = 任务
col-indicators = 指标数
col-all = 合计
year-budget-caption = 部门预算（万元）
year-indicators-caption = 绩效指标数量，按一级指标
year-missing = 本站没有本年度报告的部门
year-completeness = 查看各部门各年度是否公开、何时公开及原因
department-caption = 历年预算（万元）与指标数
not-published = 该年度未公开此表
contact = 联系方式
contact-what = 如发现数字有误，或有读不了、用不了的地方，请说明是哪一页、用的什么浏览器或辅助工具。
contact-phone = 电话
contact-email = 电子邮箱
contact-address = 地址

report-lead-without = { $year }年：原表未列预算金额；{ $tasks } 项任务，{ $indicators } 项指标。
report-lead = { $year }年预算 { $total } 万元（本站计算），{ $tasks } 项任务，{ $indicators } 项指标。
contents = 本页内容
summary = 预算概览
summary-caption = 各任务占预算总额的比例
computed-note = 合计与占比由本站计算，原表未列。
computed-note-declared = 此处的合计与占比由本站计算；原表自列的合计见下表。
per-head-sentence = 按指标所列在职人员 { $staff } 人计算，人均 { $amount } 万元（本站计算，四舍五入）。
per-head-caption = 在职人员人均预算（万元）
col-staff = 在职人员（人）
col-per-head = 人均
per-head-note = 人均 = 总额 ÷ 在职人员，由本站计算，保留两位小数；在职人员取自各部门的绩效指标。总额不只是人员经费，各部门所含支出不同，比较时请留意。未在指标中列出在职人员的部门不在此表。
figures-computed = 各部门金额为其各项任务之和；金额、合计与占比均由本站计算。
share-unknown = 无法计算
changes = 与{ $since }年相比
changes-none = 任务、指标和指标值均与{ $since }年相同。
changes-indicators = 指标的变化
changes-tasks = 任务预算的变化
changes-note = 按编号（id）、声明的原名或名称对应；数字变大或变小只是事实，不代表好坏。
changes-before = 查看{ $since }年报告
changed-raised = 指标值提高 { $count } 项；
changed-lowered = 指标值降低 { $count } 项；
changed-altered = 指标值改变 { $count } 项；
changed-added = 新增 { $count } 项；
changed-dropped = 取消 { $count } 项；
changed-same = { $count } 项不变。
change-raised = 提高
change-lowered = 降低
change-altered = 改变
change-added = 新增
change-dropped = 取消
change-none = 无
col-indicator = 指标
col-change = 变化
downloads = 下载
downloads-none = 示例和草稿不汇入年度数据文件；每份报告的数据在其页面末尾。
downloads-note = XLSX 用 Excel、WPS 打开，CSV 和 JSON 供程序使用；数字位数与原表一致。
downloads-plain = CSV 和 JSON 供程序使用；数字位数与原表一致。
downloads-columns = 各列含义
download-report = 整份报告
download-table-zh = 整张表（中文，A4 打印版式）
download-table-en = 整张表（英文，A4 打印版式）
download-year = { $year }年各部门汇总
download-site = 各年度各部门汇总
download-package = 数据目录（datapackage.json）
data-lead = 本站公布的每张表都可以作为数据下载，数字与原表逐位一致。
data-files = 汇总数据
data-reports = 每份报告的数据在该报告页面末尾下载。
data-formats = 格式说明
data-csv = CSV：UTF-8 编码，首行为列名；原表为空的格子为空。
data-quote = 文字以 = + - @ ' 等符号开头时，前面加一个英文单引号 '，以免表格软件当作公式；去掉这个单引号即为原文。数字不作任何改动。
data-xlsx = XLSX：每种语言一个文件；单份报告按官方表样排版，部门、年度和全站数据每行一项；数字为数值，小数位数与原表一致；超过 15 位有效数字的为文字。
data-json = JSON：整份报告，指标值既有原文也有解析结果；格式由 JSON Schema 说明。
data-samples = 示例数据（虚构）不计入汇总数据和数据目录；每行的 status 列注明是否为示例。
data-columns = 各列含义
data-column = 列名
column-lang = { $language ->
    [zh] 中文
    [en] 英文
   *[other] { $language }
}
data-meaning = 含义
cite = 引用与来源
cite-title = { $form }（{ $year }年）
cite-day = 引用日期
cite-plain = 一般格式
cite-fill-in = 请把“[引用日期]”换成您查阅本页的日期，如 2026-02-18。
cite-work = { $department }：《{ $title }》。
cite-publisher = { $publisher }。
cite-published = { $day }发布。
cite-department = { $department }
cite-fingerprint = 数据指纹 { $digits }。
cite-file = 文件 { $path }
cite-read = ，[引用日期]。
cite-no-address = 本站未声明网址：引用时请补上本文件所在的网址或文件夹。
cite-not = 本页不是正式公开的数据，请勿引用。
fingerprint = 数据指纹：
fingerprint-how = 本报告 JSON 文件 SHA-256 的前 12 位，可用 sha256sum { $file } 核对：数据不变，指纹不变。
fact-department = 部门
fact-year = 年度
fact-published = 发布日期
fact-approved = 批复日期
fact-approval-no = 批复文号
fact-source = 来源
fact-accepted = 照原表公开
fact-accepted-count = { $count } 处与核对规则不符，照原表公开，见表内说明
not-stated = 原表未载明
source-is = 来源：{ $source }
source-at = 来源：
source-not-stated = 原表未载明公布网址。
published-on = 发布日期：{ date }。
published-not-stated = 原表未载明发布日期。
unit-wan = 单位：万元
unit-yuan = 单位：元
amounts-head = { $head }（{ $unit }）
unit-note = 1 万元 = 10,000 元。
sum-computed = 合计（本站计算）
sum-declared = 合计（原表）
empty-cell = 原表此格为空
empty-column = 原表未填
empty-figures = “—”表示原表未填此列。
empty-note = “—”表示原表此格为空，合计时按零计算。
indicators-count = 共 { $count } 项指标。
items = { $count } 项
operator-at-least = 不低于
operator-at-most = 不超过
operator-equal = 等于
operator-above = 高于
operator-below = 低于
note-sic = 原文如此：“{ $written }”，疑为“{ $presumed }”。
note-accepted = 与核对规则 { $code } 不符，照原表公开。
note-reason = 说明：{ $reason }

not-found-title = 没有这个页面
not-found = 您要找的页面不存在，或者地址有误。

# 图表
chart-task-largest = “{ $name }”预算最多：{ $value } 万元，占总额 { $whole } 万元的 { $share }
chart-task-equal = 有 { $count } 项任务预算并列最多，各 { $value } 万元
chart-task-others = 其余 { $count } 项任务
chart-department-largest = { $name }预算最多：{ $value } 万元，占合计 { $whole } 万元的 { $share }
chart-department-equal = 有 { $count } 个部门预算并列最多，各 { $value } 万元
chart-department-others = 其余 { $count } 个部门
chart-level-largest = { $name }最多：{ $whole } 项指标中的 { $value } 项，占 { $share }
chart-level-equal = 有 { $count } 级指标数量并列最多，各 { $value } 项
chart-level-others = 其余 { $count } 级
chart-rose = { $to }年预算 { $value } 万元，比{ $from }年增加 { $by } 万元{ $percent ->
    [none] {""}
   *[other] {"（"}{ $percent }）
    }
chart-fell = { $to }年预算 { $value } 万元，比{ $from }年减少 { $by } 万元{ $percent ->
    [none] {""}
   *[other] {"（"}{ $percent }）
    }
chart-same = { $to }年预算 { $value } 万元，与{ $from }年相同
chart-site = { $year }年有 { $reports } 个部门公开，预算合计 { $value } 万元；各年公开的部门不同，合计不宜直接比较
chart-no-value = 无数据

# 汇总与比较
home-years-caption = 各年度公开情况与预算合计（万元）
year-sectors-caption = 按领域合计（万元）
levels-caption = 各级指标数量
col-sector = 领域
col-departments = 部门数
col-tasks = 任务数
col-quantitative = 其中有数值的
sector-none = 未归入领域

# 表格的排序与筛选
tools-filter = 筛选
tools-sort = 排序
tools-link = 复制此视图的链接
tools-copied = 已复制链接
tools-copy = 请复制此链接
tools-shown = 显示 { $shown } 行，共 { $all } 行
tools-ascending = 按{ $column }从小到大
tools-descending = 按{ $column }从大到小
tools-names-ascending = 按{ $column }拼音从 A 到 Z
tools-names-descending = 按{ $column }拼音从 Z 到 A
tools-unsorted = 原有顺序

### 内容：逐年对应、更正、附件、撤下、公开情况

changed-renamed = 仅改名 { $count } 项；
changed-moved = 仅调整分类 { $count } 项；
change-renamed = 改名
change-moved = 调整分类
change-was = 原名：{ $name }
change-was-under = 原列于：{ $level1 } › { $level2 }

# 历年指标
title-history = { $department }历年绩效指标
history = 历年指标与预算
history-lead = 有 { $followed } 项指标出现在两个以上年度：与首次出现时相比，{ $raised } 项数值提高，{ $lowered } 项数值降低。
history-department = 返回部门页
history-indicators = 历年绩效指标
history-tasks = 历年任务预算（万元）
history-note = 指标与任务按编号、声明的更名或名称逐年对应；柱形以零为起点，高度只在同一行内可比。数字变大或变小只是事实，不代表好坏。
history-was = 当时名称：{ $name }
col-trend = 首年至末年
trend-task-raised = 增加
trend-task-lowered = 减少
trend-task-altered = 改变
trend-task-same = 不变
trend-task-once = 仅一年
trend-raised = 提高
trend-lowered = 降低
trend-altered = 改变
trend-same = 不变
trend-once = 仅一年
## Tags of government sites (国办发〔2017〕47号, annex: kinds of columns), and marks at their foot.

column-type-home = 首页
column-type-reports = 数据发布
column-type-data = 数据开放
keywords = 部门预算,绩效目标,绩效指标,信息公开
keywords-year = { $year }年,部门预算,绩效目标,绩效指标,信息公开
keywords-department = { $department },部门预算,绩效目标,绩效指标
keywords-report = { $department },{ $year }年,部门预算,绩效目标,绩效指标
keywords-data = 开放数据,绩效目标,CSV,XLSX,JSON
year-lead = { $year }年各部门（单位）整体支出绩效目标表：预算金额与绩效指标。
department-lead = { $department }历年整体支出绩效目标表：预算金额与绩效指标。
mark-party-government = 党政机关网站标识
mark-report-errors = 政府网站找错

## For machines.

feed = 订阅更新（Atom）
download-catalogue = 数据目录，供数据门户收集（DCAT）
# Text size and contrast
view-control = 字号与对比度
view-size = 字号
view-standard = 标准
view-large = 大
view-largest = 特大
view-contrast = 高对比度

# Former addresses of renamed departments
moved-title = 页面已迁移
moved = 该部门已更名，其页面现在位于：
title-changes = { $department }{ $year }年与{ $since }年相比
changes-all = 查看全部变化
changes-more = 另有 { $count } 项变化未在此列出。
changes-nothing = 两年均无指标。
changes-report = 查看{ $year }年报告
changes-department = 查看该部门各年度报告
change-task-raised = 增加
change-task-lowered = 减少
change-task-altered = 改变
change-task-renamed = 改名
change-task-moved = 调整分类
change-task-added = 新增
change-task-dropped = 取消
changed-tasks-raised = 预算增加 { $count } 项；
changed-tasks-lowered = 预算减少 { $count } 项；
changed-tasks-altered = 预算改变 { $count } 项；
changed-tasks-renamed = 仅改名 { $count } 项；
changed-tasks-moved = 仅调整分类 { $count } 项；
changed-tasks-added = 新增 { $count } 项；
changed-tasks-dropped = 取消 { $count } 项；
corrections = 更正记录
corrected-on = 本表公开后有更正，最近一次为{ date }；更正前的内容见
correction-old = 更正前
correction-new = 更正后
correction-none = 无
correction-why = 原因
correction-unexplained = 未说明

# 通用页面
nav-general = 关于网站
glossary = 名词解释
glossary-lead = 表中用语是什么意思。
site-map = 网站地图
site-map-pages = 页面
privacy = 隐私说明
accessibility = 无障碍说明
data-all-years = 各年度
download-book-zh = 全部数据，每行一项（中文）
download-book-en = 全部数据，每行一项（英文）
attachments = 原件与附件
attachments-note = 文件照原样公布，未作改动；SHA-256 校验值可用来核对下载的文件。
search = 搜索
search-label = 搜索各部门的任务、目标、指标
search-hint = 可输入任意汉字、数字、拼音或拼音首字母（如 lgb）；空格隔开的词须同时出现在一份报告中。
search-hint-both = 可输入任意汉字、数字、拼音或拼音首字母（如 lgb）、英文单词开头；空格隔开的词须同时出现在一份报告中。
search-without-script = 搜索需要浏览器运行脚本；不运行脚本时，可由下列目录查找。
search-browse = 按目录查找
search-no-index = 搜索索引无法加载，请稍后再试，或由下列目录查找。
search-searching = 正在搜索……
search-no-terms = 请输入文字、数字或字母。
search-found-none = 没有找到“{ $query }”。
search-found-one = 找到 1 份报告。
search-found = 找到 { $n } 份报告。
search-found-at-least = 至少找到 { $n } 份报告。
search-more-rows = 本报告另有 { $n } 处。
search-more = 更多结果
search-failed = 索引有 { $n } 个文件无法加载，结果可能不全。
search-again = 重试
search-title = { $department } · { $year }年
search-kind-total = 预算总额（万元）
search-kind-task = 任务
search-kind-goal = 目标
search-kind-indicator = 指标
search-kind-origin = 来源
nav-departments = 部门
browse-departments = 按首字母查找部门
browse-sectors = 按领域查找部门
browse-indicators = 按级别查找指标
browse-letter = 按首字母查找部门：{ $letter }
browse-no-sector = 未注明领域
browse-none = 没有以此字母开头的部门。
title-level = { $year }年{ $level1 } › { $level2 }
levels-lead = 各级指标在各年度的项数（本站计算）。选择年度，可查看有该级指标的部门。
level-lead = 下列部门本年度有该级指标（项数由本站计算）。
nav-parts = 分页
part-of = 第 { $number } 页，共 { $count } 页
parts-range = 本页为第 { $from } 至 { $to } 条，共 { $entries } 条
parts-sorting = 排序和筛选只作用于本页；各项合计为全部部门的合计。
sum-all = 全部 { $reports } 个部门合计（本站计算）
home-departments-many = 共 { $count } 个部门，可从以下入口查找：
year-more = 另有 { $count } 个部门未在此列出。
title-withdrawn = 已撤下：{ $department }{ $year }年报告
title-withheld = 不予公开：{ $department }{ $year }年报告
title-empty = 无需填报：{ $department }{ $year }年报告
notice-withdrawn = { $year }年的报告曾在此公开，现已撤下。
notice-withheld = { $year }年的报告未予公开。
notice-empty = { $year }年没有需要填报的内容。
notice-what = 内容
notice-date = 日期
state-withdrawn = 已撤下
state-withheld = 不予公开
state-empty = 无需填报
year-notices = 已撤下、不予公开或无需填报的部门
completeness = 公开情况
completeness-lead = 各部门各年度《{ $form }》的公开情况。
completeness-note = “本站无报告”只表示本站没有该报告，不表示该部门没有公开。日期为原表载明的发布日期；原表未载明的不列。
completeness-deadlines = 发布日期晚于期限的，标为“逾期公开”；原表未载明发布日期的，不作判断。
completeness-final = 各部门
completeness-sample = 示例数据（虚构）
completeness-caption = { $from }年至{ $to }年
completeness-due = 期限
completeness-nothing = 本站还没有报告。
completeness-year = 查看各部门各年度的公开情况
state-published = 已公开
state-late = 逾期公开
state-sample = 示例
state-draft = 草稿
state-missing = 本站无报告
state-before = 尚未设立
state-after = 已撤销
