### How a figure came about: the formula with its numbers, its parts, its sources.

formula-ratio = { $part } of { $whole } = { $percent }
formula-ratio-undefined = { $part } of { $whole }: a part of nothing has no percentage
formula-ratio-not-paid = { $part } of { $whole }: products that are free or for devices have no percentage
explain-deployment = Deployment of { $product } on { $day }
explain-usage = Usage of { $workload } on { $day }
explain-window = active on at least one of the 28 days { $days }
explain-sold = { $count ->
    [one] { $count } licence sold
   *[other] { $count } licences sold
}
explain-assigned-untold = Nothing tells how many of these licences are assigned: before the first list, count or report that does, it is not known
explain-assigned = { $count ->
    [one] { $count } licence assigned at the end of the day
   *[other] { $count } licences assigned at the end of the day
}
explain-entitlements = entitlements: seats sold of every paid product that contains the workload
explain-active = active users: { $held } with a licence, { $former } with one until recently, { $never } without
explain-untold = active users: no data on who of them holds a licence, because names are concealed and no report says it
explain-overage = { $count ->
    [one] { $count } active user more than entitlements, because of
   *[other] { $count } active users more than entitlements, because of
}
explain-inputs = The parts were made of
explain-above = active users above the entitlements: { $held } with a licence, { $former } with one until recently, { $never } without
explain-spare-grace = seats of other subscriptions, not entitled: { $now } in grace on the day, at most { $window } within the window
explain-spare-trial = seats of trials, never entitled: { $now } on the day, at most { $window } within the window
explain-missing = There is no figure for this day: no activity was imported for any of the 28 days.
explain-lower-bound = At least this many: only { $covered } of 28 days were imported.
explain-preliminary = Preliminary: the newest source was recorded less than 3 days after the day.
explain-source = { $file }, line { $line }
explain-rows = Counted from
explain-differs = Counting once more gives another number than the stored one: run `uptake verify`, then `uptake rebuild`.
explain-units = { $count } licences assigned as of { $day }, by a list without names
explain-seats-title = SUBSCRIPTIONS
explain-people-title = PEOPLE
explain-coverage-title = DAYS WITH DATA
explain-active-on = active on { $day } in { $source }
explain-held-from = { $product } since { $from }
explain-held-until = { $product } from { $from } until the day before { $until }
explain-flag = licensed since { $from } by the word of usage reports
explain-flag-until = licensed from { $from } until the day before { $until } by the word of usage reports
explain-list = the newest list of all who hold a licence is of { $day }
explain-named = { $product } since { $from } by the word of usage reports
explain-named-until = { $product } from { $from } until the day before { $until } by the word of usage reports
explain-ended-by = no longer in { $list }
explain-page-next = Page { $page } of { $pages }, { $people } people in all; the next: --page { $next }
explain-page-last = Page { $page } of { $pages }, { $people } people in all
explain-page-beyond = There is no page { $page }: { $people } people in all, the last page is { $pages }.
explain-all-sources = all activity
explain-daily = { $source }, day by day: { $days }
explain-snapshot = { $source }, dates of last activity as of { $days }
head-counted = Counted
head-role = Part
head-since = Since
role-counted = sold
role-grace = in grace, not counted
role-trial = trial, not counted
role-window = ended within the window
role-most = most within the window
role-not_counted = not counted
user-held = with a licence
user-former = with a licence until recently
user-never = without a licence
user-untold = no data on the licence
user-other = not counted among users
user-holder = holds the licence
