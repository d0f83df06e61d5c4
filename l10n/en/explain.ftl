### How a figure came about: the formula with its numbers, its parts, its sources.

formula-ratio = { $part } of { $whole } = { $percent }
formula-ratio-undefined = { $part } of { $whole }: a part of nothing has no percentage
explain-deployment = Deployment of { $product } on { $day }
explain-usage = Usage of { $workload } on { $day }
explain-window = active on at least one of the 28 days { $days }
explain-sold = licenses sold
explain-assigned = licenses assigned at the end of the day
explain-entitlements = entitlements: seats sold of every paid product that contains the workload
explain-active = active users: { $held } with a license, { $former } with one until recently, { $never } without
explain-overage = { $count ->
    [one] { $count } active user more than entitlements, because of
   *[other] { $count } active users more than entitlements, because of
}
explain-missing = There is no figure for this day: no activity was imported for any of the 28 days.
explain-lower-bound = At least this many: only { $covered } of 28 days were imported.
explain-preliminary = Preliminary: the newest source was recorded less than 3 days after the day.
explain-source = { $file }, line { $line }
explain-rows = Counted from
