### The words for figures: what is counted, from where, and why.

## Columns, by the name that exports give them

column-customer_id = Tenant ID
column-customer_name = Customer
column-sku_id = SKU ID
column-sku_part_number = Part number
column-product_name = Product
column-service = Service
column-workload = Workload
column-coverage = Data

## Why usage exceeds 100 %

cause-turnover = employee turnover: the licence moved on to a new user, and both were active
cause-duplicate = duplicate subscription: one in grace period or already ended still gave access beside the current one
cause-trial = trial subscription: its users were active, but its seats are not counted
cause-unlicensed = use without a licence: nothing says that these people hold one
cause-unlicensed-open = use without a licence: the service lets people in who hold none
cause-other = other: more licences assigned than sold, seats just reduced, or a gap in the data

## How much is known about a day

coverage-complete = complete
coverage-lower-bound = at least this
coverage-missing = no data
preliminary = preliminary

## States, sellers, classes, kinds

status-active = Active
status-grace = In grace period
status-suspended = Suspended
status-disabled = Disabled
status-expired = Expired
status-deprovisioned = De-provisioned
status-cancelled = Cancelled
status-converted = Upgraded to a different licence
status-pending = Pending
seller-own = Own sales
seller-partner = Another partner
seller-microsoft = Direct from Microsoft
seller-counted = Counted by Microsoft, all sellers
seller-counted_others = Counted by Microsoft, other sellers
scope-all = All sellers
scope-own = Own licences only
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

## Units and marks

unit-customers = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
unmapped = not in the catalogue
unknown = –
