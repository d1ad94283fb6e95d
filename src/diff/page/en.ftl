# A page of differences, in English.

title = What changed between two versions
lead-same = The two versions do not differ: { $same ->
    [one] the one report says
   *[other] all { $same } reports say
} the same, in every figure and word.
lead-files = No report changed: { $same ->
    [one] the one report says
   *[other] all { $same } reports say
} the same, in every figure and word. Only other files of the site differ.
lead = Reports changed: { $changed }. Added: { $added }. Removed: { $removed }. The same: { $same }.
appeared = Departments that appeared:{" "}
vanished = Departments that have no report any more:{" "}
separator = ,{" "}
full-stop = .
colon = :{" "}
old = Old
new = New
published-site = Published site; SHA-256 of its manifest:
content = Content, compared as it would be published
altered = { $count ->
    [one] One file of data is
   *[other] { $count } files of data are
} not as published; compared as found here.
totals = Totals (computed)
year = { $year }
all-years = All years
same-years = { $count ->
    [one] The totals of one other year are
   *[other] The totals of { $count } other years are
} the same.
col-what = What
col-difference = Difference (computed)
count-reports = Reports
count-tasks = Tasks
count-indicators = Indicators
none = none
no-difference = the same
same-value = same value, written differently
points = { $by } percentage points
reports = Reports that differ
col-report = Report
col-fate = Change
col-total-old = Old total
col-total-new = New total
fate-changed = { $count ->
    [one] 1 place
   *[other] { $count } places
}
fate-added = added
fate-removed = removed
draft-added = was a draft
draft-removed = now a draft
report-counts = { $tasks ->
    [one] 1 task
   *[other] { $tasks } tasks
}, { $indicators ->
    [one] 1 indicator
   *[other] { $indicators } indicators
}
changes = What differs between the old and the new version
part-report = The report as a whole
part-task = Task
part-goal = Goal
part-indicator = Indicator
kind-added = added
kind-removed = removed
kind-reordered = in another order
lang-zh = in Chinese
lang-en = in English
status-final = final
status-sample = sample
status-draft = draft
field-department = Department
field-status = Status
field-attachment = Attachment
field-attachment_title = Title of the attachment
field-unit = Unit
field-published = Date of publication
field-approved = Date of approval
field-approval_no = Number of the approval
field-source = Source
field-revision = Correction
field-declared_total = Total stated in the original: { $of }
field-accept = Why a finding was accepted ({ $of })
field-id = Id
field-formerly = Former name
field-counts = Whom it counts
field-sic = Presumed misprint
field-text = Text
field-label = Number
field-format = Format
field-target = Target
field-name = Name
field-level1 = Level 1
field-level2 = Level 2
files = Files of the site
col-files = Files
files-changed = changed
files-added = added
files-removed = removed
files-same = the same
files-of-pages = Pages
files-of-data = Data
files-of-others = Others (styles, scripts, pictures)
reading = How to read this page
reading-figures = Figures and words stand as written; amounts have thousands separators. Differences and totals are computed by gongkai. 万元 is 10,000 yuan. Larger or smaller is a fact, not a verdict.
reading-rows = Tasks and indicators are matched by id, name, or the former name that they declare. One that was renamed and has no id is listed as one removed and one added.
