### Interface words: English, plain.

skip = Skip to main content
nav-home = Home
nav-data = Data
nav-main = Main
nav-breadcrumbs = You are here
nav-editions = Languages
nav-years = Other years
edition-zh = 中文
edition-en = English
edition-zh-en = 中文 + English
edition-en-zh = English + 中文
year-label = { $year }
title-year = Departmental performance targets, { $year }
title-report = { $department }: { $form }, { $year }
date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
    } { $year }
previous-year = ← { $year }
next-year = { $year } →
tag-sample = sample
tag-draft = draft

banner-sample = Sample data: the departments, amounts and indicators on this page are invented, for demonstration only.
banner-some-samples = This page also shows sample data (invented). It stands apart and is never added to real figures.
banner-unofficial = This site is not run by the bodies whose tables it shows. The originals prevail.
banner-draft = Draft: not published yet, and may change.
banner-translation = The { $to ->
    [en] English
   *[other] Chinese
    } is an unofficial translation. The { $from ->
    [en] English
   *[other] Chinese
    } original prevails.
banner-untranslated = { $count ->
    [one] One text on this page (of { $of }) is
   *[other] { $count } texts on this page (of { $of }) are
    } not translated into { $to ->
    [en] English
   *[other] Chinese
    } yet, and shown in { $from ->
    [en] English
   *[other] Chinese
    }.

footer-publisher = Published by { $publisher }
footer-figures = Words and figures are those of the published tables. What this site computed is marked as computed.
footer-licence = Licence of the data:
footer-contact = Questions, and errors you have found:
site-id-code = Site identification code { $code }
footer-made-with = Static pages made with { $generator }.

home-lead = What every department will spend in a year, on what, and what it promises to reach: overall expenditure performance target tables.
home-newest = Newest figures: { $year }
home-newest-caption = Total budget (万元) and number of indicators
home-newest-largest = The { $count } departments with the largest budgets (万元), and number of indicators
home-whole-year = All figures for { $year }
home-years = By year
home-departments = By department
totals-final = { $reports ->
    [one] One department
   *[other] { $reports } departments
    } with { $total } 万元 in all (computed by this site), { $tasks ->
    [one] one task
   *[other] { $tasks } tasks
    } and { $indicators ->
    [one] one indicator
   *[other] { $indicators } indicators
    }.
totals-sample = Sample: { $reports ->
    [one] one invented department
   *[other] { $reports } invented departments
    } with { $total } 万元 in all (computed by this site), { $tasks ->
    [one] one task
   *[other] { $tasks } tasks
    } and { $indicators ->
    [one] one indicator
   *[other] { $indicators } indicators
    }.
totals-draft = Drafts: { $reports ->
    [one] one department
   *[other] { $reports } departments
    } with { $total } 万元 in all (computed by this site), { $tasks ->
    [one] one task
   *[other] { $tasks } tasks
    } and { $indicators ->
    [one] one indicator
   *[other] { $indicators } indicators
    }.
group-final = Published departments
group-sample = Sample data (invented)
group-draft = Drafts

col-department = Department
col-year = Year
col-total = Total (万元)
col-share = Share
col-task = Task
col-indicators = Indicators
col-all = All
year-budget-caption = Budgets by department (万元)
year-indicators-caption = Number of performance indicators by level 1
year-missing = Departments with no report for this year on this site
year-completeness = Whether, when and why, for all departments and years
department-caption = Budgets over the years (万元) and number of indicators
not-published = No table was published for this year
contact = Contact
contact-what = If a figure is wrong or something does not work, please say on which page, and with which browser or assistive technology.
contact-phone = Telephone
contact-email = E-mail
contact-address = Address

report-lead-without = { $year }: the original states no amounts; { $tasks ->
    [one] one task
   *[other] { $tasks } tasks
    }, measured by { $indicators ->
    [one] one indicator
   *[other] { $indicators } indicators
    }.
report-lead = Budget { $year }: { $total } 万元 (CNY { $yuan }, computed by this site) for { $tasks ->
    [one] one task
   *[other] { $tasks } tasks
    }, measured by { $indicators ->
    [one] one indicator
   *[other] { $indicators } indicators
    }.
contents = On this page
summary = Budget at a glance
summary-caption = Share of each task in the total budget
computed-note = Sums and shares are computed by this site; the original table does not state them.
computed-note-declared = Sums and shares here are computed by this site; the totals that the original states itself are in the table below.
per-head-sentence = With { $staff } serving staff, as an indicator states, that is { $amount } 万元 a head (computed by this site, rounded).
per-head-caption = Budget per serving member of staff (万元)
col-staff = Serving staff
col-per-head = Per head
per-head-note = Per head is the total divided by serving staff, computed by this site to two places; staff are as each department’s indicators state them. Totals hold more than pay, and what they hold differs between departments. Departments whose indicators do not count their staff are not listed.
figures-computed = A department’s amounts are the sums of its tasks; amounts, totals and shares are computed by this site.
share-unknown = cannot be computed
changes = Changes since { $since }
changes-none = Tasks, indicators and targets are the same as in { $since }.
changes-indicators = Changed indicators
changes-tasks = Changed budgets of tasks
changes-note = Matched by id, declared former name, or name. That a figure is larger or smaller is a fact, not a verdict.
changes-before = See the report of { $since }
changed-raised = Targets raised: { $count }.
changed-lowered = Targets lowered: { $count }.
changed-altered = Targets altered: { $count }.
changed-added = New indicators: { $count }.
changed-dropped = Gone: { $count }.
changed-same = The same as before: { $count }.
change-raised = raised
change-lowered = lowered
change-altered = altered
change-added = new
change-dropped = gone
change-none = none
col-indicator = Indicator
col-change = Change
downloads = Downloads
downloads-none = Samples and drafts are no part of data files of a year. The data of each report stand at the end of its page.
downloads-note = XLSX is for Excel and other spreadsheets, CSV and JSON for programs; figures keep the digits of the original.
downloads-plain = CSV and JSON are for programs; figures keep the digits of the original.
downloads-columns = What the columns mean
download-report = The whole report
download-table-zh = The table in Chinese, laid out for A4
download-table-en = The table in English, laid out for A4
download-year = All departments in { $year }
download-site = All departments in all years
download-package = List of all data (datapackage.json)
data-lead = Every table of this site can be taken away as data, with the digits of the original.
data-files = Summaries
data-reports = The data of a report stand at the end of its page.
data-formats = Formats
data-csv = CSV: UTF-8, one header row of column names; a cell that is empty in the original is empty.
data-quote = Words that begin with a sign such as = + - @ or ' have one ' in front, so that no spreadsheet takes them for a formula; without it they are the original. Figures are never changed.
data-xlsx = XLSX: one file per language; of a report in the layout of the official table, of departments, years and the site with one row for each thing; figures are numbers with the places of the original, those of more than 15 digits are text.
data-json = JSON: the whole report, with targets as written and as read; a JSON Schema describes it.
data-samples = Sample data (invented) is no part of summaries and of the list of data; the column status says of every row whether it is a sample.
data-columns = What the columns mean
data-column = Column
column-lang = { $language ->
    [zh] in Chinese
    [en] in English
   *[other] in { $language }
}
data-meaning = Meaning
cite = Citation and source
cite-title = { $form }, { $year }
cite-day = access date
cite-plain = Plain
cite-fill-in = Put the day on which you read this page in place of “[access date]”, as in 2026-02-18.
cite-work = { $department }: “{ $title }.” { "" }
cite-publisher = { $publisher }. { "" }
cite-published = Published { $day }. { "" }
cite-department = { $department }
cite-fingerprint = Data fingerprint { $digits }. { "" }
cite-file = File { $path }
cite-read = { "" } [access date].
cite-no-address = This site states no address of its own: please add the address or the folder where you found this file.
cite-not = These are sample or draft data. Please do not cite them.
fingerprint = Fingerprint of the data:
fingerprint-how = The first 12 digits of the SHA-256 of the report’s JSON file: sha256sum { $file } shows them. The same data has the same fingerprint.
fact-department = Department
fact-year = Year
fact-published = Published
fact-approved = Approved
fact-approval-no = Approval number
fact-source = Source
fact-accepted = As in the original
fact-accepted-count = { $count ->
    [one] One value departs from a rule of checking and is published as in the original; see the note beside it
   *[other] { $count } values depart from rules of checking and are published as in the original; see the notes beside them
    }
not-stated = Not stated in the original
source-is = Source: { $source }
source-at = Source:
source-not-stated = The original table does not state where it was published.
published-on = Published: { date }.
published-not-stated = The original table does not state a date of publication.
unit-wan = Unit: 万元 (10,000 yuan)
unit-yuan = Unit: 元 (yuan)
amounts-head = { $head } ({ $unit })
unit-note = 1 万元 is 10,000 yuan.
sum-computed = Total (computed by this site)
sum-declared = Total (as in the original)
empty-cell = Empty in the original table
empty-column = Empty in the original
empty-figures = “—” marks a column that is empty in the original.
empty-note = “—” marks a cell that is empty in the original; it counts as zero in totals.
indicators-count = { $count ->
    [one] One indicator in all.
   *[other] { $count } indicators in all.
    }
items = { $count ->
    [one] 1 indicator
   *[other] { $count } indicators
    }
operator-at-least = not less than
operator-at-most = not more than
operator-equal = exactly
operator-above = more than
operator-below = less than
note-sic = As in the original: “{ $written }”, presumably for “{ $presumed }”.
note-accepted = Departs from rule { $code }; published as in the original.
note-reason = Reason: { $reason }

not-found-title = Page not found
not-found = The page you are looking for does not exist, or the address is wrong.

# Charts
chart-task-largest = “{ $name }” has the largest budget: { $value } 万元, { $share } of { $whole } 万元
chart-task-equal = { $count } tasks share the largest budget, { $value } 万元 each
chart-task-others = { $count } other tasks
chart-department-largest = { $name } has the largest budget: { $value } 万元, { $share } of { $whole } 万元
chart-department-equal = { $count } departments share the largest budget, { $value } 万元 each
chart-department-others = { $count } other departments
chart-level-largest = Most indicators are of the level “{ $name }”: { $value } of { $whole }, or { $share }
chart-level-equal = { $count } levels have the most indicators, { $value } each
chart-level-others = { $count } other levels
chart-rose = The budget rose by { $by } 万元 { $percent ->
    [none] {""}
   *[other] ({ $percent }){" "}
    }from { $from } to { $to }, to { $value } 万元
chart-fell = The budget fell by { $by } 万元 { $percent ->
    [none] {""}
   *[other] ({ $percent }){" "}
    }from { $from } to { $to }, to { $value } 万元
chart-same = The budget of { $to } is that of { $from }: { $value } 万元
chart-site = In { $year }, { $reports ->
    [one] one department
   *[other] { $reports } departments
    } published { $value } 万元 in all; the departments differ from year to year, and the sums with them
chart-no-value = no figure

# Totals and comparison
home-years-caption = What was published each year, and the sum of budgets (万元)
year-sectors-caption = Totals by sector (万元)
levels-caption = Number of indicators by level
col-sector = Sector
col-departments = Departments
col-tasks = Tasks
col-quantitative = With a figure
sector-none = In no sector

# Sorting and filtering of tables
tools-filter = Filter
tools-sort = Sort
tools-link = Copy link to this view
tools-copied = Link copied
tools-copy = Copy this link
tools-shown = { $shown } of { $all } rows shown
tools-ascending = { $column }, smallest first
tools-descending = { $column }, largest first
tools-names-ascending = { $column }, A to Z
tools-names-descending = { $column }, Z to A
tools-unsorted = Original order

### Content: rows over the years, corrections, attachments, withdrawals, completeness

changed-renamed = Only renamed: { $count }.
changed-moved = Only moved to other levels: { $count }.
change-renamed = renamed
change-moved = moved
change-was = Formerly: { $name }
change-was-under = Stood under: { $level1 } › { $level2 }

# Indicators over the years
title-history = { $department }: indicators over the years
history = Indicators and budgets over the years
history-lead = { $followed ->
    [one] One indicator appears
   *[other] { $followed } indicators appear
    } in more than one year: compared with the first, { $raised ->
    [one] one has
   *[other] { $raised } have
    } a larger figure, { $lowered ->
    [one] one has
   *[other] { $lowered } have
    } a smaller one.
history-department = Back to the department
history-indicators = Performance indicators over the years
history-tasks = Budgets of tasks over the years (万元)
history-note = Rows are matched by an id, a declared change of name, or their names. Bars start at zero; their heights compare within a row only. That a figure is larger or smaller is a fact, not a verdict.
history-was = Then called: { $name }
col-trend = First to last year
trend-task-raised = increased
trend-task-lowered = reduced
trend-task-altered = changed
trend-task-same = the same
trend-task-once = one year only
trend-raised = raised
trend-lowered = lowered
trend-altered = altered
trend-same = the same
trend-once = one year only
## Tags of government sites (国办发〔2017〕47号, annex: kinds of columns), and marks at their foot.

column-type-home = 首页
column-type-reports = 数据发布
column-type-data = 数据开放
keywords = departmental budgets,performance targets,performance indicators,public disclosure
keywords-year = { $year },departmental budgets,performance targets,performance indicators,public disclosure
keywords-department = { $department },departmental budgets,performance targets,performance indicators
keywords-report = { $department },{ $year },departmental budgets,performance targets,performance indicators
keywords-data = open data,performance targets,CSV,XLSX,JSON
year-lead = Overall expenditure performance target tables of all departments for { $year }: budgets and performance indicators.
department-lead = Overall expenditure performance target tables of { $department } over the years: budgets and performance indicators.
mark-party-government = Mark of party and government websites (党政机关)
mark-report-errors = Report an error of a government website (政府网站找错)

## For machines.

feed = Subscribe to updates (Atom)
download-catalogue = Catalogue for data portals (DCAT)
# Text size and contrast
view-control = Text size and contrast
view-size = Text size
view-standard = Standard
view-large = Large
view-largest = Largest
view-contrast = High contrast

# Former addresses of renamed departments
moved-title = This page has moved
moved = The department has another name now, and its pages stand at another address:
title-changes = { $department }: changes from { $since } to { $year }
changes-all = See all changes
changes-more = { $count ->
    [one] One more change is not listed here.
   *[other] { $count } more changes are not listed here.
    }
changes-nothing = There are no indicators in either year.
changes-report = See the { $year } report
changes-department = See all years of the department
change-task-raised = increased
change-task-lowered = reduced
change-task-altered = changed
change-task-renamed = renamed
change-task-moved = moved
change-task-added = new
change-task-dropped = gone
changed-tasks-raised = Budgets increased: { $count }.
changed-tasks-lowered = Budgets reduced: { $count }.
changed-tasks-altered = Budgets changed: { $count }.
changed-tasks-renamed = Only renamed: { $count }.
changed-tasks-moved = Only moved: { $count }.
changed-tasks-added = New tasks: { $count }.
changed-tasks-dropped = Gone: { $count }.
corrections = Corrections
corrected-on = Corrected after publication, last on { date }. What stood here before is kept under
correction-old = Before
correction-new = Now
correction-none = nothing
correction-why = Why
correction-unexplained = not stated

# General pages
nav-general = About the site
glossary = Glossary
glossary-lead = What the words of the tables mean.
site-map = Site map
site-map-pages = Pages
privacy = Privacy
accessibility = Accessibility
data-all-years = All years
download-book-zh = All data, one row each, in Chinese
download-book-en = All data, one row each, in English
attachments = Originals and attachments
attachments-note = These files are published as they are. The SHA-256 tells whether a copy is the same file.
search = Search
search-label = Search tasks, goals and indicators of all departments
search-hint = The beginning of a word, or a figure. Words separated by spaces must all occur in a report.
search-hint-both = The beginning of an English word, a figure, any Chinese characters, pinyin or its initials (lgb). Words separated by spaces must all occur in a report.
search-without-script = Searching needs scripts, which your browser does not run. These lists lead everywhere without them.
search-browse = Browse instead
search-no-index = The search index could not be loaded. Try again later, or use the lists below.
search-searching = Searching…
search-no-terms = Type letters, figures or characters.
search-found-none = Nothing found for “{ $query }”.
search-found-one = 1 report found.
search-found = { $n } reports found.
search-found-at-least = At least { $n } reports found.
search-more-rows = More matches in this report: { $n }.
search-more = More results
search-failed = Parts of the index could not be loaded ({ $n }); results may be missing.
search-again = Try again
search-title = { $department } · { $year }
search-kind-total = Total budget (万元)
search-kind-task = Task
search-kind-goal = Goal
search-kind-indicator = Indicator
search-kind-origin = Source
nav-departments = Departments
browse-departments = Departments A–Z
browse-sectors = Departments by sector
browse-indicators = Indicators by level
browse-letter = Departments: { $letter }
browse-no-sector = No sector stated
browse-none = No department begins with this letter.
title-level = { $level1 } › { $level2 }, { $year }
levels-lead = How many indicators there are of each level, year by year (computed by this site). Choose a year to see the departments that have them.
level-lead = These departments have indicators of this level in the year (numbers computed by this site).
nav-parts = Pages
part-of = page { $number } of { $count }
parts-range = Entries { $from } to { $to } of { $entries }
parts-sorting = Sorting and filtering work within this page; totals are of all departments.
sum-all = Total of all { $reports } departments (computed by this site)
home-departments-many = There are { $count } departments. Ways to find one:
year-more = { $count ->
    [one] One more department is not listed here.
   *[other] { $count } more departments are not listed here.
}
title-withdrawn = Withdrawn: { $department }, report of { $year }
title-withheld = Withheld: { $department }, report of { $year }
title-empty = Nothing to report: { $department }, { $year }
notice-withdrawn = The report of { $year } was published here, and has been withdrawn.
notice-withheld = The report of { $year } is not published.
notice-empty = There was nothing to report for { $year }.
notice-what = What
notice-date = Date
state-withdrawn = withdrawn
state-withheld = withheld
state-empty = nothing to report
year-notices = Withdrawn, withheld, or nothing to report
completeness = What is published
completeness-lead = Which department published the { $form } in which year.
completeness-note = “No report here” means that this site has none; it does not mean that the department published none. Dates of publication are those that the original states.
completeness-deadlines = A report published after the deadline is called late; nothing is said of one that states no date.
completeness-final = Departments
completeness-sample = Sample data (invented)
completeness-caption = { $from } to { $to }
completeness-due = due
completeness-nothing = This site has no reports yet.
completeness-year = See what every department published in every year
state-published = published
state-late = published late
state-sample = sample
state-draft = draft
state-missing = no report here
state-before = did not exist yet
state-after = no longer existed
