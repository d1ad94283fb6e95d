# An audit report, in English.

title = Audit report on performance target tables
lead = { $sheets ->
    [one] One table
   *[other] { $sheets } tables
} checked: { $wrong } wrong, { $explain } to be explained, { $accepted } accepted, { $confirmed } confirmed.
sheets = Tables
others = Problems in other files
col-sheet = Department and year
year = { $year }
count = { $count }
kind-wrong = Wrong
kind-explain = To be explained
kind-accepted = Accepted
kind-confirmed = Confirmed
severity-error = Error
severity-warning = Warning
severity-note = Note
status-draft = Draft
status-sample = Sample
reason = Reason:{ " " }
line = line { $line }
by = ({ $by })
secrecy = Review for secrets
sign-off = Sign-off
rules = The rules
signing = Signatures
role = Role
opinion = Opinion
signature = Signature
date = Date
who-author = Author
who-reviewer = Reviewer
who-head = Head of the department
made-by = Made by gongkai { $version } from what the tables say; it has no date of its own.
