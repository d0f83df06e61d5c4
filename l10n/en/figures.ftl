### The words for figures: what is counted, from where, and why.

## Columns, by the name that exports give them

column-day = Day
column-customer_id = Tenant ID
column-customer_name = Customer
column-sku_id = SKU ID
column-sku_part_number = Part number
column-product_name = Product
column-service = Service
column-workload = Workload
column-sold = Licenses sold
column-sold_own = Licenses sold, own sales
column-trial_seats = Trial seats
column-grace_seats = Seats in grace period
column-assigned = Licenses assigned
column-deployment_percent = Deployment %
column-excess = Over-assigned licenses
column-entitlements = Entitlements
column-entitlements_own = Entitlements, own sales
column-active = Active users
column-held = Active with a license
column-former = Active with a license until recently
column-never = Active without a license
column-active_other = Active guests and shared accounts
column-usage_percent = Usage %
column-covered_percent = Covered usage %
column-overage = Usage above 100%
column-overage_turnover = Above 100%: employee turnover
column-overage_duplicate = Above 100%: duplicate subscription
column-overage_trial = Above 100%: trial
column-overage_unlicensed = Above 100%: use without a license
column-overage_other = Above 100%: other causes
column-coverage = Data
column-days_covered = Days with data
column-qualified = Qualified entitlements
column-customers_counted = Customers counted
column-customers_missing = Customers without data
column-median_percent = Median
column-band_0_20 = Customers below 20%
column-band_20_40 = Customers at 20% to 40%
column-band_40_60 = Customers at 40% to 60%
column-band_60_80 = Customers at 60% to 80%
column-band_80_100 = Customers at 80% and above

## Why usage exceeds 100 %

cause-turnover = employee turnover: the license moved on to a new user, and both were active
cause-duplicate = duplicate subscription: one in grace period or already ended still gave access beside the current one
cause-trial = trial subscription: its users were active, but its seats are not counted
cause-unlicensed = use without a license: the service lets people in who hold none
cause-other = other: more licenses assigned than sold, seats just reduced, or a gap in the data

## How much is known about a day

coverage-complete = complete
coverage-lower-bound = at least this
coverage-missing = no data
coverage-days = { $covered } of { $window } days with data
preliminary = preliminary

## States, sellers, classes, kinds

status-active = Active
status-grace = In grace period
status-suspended = Suspended
status-disabled = Disabled
status-expired = Expired
status-deprovisioned = De-provisioned
status-cancelled = Cancelled
status-converted = Upgraded to a different license
status-pending = Pending
seller-own = Own sales
seller-partner = Another partner
seller-microsoft = Direct from Microsoft
scope-all = All sellers
scope-own = Own licenses only
class-paid = Paid
class-free = Free
class-device = For devices
kind-member = User
kind-guest = Guest
kind-shared = Shared mailbox
kind-room = Room or equipment
kind-service = Service account

## Services and tables

service-other = Other
table-customers = Customers
table-subscriptions = Subscriptions
table-users = Users
table-assignments = Assigned licenses
table-activity = Activity by day
table-last-activity = Last activity
table-tickets = Support tickets
table-surveys = Satisfaction surveys
table-actions = Actions taken
table-assigned-units = Assigned licenses without names
table-licence-flags = Licenses by usage report

## Units and marks

unit-seats = { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
unit-users = { $count ->
    [one] { $count } user
   *[other] { $count } users
}
unit-customers = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
unit-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
unmapped = not in the catalogue
unknown = –
