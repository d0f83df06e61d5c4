### The words of the dashboard.

## Menu and bar

nav-label = Pages
nav-skip = Skip to the content
nav-open = Menu
nav-close = Close the menu
nav-group-insights = Insights
nav-group-steps = Next steps
nav-group-data = Data
nav-group-admin = Administration
nav-portfolio = Portfolio
nav-customers = Customers
nav-customer = Customer insights
nav-growth = Growth
nav-recommendations = Recommendations
nav-actions = Actions
nav-plays = Plays
nav-imports = Imports
nav-exports = Exports
nav-catalogue = Catalogue
nav-members = People and roles
nav-tokens = API tokens
nav-webhooks = Webhooks
nav-audit = Audit
nav-profile = Profile
nav-about = About
account-menu = Account
account-sign-out = Sign out
view-sellers = Whose licences
view-day = Day
view-day-newest = newest
view-day-newest-action = Show the newest day
view-day-before = The day before
view-day-after = The day after
view-recorded = Earlier knowledge
view-recorded-at = Recorded until { $moment }
view-recorded-text = Shows every figure as it would have been shown at a moment: with the files that had been imported by then, and no later one.
view-recorded-moment = Recorded until (UTC)
view-recorded-show = Show
view-recorded-all = Show all that is known
calendar-month-before = The month before
calendar-month-after = The month after
calendar-year-before = The year before
calendar-year-after = The year after

## States in the place of data

state-loading = Loading
state-no-data = There is no data yet
state-no-data-import = Import the files of your customers first: subscriptions, licences and usage reports.
state-no-data-ask = A Global admin or an Admin agent can import files.
state-no-data-action = Import files
state-failed = This page cannot be shown
state-failed-unreachable = The server cannot be reached
state-failed-unreachable-text = Check the connection, then try again. Nothing was lost.
state-failed-unexpected = Something went wrong on this page
state-failed-unexpected-text = Try again; if it happens once more, tell who runs the server.
state-failed-retry = Try again
state-not-allowed = This page is for other roles
state-not-allowed-text = The role { $role } does not include it. A Global admin or a User admin can change roles.
state-not-allowed-action = What the roles and figures mean
state-not-found = Page not found
state-not-found-text = There is no page at this address.
state-not-found-action = To the first page

## Words that stand on many pages

action-cancel = Cancel
action-close = Close
action-remove = Remove
action-save = Save
answer-all = All
answer-yes = Yes
answer-no = No
page-before = Previous
page-after = Next
page-of = Page { $page } of { $last }
unit-customers-only = { $count ->
    [one] customer
   *[other] customers
}
change-up = Rose
change-down = Fell
change-same = Unchanged
chart-show-table = Show as table
chart-show-chart = Show as chart
chart-cursor = { $title }: choose a day with the arrow keys
chart-cursor-month = { $title }: choose a month with the arrow keys
column-name = Customer
column-domain = Domain
column-country = Country
column-segment = Segment
column-reseller = Reseller
column-tags = Tags
column-customers = Customers
column-sold = Sold
column-sold_own = Own sales
column-assigned = Assigned
column-unassigned = Unassigned
column-unused = Unassigned
column-trial_seats = Trial
column-grace_seats = In grace
column-excess = Over-assigned
column-deployment_percent = Deployment
column-entitlements = Entitlements
column-active = Active users
column-usage_percent = Usage
column-covered_percent = Covered usage
column-overage = Above 100%
column-qualified = Qualified
column-day = Day
column-month = Month
column-status = Status
column-quantity = Seats
column-seller = Seller
column-price = Price per seat
column-commitment-end = Commitment until
column-as-of = As of
column-person = Person
column-class = Counted as
column-actions = Actions
column-expires = Expires
column-size = Size

## Key figures

figure-sold = Licences sold
figure-sold-own = Licences sold by us
figure-deployment = Deployment
figure-usage = Usage
figure-covered = Covered usage
figure-overage = Users above entitlements
figure-people = People active
figure-unassigned = { $count } unassigned
figure-of-all = of { $count } by all sellers
figure-assigned-of = { $part } assigned of { $whole } sold
figure-active-of = { $part } active of { $whole } entitlements
figure-covered-note = only users with a licence, at most 100%
figure-overage-note = active without a sold seat
figure-own-bounds = estimate; between { $low } and { $high }
figure-people-licensed = of { $count } with a paid licence
figure-change = { $points } points
figure-assigned-untold = No data on who holds the licences
figure-people-untold = No data on who holds a paid licence
figure-before = 28 days before: { $value }

## Portfolio

portfolio-lead = { $customers ->
    [one] { $customers } customer
   *[other] { $customers } customers
}. Data as of { $deployment } for deployment, { $usage } for usage.
remark-missing = { $count ->
    [one] { $count } customer has no usage data on this day and is in no sum.
   *[other] { $count } customers have no usage data on this day and are in no sum.
}
remark-assigned-untold = { $count ->
    [one] Nothing tells who holds the licences of { $count } customer: it is not in deployment.
   *[other] Nothing tells who holds the licences of { $count } customers: they are not in deployment.
}
remark-classes-untold = { $count ->
    [one] Nothing tells who of the active users of { $count } customer has a licence: it is not in covered usage.
   *[other] Nothing tells who of the active users of { $count } customers has a licence: they are not in covered usage.
}
remark-lower-bound = { $count ->
    [one] For { $count } customer some of the 28 days are missing: its true usage may be higher.
   *[other] For { $count } customers some of the 28 days are missing: their true usage may be higher.
}
remark-preliminary = { $count ->
    [one] The usage of { $count } customer is preliminary.
   *[other] The usage of { $count } customers is preliminary.
}
trend-title = Deployment and usage over time
trend-hint = Days without data are gaps. Shaded days are preliminary: reports for them may still come in.
trend-window = How far back
trend-of = What is drawn
trend-of-all = All products
trend-empty = No data for these days
trend-empty-text = Choose an earlier day or a longer stretch of time.
window-30d = 30 D
window-3m = 3 M
window-6m = 6 M
window-12m = 12 M
window-all = All
spread-title = Customers by percentage
spread-hint = Choose a bar to see its customers.
spread-median = Median { $median }
band-0 = below 20%
band-1 = 20 to 40%
band-2 = 40 to 60%
band-3 = 60 to 80%
band-4 = 80% and above
attention-title = Customers to look at first
attention-hint = The five customers for whom most can be done, by four reasons.
attention-lowest = Lowest covered usage
attention-unused = Most unassigned seats
attention-falls = Largest falls in covered usage
attention-overage = Most users above entitlements
attention-own-lowest = Lowest usage
attention-own-falls = Largest falls in usage
attention-none = No customer.
attention-seats = { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
attention-users = { $count ->
    [one] { $count } user
   *[other] { $count } users
}
attention-fall = { $before } → { $now }
breakdown-title = Breakdown
breakdown-hint = Choose a row to filter by it.
breakdown-hint-tag = Choose a row to filter by it. A customer with several tags counts in each.
breakdown-by = Divided by
breakdown-choose = Filter by this
breakdown-empty = No customer matches the filters
breakdown-unmapped = Not in the catalogue
breakdown-not-given = Not given
dimension-service = Service
dimension-workload = Workload
dimension-sku = Product
dimension-country = Country
dimension-segment = Segment
dimension-reseller = Reseller
dimension-tag = Tag
filter-add = Filter
filter-by = Filter by
filter-search = Search values
filter-none = There is nothing to choose from.
filter-remove = Remove the filter { $filter }
filter-clear = Remove all
filter-services = Service
filter-workloads = Workload
filter-skus = Product
filter-countries = Country
filter-segments = Segment
filter-resellers = Reseller
filter-tags = Tag

parts-sold = Licences sold, by customer
parts-assigned = Licences assigned, by customer
parts-active_entitled = Active users of what is entitled, by customer
parts-covered = Active users with a licence, by customer
parts-overage = Users above entitlements, by customer
parts-counted = { $count ->
    [one] The sum over { $count } customer.
   *[other] The sum over { $count } customers.
}
parts-part = Part
parts-more = Show more customers

## Customers

customers-search = Search by name, domain or tenant ID
customers-columns = Columns
customers-empty = No customer matches
customers-empty-text = Change the search or remove a filter.
customers-choose = Choose { $name }
customers-chosen = { $count ->
    [one] { $count } chosen
   *[other] { $count } chosen
}
customers-chosen-clear = Choose none
views-title = Saved views
views-empty = Save this search with its filters and columns to return to it.
views-name = Name of this view
views-save = Save this view
views-remove = Remove the view { $name }

## Customer insights

customer-lead = On { $day }. Data from { $first } to { $last }.
customer-print = Print
total-title = { $figure }: what it is made of
total-causes = Causes
total-estimates = Estimates are rounded one by one, and their sum once.
total-unknown = Nothing is known of it on this day.
usage-title = Usage by workload
usage-hint = Members active in the last 28 calendar days, against the entitlements that were sold.
usage-empty = No workload is entitled or used
usage-empty-text = Import the subscriptions and usage reports of this customer.
usage-of = { $part } of { $whole }
usage-of-unknown = no data of { $whole }
usage-days-covered = { $count } of 28 days
usage-below = Of these users { $former } lost their licence within the 28 days and { $never } never held one.
usage-untold = { $count ->
    [one] No data on which licence this user holds: names are concealed, and no report says it.
   *[other] No data on which licences these { $count } users hold: names are concealed, and no report says it.
}
stack-held = active with a licence
stack-former = active, with a licence until recently
stack-never = active without a licence
stack-untold = active, no data on the licence
stack-above = above the entitlements
stack-entitlements = entitlements
cause-name-turnover = Turnover
cause-name-duplicate = Duplicate
cause-name-trial = Trial
cause-name-unlicensed = Unlicensed
cause-name-other = Other
cause-short-turnover = most by employee turnover: { $count }
cause-short-duplicate = most by a duplicate subscription: { $count }
cause-short-trial = most by a trial: { $count }
cause-short-unlicensed = most by use without a licence: { $count }
cause-short-other = most by other causes: { $count }
deployment-title = Deployment by product
deployment-hint = Licences assigned to people, against the licences sold by every seller.
deployment-empty = Nothing was sold or assigned on this day
product-usage-title = Usage by product
product-usage-hint = Active users of a workload who hold the product, or held it within the 28 days.
subscriptions-title = Subscriptions
subscriptions-hint = In the state that is in force on this day, of every seller.
subscriptions-empty = No subscription is known on this day
subscription-trial = Trial
subscription-renews = renews by itself
subscription-ends = does not renew
coverage-title = Days with data
coverage-hint = How much of the 28 days before each day is known. Unknown is not zero.
coverage-key-complete = complete
coverage-key-preliminary = preliminary
coverage-key-lower_bound = some days missing
coverage-key-missing = no data
day-state-complete = complete, { $count } of 28 days
day-state-preliminary = preliminary, { $count } of 28 days
day-state-lower_bound = { $count } of 28 days
day-state-missing = no data
lack-no_source = no report counts for it
lack-held_snapshot = a snapshot waits for confirmation
lack-rows_set_aside = rows of these days were set aside
lack-never_reported = there is no report of a source at all
lack-missing = a report was left out
lack-late = the newest reports have not come in
lack-before_first = it is before the first report
coverage-all = all workloads
coverage-lacking = No report was imported for
coverage-more = and { $count } earlier stretches
coverage-days = Days
coverage-recorded = Recorded
explain-action = Explain
explain-action-of = Explain { $name }
explain-agrees = Counting once more gives the same number.
explain-unknown-days = Days without data of { $source }: { $days }
people-title = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
people-hint = Under pseudonyms. Showing names is recorded in the audit log.
people-concealed = Under pseudonyms; the names are for other roles.
people-show = Show names
people-hide = Conceal names
people-none = Nobody counts for this figure.
people-more-days = { $count ->
    [one] and on { $count } more day
   *[other] and on { $count } more days
}

## Recommendations

recommendations-lead = What the plays say is worth doing for the customers, by the figures of { $day }.
recommendations-title = What is worth doing
recommendations-hint = Most at stake first: by seats or people, never by percentages of small customers.
recommendations-standing = What was decided
recommendations-empty = No recommendation matches
recommendations-empty-text = Change the filters, or look at those that were decided.
recommendations-more = Show more recommendations
recommendations-of-customer = What the plays say is worth doing, by the figures of { $day }.
recommendations-none = Nothing is recommended
recommendations-none-text = No play has a cause here: its figures are above the thresholds, or not known.
next-steps-title = What is worth doing first
next-steps-hint = Most at stake, by the figures of { $day }, whatever the day above.
next-steps-all = { $count ->
    [one] { $count } recommendation
   *[other] All { $count } recommendations
}
recommendation-title = Recommendation
recommendation-open = Why, and what to try
recommendation-open-of = Why, and what to try: { $title }, { $name }
recommendation-gone = This is not recommended any more
recommendation-gone-text = Its cause is gone, or its play was switched off.
recommendation-why = Why
recommendation-why-hint = By the figures of { $day }, against the thresholds of the play.
standing-count = { $standing } ({ $count })
standing-open = Open
standing-accepted = Accepted
standing-snoozed = Snoozed
standing-dismissed = Dismissed
decision-open = Open
decision-accepted = Accepted
decision-snoozed = Snoozed
decision-dismissed = Dismissed
answers-problem-low_adoption = Adoption is low
answers-problem-support_calls = Many support calls
answers-problem-incremental_sales = Incremental sales
answers-problem-usage_above_entitlements = Usage above entitlements
column-answers = Problem
column-play = Play
stake-seats = { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
stake-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
stake-unranked = too small to be ranked
cost-monthly = { $amount } a month
cost-unpriced = { $count ->
    [one] { $count } seat without a price
   *[other] { $count } seats without a price
}
since-day = since { $day }
since-or-earlier = since { $day } or earlier
evidence-customer = The customer as a whole
evidence-more = { $count ->
    [one] And { $count } more cause.
   *[other] And { $count } more causes.
}
compared-less = less than { $value }
compared-at-most = at most { $value }
compared-more = more than { $value }
compared-at-least = at least { $value }
compared-equal = exactly { $value }
compared-other = other than { $value }
compared-threshold = threshold: { $asked }
compared-not = does not hold
compared-unknown = not known
play-consider = What to consider
play-try = What to try
play-material = Material
decide-accept = Accept
decide-snooze = Snooze
decide-dismiss = Dismiss
decide-reopen = Take the decision back
decide-accept-send = Make an action of it
decide-snooze-send = Snooze it
decide-dismiss-send = Dismiss it
decide-until = Until
decide-until-hint = On this day it is open again; at most a year from now.
decide-reason = Reason
decide-reason-hint = It stays away until there is another cause for it.
decided-accepted = Accepted { $at }.
decided-snoozed = Snoozed { $at }, until { $until }.
decided-dismissed = Dismissed { $at }.
decided-reason = Reason: { $reason }
decided-action = The action that was made of it

## Signals

signal-entitlements = Entitlements
signal-covered_usage_percent = Covered usage
signal-usage_percent = Usage
signal-overage = Users above entitlements
signal-overage_turnover = Above entitlements by turnover
signal-overage_duplicate = Above entitlements by a duplicate subscription
signal-overage_trial = Above entitlements by a trial
signal-overage_unlicensed = Above entitlements without a licence
signal-overage_other = Above entitlements by other causes
signal-sold_seats = Licences sold
signal-assigned_seats = Licences assigned
signal-deployment_percent = Deployment
signal-unused_paid_seats = Unused paid seats
signal-reassignable_seats = Reassignable now
signal-reducible_seats_30 = Reducible within 30 days
signal-reducible_seats_90 = Reducible within 90 days
signal-renewal_seats_30 = Seats to renew within 30 days
signal-renewal_seats_90 = Seats to renew within 90 days
signal-duplicate_seats = Seats in grace beside active ones
signal-lapsed_seats = Seats in grace alone
signal-trial_seats = Trial seats
signal-trial_active_users = Active users of the trial
signal-people_active = People active
signal-people_licensed = People with a paid licence
signal-active_users = Active users
signal-held_users = Active users with a licence
signal-former_users = Active users without a licence any more
signal-never_users = Active users who held no licence
signal-tickets = Tickets
signal-how_to_tickets = How-to tickets
signal-how_to_per_100 = How-to tickets per 100 active users and month
signal-csat_answers = Answers on satisfaction
signal-csat_mean = Mean satisfaction
signal-csat_satisfied_percent = Satisfied answers
signal-nps_answers = Answers on recommendation
signal-nps = Net promoter score

support-title = How-to load by month
support-hint = How-to tickets per 100 active users and month. Months of which tickets or users are not known are gaps.
support-tickets = Tickets one by one
support-empty = No ticket is known
support-empty-text = Import a file of tickets that names this customer. Without one nothing is known, which is not zero.
support-no-users = How many users were active in these months is not known, or it was nobody.
support-by-product = By product in { $month }
support-all = All, with those about no product
support-lower-bound = { $count ->
    [one] Tickets are known on { $count } day of the month: there may be more.
   *[other] Tickets are known on { $count } days of the month: there may be more.
}
support-of-all = Of { $complete } of { $customers } customers all tickets of the month are known, of { $partial } those of some days. The ratio is made of customers of whom both tickets and users are known.
support-customers = Customers in the ratio
ticket-how_to = How-to
ticket-fault = Fault
ticket-access = Access
ticket-billing = Billing
ticket-other = Other
ticket-unclassified = Without category
ticket-told = told from the subject line
satisfaction-title = Satisfaction beside covered usage
satisfaction-hint = Answers of 4 and 5 among all answers, and covered usage on the last day of the month. Side by side; neither explains the other.
satisfaction-satisfied = Satisfied
satisfaction-answers = Answers one by one
satisfaction-empty = No answer is known
satisfaction-empty-text = Import a file of surveys that names this customer.
lines-tickets = Tickets, newest first
lines-surveys = Answers, newest first
lines-hint = Addresses, phone numbers and names of known users were masked on import. Showing texts is recorded in the audit log.
lines-concealed = The texts are for other roles.
lines-show = Show texts
lines-hide = Conceal texts
lines-none = Nothing is known in these days
survey-csat = Satisfaction (1 to 5)
survey-nps = Recommendation (0 to 10)
column-ticket = Ticket
column-opened = Opened
column-closed = Closed
column-category = About
column-named-product = Product, as the file names it
column-subject-line = Subject line
column-answer = Answer
column-asked = Asked for
column-score = Score
column-comment = Comment
unused-title = Unused paid seats
unused-hint = Three amounts that overlap and are never added up. Costs are per month, each currency by itself.
unused-empty = No paid product was sold
unused-empty-text = There is nothing that could be unused on this day.
unused-idle = Idle users
unused-without = nothing known of { $workloads }
unused-exposure = Held by nobody
unused-reassignable = Reassignable now
unused-reducible = Reducible within { $days } days
renewals-within = Own subscriptions to renew within { $days } days
renewals-due = { $subscriptions ->
    [0] none
    [one] { $subscriptions } subscription, { $seats } seats
   *[other] { $subscriptions } subscriptions, { $seats } seats
}

## Actions

actions-lead = What is done for customers: planned, followed and looked back on.
actions-view = How actions are shown
actions-board = Board
actions-calendar = Calendar
actions-export = Download all actions
actions-import = Take in a file of actions
actions-import-hint = The native table actions as CSV, TSV or Parquet, as Export writes it. All of it is taken in, or nothing.
actions-taken-in = { $rows } rows: { $added } new actions, { $changed } changed.
actions-more = Show more actions
actions-empty-planned = Nothing is planned. Accept a recommendation to plan something.
actions-empty-running = Nothing is running.
actions-empty-done = Nothing is done yet.
actions-empty-dropped = Nothing was dropped.
actions-of-customer = What is and was done, the latest first.
actions-to-board = On the board
actions-nothing = No action yet
actions-nothing-text = Accept a recommendation, or plan something else.
action-title = Action
action-title-of = Action: { $name }
action-plan = Plan an action
action-for = For whom
action-customers-hint = One or more, at most 1,000. Search by name, domain or tenant ID.
action-customer-remove = Remove { $name }
action-also-for = { $count ->
    [one] together with { $count } more customer
   *[other] together with { $count } more customers
}
action-status-of = Status of { $name }
action-status-planned = Planned
action-status-running = Running
action-status-done = Done
action-status-dropped = Dropped
action-moved = { $name }: { $status }
action-owner = Owner
action-owner-me = { $name } (me)
action-no-owner = nobody yet
action-no-play = Without a play
action-no-customer = no customer
action-customers = { $count ->
    [one] { $name } and { $count } more
   *[other] { $name } and { $count } more
}
action-days = Days
action-no-days = no day yet
action-days-planned = planned { $from } – { $to }
action-days-real = { $from } – { $to }
action-planned-from = Planned from
action-planned-to = Planned to
action-started-on = Begun on
action-ended-on = Ended on
action-note = Note
action-changed-at = changed { $at }
action-recommended = Recommended
action-recommended-on = { $stake } at stake on { $day }
action-not-recommended = not by a play
material-add = Add material
material-title = Title { $place }
material-where = Address or file name { $place }
material-remove = Remove material { $place }
around-title = Figures around the action
around-not-an-effect = not an effect
around-hint = They stand beside each other. Nothing says that the action is why they differ.
around-start = At the start
around-before = Before it began
around-after = When it ended, or now
support-load = How-to per 100
calendar-title = Calendar of { $month }
calendar-hint = First and last days of actions, ends of commitments and of trials.
calendar-show = Show as calendar
calendar-more = { $count ->
    [one] { $count } more
   *[other] { $count } more
}
calendar-what = What
calendar-begins = Begins:
calendar-ends = Ends:
calendar-renewal = Renewal:
calendar-trial = Trial ends:
calendar-empty = Nothing lies in this month
calendar-empty-text = Give actions their days, or look at another month.

## Plays

plays-lead = For whom something is worth doing, what to consider and what to try. Plays are data: the partner's own stand beside those that are shipped, or take their place.
plays-title = Plays in force
plays-hint = Recommendations are made by these.
plays-add = Add a play
plays-recommended-of = Recommendations by { $name }
play-per-customer = Customer
play-per-workload = Workload
play-per-sku = Product
play-own = Own
play-shipped = Shipped
play-off = Off
play-thresholds-changed = Thresholds changed
play-says = What it says
play-when = When it is recommended
play-when-hint = A condition over named signals. One that is not known does not hold.
play-condition = Condition
play-stake = At stake
play-edit = Edit
play-edit-of = Edit: { $name }
play-remove = Take away
play-remove-sure = Really take away
play-editor-hint = The text of the play's file (TOML), in both languages. It is put in force whole, or refused with the lines that are at fault.
play-source = Text
play-check = Check only
play-put = Put in force
play-is-good = The play is good
play-line = Line { $line }
versions-title = Versions
versions-hint = Every change is kept. Edit an earlier text to put it in force again.
versions-empty = Nobody has changed this play
versions-empty-text = It is in force as it was shipped.
version-put = Put in force
version-removed = Taken away
version-edit = Edit this text
version-edit-of = Edit this text: version { $version }
thresholds-title = Thresholds
thresholds-hint = The numbers that decide when the play is recommended. Every change is in the audit log.
thresholds-empty = This play has no threshold
threshold-changed = changed
threshold-default = The play says { $value }.
threshold-reset = Back to what the play says
threshold-trail = Who changed it
threshold-trail-of = Who changed it: { $name }
threshold-trail-empty = Nobody has changed it.
threshold-trail-hint = Every change is in the audit log.
threshold-before = Before
threshold-after = After
threshold-unit-percent = Percent
threshold-unit-number = Number
threshold-unit-seats = Seats
threshold-unit-people = People
threshold-unit-tickets = Tickets
threshold-unit-answers = Answers
threshold-unit-points = Points
column-per = Looked for in
column-threshold = Threshold
column-unit = Unit
column-value = In force
column-default = As the play says

## Growth

growth-lead = What came and went between the ends of months, up to { $day }. Paid products only.
growth-title = Gained and lost by month
growth-hint = What was first seen was there before, and known only now; it is no gain. Months before data begins are gaps.
growth-of = What grows
growth-of-customers = Customers
growth-of-seats = Seats
growth-of-subscriptions = Subscriptions
growth-start = Start
growth-gained = Gained
growth-first_seen = First seen
growth-lost = Lost
growth-end = End
growth-note = { $month }: { $gained } gained, { $lost } lost
growth-trials = Trials started
growth-trials-note = { $month }: { $converted } converted, { $ended } ended
growth-converted = Converted
growth-ended = Ended
growth-renewals = To renew in { $days } days
growth-renewals-later = { $days } days: { $count }, with { $seats } seats
growth-renewals-short = Seats due in { $days } days
growth-parts = { $of } in parts
growth-parts-hint = What came and went in a month. A customer may count in several products.
growth-parts-hint-tag = What came and went in a month. A customer with several tags counts in each.

## Exports

export-action = Export
export-marks = Only customers by { $marks }.
export-title = Export figures
export-of = { $count ->
    [one] Of { $count } customer only.
   *[other] Of the { $count } chosen customers only.
}
export-not-filtered = Search, percentages and filters by product do not apply to files. For a part of the customers, choose them in the list first.
export-kind = What
export-kind-usage = Usage by customer and workload
export-kind-deployment = Deployment by customer and product
export-kind-product_usage = Usage by customer, product and workload
export-kind-portfolio = Portfolio by product and workload
export-kind-support = Support and satisfaction by month
export-kind-unused_seats = Unused seats at the ends of months
export-kind-other = Export of an earlier version
export-format = Format
export-format-xlsx = Excel (XLSX)
export-format-csv = CSV
export-format-tsv = TSV
export-format-jsonl = JSON Lines
export-format-parquet = Parquet
export-from = First day
export-to = Last day
export-download = Download
export-queued = Pending
export-running = Being written
export-done = Finished
export-failed = Failed
exports-progress = { $done } of { $all } rows
export-rows-written = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
exports-lead = Files with the figures of many days. They are made in the background and kept for some days.
exports-title = Your exports
exports-empty = No export yet
exports-empty-text = Choose Export here, on the portfolio or on a customer.

## Imports

imports-lead = Files from Partner Center, Microsoft Graph and Microsoft 365, or your own tables. Importing the same file again changes nothing.
upload-title = Import files
upload-hint = Check first to see what was recognised: nothing is kept then.
upload-drop = Drop files here, or choose them
upload-kinds = CSV, TSV, JSON, Parquet, ZIP and GZ; several at once
upload-remove = Leave out { $file }
upload-options = Options
upload-mode = When rows are wrong
upload-mode-strict = Refuse the file
upload-mode-quarantine = Set few bad rows aside
upload-customer = Customer, if the files name none
upload-covers-from = Activity is complete from
upload-covers-to = Activity is complete until
upload-as-of = Day that the files describe
upload-dates = How dates are written
upload-check = Check only
upload-import = Import
upload-nothing = Choose files first.
upload-sending = { $count ->
    [one] Sending { $count } file
   *[other] Sending { $count } files
}
job-title = Result
job-waiting = Another import comes first.
job-reading-text = { $file }, { $rows } rows so far
job-queued = Waiting
job-reading = Reading
job-checked = Checked
job-checked-text = Nothing was kept. Choose Import to keep it.
job-imported = Imported
job-imported-text = All figures show it now.
job-unchanged = Nothing new
job-unchanged-text = All of it was imported before.
job-refused = Refused
job-refused-text = Nothing was imported. Mend the files as the problems say, and import them again.
job-failed = Failed
job-failed-text = Nothing was imported.
column-format = Recognised as
column-rows = Rows
column-new = New
column-changed = Changed
column-unchanged = Unchanged
column-quarantined = Set aside
column-problems = Problems
column-line = Line
column-column = Column
column-problem = Problem and what to do
column-file = File
column-recorded-at = Recorded
problems-title = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
}
problems-more = and { $count } more
running-title = Under way
running-hint = Imports come one after the other, whoever began them.
running-begun = Begun
held-title = Snapshots to confirm
held-hint = They differ so much from the day before that they do not count until someone confirms them.
held-confirm = Confirm
history-title = History
history-hint = What was imported, the latest first.
history-empty = Nothing was imported yet
history-empty-text = Drop the first files above.
history-as-then = Figures as of then
history-more = Show more ({ $count } left)
ledger-import = Import
ledger-confirm = Snapshots confirmed
ledger-catalogue = Catalogue changed
ledger-recompute = Figures computed again
quarantine-download = { $count ->
    [one] { $count } row, download
   *[other] { $count } rows, download
}

## Catalogue

catalogue-lead = Which products there are, and which workloads they contain.
unmapped-title = Products that the catalogue does not know
unmapped-hint = They count in deployment, and in no usage until they are mapped.
unmapped-nothing = Everything in the data is known
unmapped-nothing-text = No subscription and no activity is left out.
unmapped-activity = Activity that counts for no workload
products-title = Products
products-hint = Paid products give entitlements for their own workloads; add-ons give access without entitlements.
products-search = Search by name or part number
products-none = No product matches
products-none-text = Change the search.
products-more = and { $count } more; search for them
workloads-title = Workloads
workloads-hint = What people use, and which reported activity counts for it.
product-add = Add to the catalogue
product-add-of = Add to the catalogue: { $name }
product-add-text = It counts from the first day on: every figure is made anew, which takes a while with many customers.
product-adding = All figures are being made anew.
product-name = Product name
product-part_number = Part number
product-id = SKU id
product-id-hint = The GUID of Microsoft's list or of the partner's subscriptions
product-gives = What it gives
product-gives-none = Nothing
product-gives-base = Entitles
product-gives-addon = Adds access
class-text-paid = Its seats are sold, and entitle to the workloads below.
class-text-free = Shown with its counts, in no total.
class-text-device = For rooms and devices: in no total of people.
column-sku-class = Class
column-base = Entitles to
column-addon = Adds access to
column-sources = Counted from
column-unlicensed = Usable without a licence

## People and roles

members-lead = Who may sign in, what each may do, and which customers each may see.
members-title = Members
members-add = Add a member
members-edit = Change
members-edit-of = Change { $name }
column-member-role = Role
column-scope = Customers
column-signs-in = Signs in with
member-by-token = a token
member-by-organisation = the organisation
member-by-password = a password
member-by-two = a password and a code
member-invited = invited, no password yet
member-enabled = Enabled
member-disabled = Disabled
member-may-sign-in = May sign in
member-password-link = Link for a new password
member-drop-factor = Remove the second factor
member-remove = Remove the member
member-remove-sure = Really remove
link-made = The link was made
link-made-text = Hand it to the member; it works once, until { $until }. It is shown only now.
scope-kind-all = All customers
scope-kind-tag = Customers with a tag
scope-kind-reseller = Customers of a reseller
scope-kind-list = A list of customers
scope-list-hint = One tenant ID a line
resellers-title = Resellers
resellers-hint = Customers have a reseller's id. Named here it is shown everywhere, and a member may see the customers of a reseller with all resellers below it.
resellers-add = Add a reseller
resellers-empty = No reseller
resellers-empty-text = No customer has one. Add those that members shall be bound to.
reseller-nameless = without a name
reseller-id = Id
reseller-id-hint = Exactly as in the column reseller_id of the customers
reseller-parent-hint = Whoever sees its customers sees those of this one, too
reseller-no-parent = Nobody
reseller-remove = Remove the reseller
column-parent = Below
roles-title = What the roles may do
role-global_admin = Global admin
role-user_admin = User admin
role-admin_agent = Admin agent
role-sales_agent = Sales agent
role-helpdesk_agent = Helpdesk agent
role-api_only = Program
role-text-global_admin = Everything.
role-text-user_admin = Sees all insights, manages members, changes plays, thresholds and webhooks, reads the audit log.
role-text-admin_agent = Sees all insights, imports files, manages the catalogue, decides on recommendations and follows actions.
role-text-sales_agent = Sees insights and exports them, without the names of users; decides on recommendations and follows actions.
role-text-helpdesk_agent = Sees no insights.
role-text-api_only = A program: gets in by token only.

## API tokens

tokens-lead = A token lets a program ask for figures instead of a person, with a part of what its owner may do.
tokens-make = Make a token
tokens-empty = No token yet
tokens-empty-text = Make one for each program, so that each can be revoked by itself.
token-made = The token was made
token-made-text = Copy it now: it is not shown again.
token-expires-hint = At most a year from now
token-owner = Acts for
token-owner-self = Myself
token-revoke = Revoke
token-revoke-of = Revoke { $name }
token-revoked = Revoked
column-permissions = May
column-made = Made
column-used = Last used
permission-sign_in = Sign in
permission-read_insights = Read insights
permission-read_personal_data = See names of users
permission-export = Export
permission-import = Import
permission-manage_catalogue = Manage the catalogue
permission-manage_members = Manage members
permission-make_tokens = Make tokens
permission-read_audit = Read the audit log
permission-act = Decide on recommendations and change actions
permission-manage_plays = Change plays, thresholds and webhooks

## Webhooks

webhooks-lead = A webhook tells another program when an action is planned or changed.
webhooks-hint = Each is told of every action, for all customers.
webhooks-add = Add a webhook
webhooks-empty = No webhook yet
webhooks-empty-text = Add the address of a program that shall know when an action changes.
webhook-added = { $name } was added
webhook-added-text = What it is told is signed with this secret. Copy it now: it is not shown again.
webhook-address = Address
webhook-address-hint = Begins with https:// or http://; changes are sent there by POST.
webhook-state = State
webhook-told = Told
webhook-failing = Failing
webhook-paused = Paused
webhook-waiting = Nothing sent yet
webhook-delivered = Last arrived
webhook-failed = Last failed
webhook-never = never
webhook-failure-address = The address cannot be called.
webhook-failure-unresolved = The name of the server is not known.
webhook-failure-private = The server lies in a private network. Whoever runs Uptake can allow it: private_callbacks.
webhook-failure-elsewhere = The server answered that the address has changed.
webhook-failure-refused = The server could not be reached, or refused it.
webhook-failure-other = It did not arrive.
webhook-pause = Pause
webhook-pause-of = Pause { $name }
webhook-resume = Tell again
webhook-resume-of = Tell { $name } again
webhook-remove-of = Remove { $name }
webhook-remove-sure = Really remove
webhook-remove-sure-of = Really remove { $name }
webhooks-sent-title = What is sent
webhooks-sent-hint = JSON with the action as it is then, its customers by id. Without notes, names and figures: ask the API for more.
webhook-event-created = An action was planned, or a recommendation was accepted.
webhook-event-changed = An action was changed.
webhook-sent-signed = Time and HMAC-SHA-256 of time and body under the secret, to be checked by whoever is told.
webhook-sent-named = The id of the notice: what arrives twice has the same.
webhook-not-arrived = If it does not arrive
webhook-sent-again = It is sent again after 1, 5, 15 and 60 minutes and after 3, 6, 12 and 24 hours, and then given up. A pause drops what waits.

## Audit

audit-lead = Who did what. Each row holds the hash of the row before it, so that none can be taken out unseen.
audit-title = Audit log
audit-action-action-add = Action planned
audit-action-action-adopt = Actions of a file taken over
audit-action-action-adopted = Files of actions taken over
audit-action-action-change = Action changed
audit-action-action-import = File of actions taken in
audit-action-catalogue-add = Catalogue extended
audit-action-export-download = Export downloaded
audit-action-export-make = Export made
audit-action-export-remove = Export removed
audit-action-import = Files imported
audit-action-import-confirm = Snapshot confirmed
audit-action-insights-drop = Report deleted
audit-action-insights-query = Report query made
audit-action-insights-report = Report scheduled
audit-action-link-make = Link made
audit-action-member-add = Member added
audit-action-member-change = Member changed
audit-action-member-first-admin = First admin set up
audit-action-member-profile = Profile changed
audit-action-member-recovery-code = Recovery code used
audit-action-member-remove = Member removed
audit-action-member-second-factor = Second factor changed
audit-action-member-set-password = Password set
audit-action-personal-data-quarantine = Rows set aside downloaded
audit-action-personal-data-view = Names of users shown
audit-action-play-put = Play put in force
audit-action-play-remove = Play taken away
audit-action-recommendation-accept = Recommendation accepted
audit-action-recommendation-dismiss = Recommendation dismissed
audit-action-recommendation-end = Decisions ended with their cause
audit-action-recommendation-reopen = Decision taken back
audit-action-recommendation-snooze = Recommendation snoozed
audit-action-reseller-put = Reseller named
audit-action-reseller-remove = Reseller removed
audit-action-session-end = Signed out
audit-action-session-second-factor = Code entered
audit-action-session-start = Signed in
audit-action-threshold-set = Threshold changed
audit-action-token-make = Token made
audit-action-token-revoke = Token revoked
audit-action-view-drop = Saved view removed
audit-action-view-put = View saved
audit-action-webhook-add = Webhook added
audit-action-webhook-change = Webhook changed
audit-action-webhook-remove = Webhook removed
audit-console = The server's console
audit-empty = No row matches
audit-only = Only what { $name } did
audit-more = Show earlier rows
column-at = When
column-actor = Who
column-action = Action
column-subject = To what
column-outcome = Outcome
column-detail = Details
outcome-done = Done
outcome-refused = Refused
outcome-failed = Failed

## Profile

profile-appearance = Language and theme
profile-appearance-hint = They apply at once, on every device.
profile-language = Language
profile-theme = Theme
language-en = English
language-es = Español
theme-system = As the system
theme-light = Light
theme-dark = Dark
profile-saved = Saved.
profile-password = Password
profile-ends-sessions = A new password ends all other sessions.
profile-password-action = Set the password
profile-factor = Second factor
profile-factor-on = After the password a code of the authenticator app is asked for.
profile-factor-off = With a second factor a stolen password is not enough.
profile-factor-add = Add a second factor
profile-factor-secret = Enter this key in an authenticator app, then the code that it shows.
profile-factor-open = Open in an authenticator app
profile-factor-confirm = Turn on
profile-factor-drop = Turn off
profile-codes = Recovery codes
profile-codes-text = Keep them in a safe place: each works once, if the app is lost. They are shown only now.

## Signing in

sign-in-title = Sign in
sign-in-lead = Licence deployment and usage of your customers.
sign-in-action = Sign in
sign-in-organisation = Sign in with the organisation
sign-in-problem-wrong-credentials = The organisation did not confirm the sign-in
sign-in-problem-not-allowed = The account of the organisation may not sign in here
sign-in-problem-other = The sign-in did not work; try again
second-factor-title = Second factor
second-factor-lead = Enter the code that your authenticator app shows, or a recovery code.
second-factor-action = Continue
second-factor-back = Back
set-up-title = First set-up
set-up-lead = Make the first Global admin of this installation.
set-up-action = Set up
set-up-no-link = The link of the console is needed
set-up-no-link-text = The server shows it when it starts for the first time.
link-title = Set a password
link-lead = { $name }: the link is valid until { $until }.
link-action = Set the password
field-name = Name
field-email = E-mail address
field-password = Password
field-new-password = New password
field-new-password-hint = At least 12 characters; a phrase is easiest to remember.
field-password-again = Repeat the password
field-password-differs = The two passwords differ.
field-present-password = Present password
field-code = Code

## About

about-lead = The version, how new the data is, and what the figures mean.
about-data = This installation
about-version = Version
about-entry = Import number
about-deployment-as-of = Deployment as of
about-usage-as-of = Usage as of
about-definitions = Definitions
about-definitions-hint = Counts are whole numbers; a percentage is made last, from two counts.
define-sold = Licences sold
define-text-sold = Seats of active subscriptions that are no trials, of every seller. Seats in grace period count only when the product has no active subscription beside them.
define-formula-sold = sold = active seats, or else seats in grace period
define-deployment = Deployment
define-text-deployment = How many of the licences sold are assigned to people at the end of the day. It exceeds 100% when more are assigned than sold. Free products and products for devices have no percentage. It is missing before the first list, count or report that says how many there are.
define-formula-deployment = deployment = 100 · assigned / sold
define-unassigned = Unassigned and over-assigned
define-text-unassigned = Seats sold that nobody holds, and people beyond the seats sold, each product of each customer by itself: what is over-assigned here fills no seat there.
define-formula-unassigned = unassigned = max(0, sold − assigned); over-assigned = max(0, assigned − sold)
define-spare = Trial and in grace
define-text-spare = Seats of trials, active or in grace period; and seats of all other subscriptions in grace period, whether they count as sold or not. People can use both.
define-entitlement = Entitlement
define-text-entitlement = A seat sold of a paid product that contains the workload. An add-on gives access without an entitlement.
define-formula-entitlement = entitlements = sum of the seats sold of all such products
define-usage = Usage
define-text-usage = Members active in a workload on at least one of the last 28 calendar days, against its entitlements. Guests, shared mailboxes, rooms and service accounts are counted apart. It may exceed 100%.
define-formula-usage = usage = 100 · active users / entitlements
define-covered = Covered usage
define-text-covered = The same with only the users who hold a licence on the day, and at most as many as were sold: an overage never looks like success.
define-formula-covered = covered usage = 100 · min(with a licence, entitlements) / entitlements
define-classes = With, until recently with, and without a licence
define-text-classes = Each active user is in exactly one class: holds a licence on the day, held one on another of the 28 days, or on none.
define-formula-classes = active users = with a licence + until recently + without
define-overage = Above entitlements
define-text-overage = Active users more than entitlements, by cause: use without a licence, a duplicate subscription, a trial, employee turnover, other. The parts add up.
define-formula-overage = above = max(0, active users − entitlements)
define-product_usage = Usage by product
define-text-product_usage = Members active in a workload who hold the product on the day or held it within the 28 days, against the seats sold of it. Somebody with two products counts in each.
define-formula-product_usage = usage of a product = 100 · active holders / seats sold of it
define-window = 28 days
define-text-window = The day itself and the 27 calendar days before it, in UTC.
define-coverage = Days with data
define-text-coverage = A figure is complete when all 28 days are known, at least what is shown when some are, and missing when none is. A missing figure is a gap, never a zero.
define-preliminary = Preliminary
define-text-preliminary = A figure whose newest report was recorded less than three days after the day; it may still change.
define-own = Own licences only
define-text-own = Reports do not say by whose licence somebody is active. So the users on the partner's own seats lie between two bounds, and the estimate shares them out in proportion.
define-formula-own = estimate = active · own / (own + others)
define-portfolio = Portfolio
define-text-portfolio = Sums over customers, and percentages of sums: never averages of percentages. Customers without data are in no sum and are counted beside it.
define-formula-portfolio = portfolio usage = 100 · sum of active users / sum of entitlements
define-people = People
define-text-people = Somebody who uses three workloads counts once in each and is one person. People do not add up over rows.
define-spread = Median and bands
define-text-spread = Each customer by its own percentage, which the portfolio's is no average of: half of the customers are at the median or below it, and each bar has those of 20 points, the last all from 80% on.
define-change = Change
define-text-change = Against the same figure 28 days before, so that no day is in both windows: counts as they were, percentages by their difference in points.
define-attention = Customers to look at first
define-text-attention = By covered usage, and by its fall since 28 days before, of customers with at least 5 entitlements and all days known; by unassigned seats; by users above entitlements. Of own licences only, by usage instead of covered usage.
define-price = Price per seat
define-text-price = Per seat and month, as the file of the subscription says it, else as the price list does. What unused seats and renewals cost is made of it.
define-tickets = Tickets
define-text-tickets = Calls for support by the day on which they were opened. A file of tickets tells of its days and customers only: within them a day without a row is a day without a ticket, outside of them nothing is known.
define-load = How-to load
define-text-load = Tickets that ask how something is done, per 100 members active within the 28 days that end with the month. By product, the members active in it. Undefined where tickets or active users are not known.
define-formula-load = load = 100 · how-to tickets of the month / active users
define-satisfaction = Satisfaction
define-text-satisfaction = Answers from 1 to 5 on the day on which they were given: their mean, and the share of 4 and 5. Without an answer there is none.
define-formula-satisfaction = satisfied = 100 · answers of 4 and 5 / answers
define-nps = Net promoter score
define-text-nps = Of the answers from 0 to 10 to whether somebody would recommend the partner: a whole number from −100 to 100.
define-formula-nps = score = 100 · (answers of 9 and 10 − answers of 0 to 6) / answers
define-exposure = Unused paid seats
define-text-exposure = Seats of a paid product that nobody holds. It overlaps with what is reassignable, and what is reducible is a part of it: the three are never added up.
define-formula-exposure = unused = max(0, sold − assigned)
define-idle = Idle users
define-text-idle = Users who held the product on every one of the 28 days and were active in none of its workloads. Workloads of which no report has ever come are left aside and named. Known only where the others are known completely and names are not concealed.
define-reassignable = Reassignable now
define-text-reassignable = Seats that would be free if idle users gave theirs back. Unknown where idle users are.
define-formula-reassignable = reassignable = max(0, sold − (assigned − idle users))
define-reducible = Reducible at renewal
define-text-reducible = Of the unused seats, those of the partner's own subscriptions that no commitment binds by the end of 30 or 90 days. Without an end of commitment a monthly subscription is free; of any other term it is not known, and does not count.
define-formula-reducible = reducible = min(unused, own seats without a commitment by then)
define-cost = Cost of unused seats
define-text-cost = Per month: the price of the subscription, or else the one that the price list has for the day. Exact, each currency by itself, never added up. Seats without a price are counted, and in no amount.
define-growth = Growth by month
define-text-growth = From the end of the month before to the end of the month, of paid products: customers with seats, seats sold per customer and product, and subscriptions in use that are no trials. Known from the first month before which there is data.
define-formula-growth = start + gained + first seen − lost = end
define-first_seen = First seen
define-text-first_seen = A subscription that was bought in a month before, and is known only since this one. It is no gain, and is counted apart.
define-trials = Trials
define-text-trials = Started on the day of the first record, or when it was bought if that is earlier. Converted when it becomes a paid subscription, or when seats of the product are sold where there were none; otherwise ended.
define-renewals = Renewals due
define-text-renewals = Subscriptions in use that are no trials, whose commitment ends from the day to 30 or 90 days later, both included.
define-play = Recommendation
define-text-play = A play whose condition holds for the customer, one of its workloads or one of its products on the newest day with usage. What is not known never holds, and percentages of fewer than 5 say nothing.
define-stake = At stake
define-text-stake = Seats or people that a recommendation is about: the sum over products for seats, the greatest of the workloads for people. Recommendations are ordered by it; customers with fewer than 5 seats and fewer than 5 at stake come last.
define-since = Since when
define-text-since = The earliest of the Sundays of 13 weeks since which the cause was never gone for 28 days. "Or earlier" where nothing tells that it had not begun before.
define-around = Figures around an action
define-text-around = Covered usage and how-to load on the day before an action began, and on the day it ended or now. They stand beside each other and are not an effect of the action.
