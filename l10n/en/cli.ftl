### What the command line says.

cli-error = error: { $text }
cli-hint = hint: { $text }
cli-no-data = there is no data yet
cli-no-data-hint = import files with `uptake import PATH`, or try `uptake demo`

## What goes wrong

error-read = the import was broken off
error-io-read = failed to read `{ $path }`
error-io-write = failed to write `{ $path }`
error-io-make = failed to make `{ $path }`
error-io-create = failed to create `{ $path }`
error-io-sync = failed to bring `{ $path }` to disk
error-io-rename = failed to rename `{ $path }`
error-io-remove = failed to remove `{ $path }`
error-io-open = failed to open `{ $path }`
error-io-lock = failed to lock `{ $path }`
error-io-sweep = failed to clear away what an earlier process left in `{ $path }`
error-no-folder = this platform has no known folder for data
error-no-folder-hint = name one with --data
error-read-sink = failed to take in what `{ $path }` says
error-old-sqlite = this program was built with SQLite { $found }, and { $needed } or later is needed
error-old-sqlite-hint = build it with the SQLite that comes with its source
error-state-missing = nothing was imported into `{ $path }` yet
error-state-missing-hint = import files with `uptake import PATH`
error-format-older = the state in `{ $path }` has format { $found }, this version reads { $needed }
error-format-older-hint = run any command that writes: it brings the state up to date
error-format-newer = the state in `{ $path }` has format { $found }, this version reads { $needed }
error-format-newer-hint = use the newer version that wrote it
error-migrate = failed to bring `{ $path }` to the format of this version
error-state-query = a query of the state failed
error-key-exists = another import met one of these customers first
error-key-exists-hint = import again
error-damaged-row = a row of table `{ $table }` in the state is damaged
error-restore = restore a backup of the data folder
error-layout = rows do not fit table { $table }
error-table-log = failed to use the log of table { $table }
error-worker = a part of the computation was broken off
error-too-many = the import has more users, customers or workloads than the tables can number
error-too-many-hint = import the files in several steps
error-config = `{ $path }` cannot be used: { $what }
error-config-hint = correct the file; `docs/operations.md` lists its keys
error-unknown-customer = no customer { $customer } is known
error-unknown-customer-hint = `uptake portfolio` lists customers
error-no-such-customer = no customer is called `{ $text }`
error-no-such-customer-hint = `uptake portfolio` lists customers; a GUID, an exact name or the beginning of a domain will do
error-several-customers = `{ $text }` means several customers: { $names }
error-several-customers-hint = write the GUID of one of them
error-unknown-user = no user `{ $user }` of customer { $customer } is known by name
error-unknown-user-hint = write the id that the imported files use, or the sign-in name; a person without a name in the vault is forgotten already
error-not-confirmed = forgetting { $customer } cannot be undone
error-not-confirmed-hint = to forget it, repeat the command with --yes; `docs/operations.md` says what stays
error-unknown-product = no product `{ $name }` is known
error-unknown-product-hint = `uptake catalogue list` shows products; part numbers are exact
error-unknown-workload = no workload `{ $code }` is known
error-unknown-workload-hint = use one of: { $known }
error-too-early = nothing is known of { $day }
error-too-early-hint = the data begins on { $first }
error-not-yet-recorded = nothing had been recorded at that moment
error-not-yet-recorded-hint = `uptake imports` shows when each import was recorded
error-nothing-held = import file { $file_no } has no snapshot that waits for confirmation
error-nothing-held-hint = `uptake imports` lists those that have
error-later-version = ledger entry { $seq } cannot be understood
error-later-version-hint = a later version of uptake wrote it: use that version
error-damaged = `{ $path }` is damaged: { $what }
error-damaged-hint = `uptake verify` names everything that is damaged, `uptake rebuild` makes the tables anew
error-catalogue = the catalogue file is refused
error-held = `{ $dir }` is in use by process { $pid } on { $host } since { $since } UTC: `{ $command }`
error-held-hint = wait until it is done; reading is possible meanwhile
error-held-by-unknown = `{ $path }` is in use by another process
error-held-by-unknown-hint = wait until it is done; reading is possible meanwhile
error-reversed-days = the first day lies after the last
error-reversed-days-hint = swap --from and --to
error-unknown-suffix = the suffix of `{ $path }` means no format of exports
error-unknown-suffix-hint = name the format with --format, or use the suffix .csv, .tsv, .jsonl, .ndjson, .xlsx or .parquet
error-export-write = failed to write the export
error-export-publish = failed to move the finished export to `{ $path }`
error-export-scratch = failed to keep the rows of the workbook in `{ $path }`
error-export-scratch-hint = make room there
error-export-xlsx = failed to write the workbook
error-export-parquet = failed to write the Parquet file
error-export-long-text = the text in `{ $column }` of row { $row } has more than the 32767 characters that a cell of Excel holds
error-export-long-text-hint = export to another format
error-export-large-number = the number in `{ $column }` of row { $row } is above 2^53
error-export-width = row { $row } does not have a cell for each column
error-export-kind = the cell in `{ $column }` of row { $row } does not fit its column
error-export-incomplete = the export is not complete: an earlier row failed
error-listen = nothing can be served on { $address }
error-listen-hint = another program may use it, or it may not be this machine's: name another with --listen
error-not-a-demo = `{ $folder }` holds files that no demo may replace
error-not-a-demo-hint = name an empty folder with --dir, and with --data if that or UPTAKE_DATA is used

## Import

progress-read = reading { $what }
progress-rows = reading { $what }: { $rows } rows
progress-merge = merging what is new into the tables
progress-rollup = { $total ->
    [one] computing the figures of { $total } customer
   *[other] computing the figures of { $total } customers
}
progress-verify = checking every stored byte
progress-rebuild = making all tables anew
progress-export = writing { $what }
head-file = File
head-format = Format
head-rows = Rows
head-new = New
head-changed = Changed
head-unchanged = Unchanged
head-held-rows = Held
format-unknown = unknown
head-problems = Problems
import-more = and { $count } more
import-quarantine = { $count ->
    [one] { $count } row was set aside in { $path }
   *[other] { $count } rows were set aside in { $path }
}
import-confirm = The snapshot is held. To take it as true: { $command }
import-total = { $files ->
    [one] Imported { $files } file
   *[other] Imported { $files } files
} with { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}: { $new } new, { $changed } changed, { $unchanged } unchanged{ $held ->
    [0] .
   *[other] , { $held } held.
}
import-nothing-new = { $files ->
    [one] Nothing new in { $files } file
   *[other] Nothing new in { $files } files
} with { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}{ $held ->
    [0] .
   *[other] : { $held } held.
}
import-dry-run = { $files ->
    [one] Checked { $files } file
   *[other] Checked { $files } files
} with { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}; nothing was kept.
import-refused = { $files ->
    [one] Nothing was imported: the file is refused.
   *[other] Nothing was imported: { $refused } of { $files } files refused.
}

## Imports

head-seq = No.
head-recorded = Recorded (UTC)
head-file-no = File no.
entry-import = import
entry-confirm = snapshot of file { $file_no } confirmed
entry-catalogue = catalogue file { $name } added
entry-update = catalogue updated with { $name }
entry-recompute = results computed anew
entry-forget = customer { $customer } forgotten
imports-waiting = File { $file_no } holds snapshots that wait for confirmation: { $customers }
    To take them as true: uptake imports confirm { $file_no }
imports-confirmed = { $customers ->
    [one] The snapshot of { $customers } customer counts from now on.
   *[other] The snapshots of { $customers } customers count from now on.
}

## Portfolio and customer

portfolio-title = Portfolio on { $day }
portfolio-deployed = Deployment: { $assigned } of { $sold } licences assigned, { $percent }
portfolio-deployed-own = Own sales: { $own } of { $sold } licences; { $assigned } of the own ones are assigned, { $percent }
portfolio-untold = { $count ->
    [one] Nothing tells who holds the licences of { $count } customer: it is left out.
   *[other] Nothing tells who holds the licences of { $count } customers: they are left out.
}
portfolio-excess = { $count ->
    [one] { $count } licence is assigned beyond what was sold.
   *[other] { $count } licences are assigned beyond what was sold.
}
portfolio-usage = USAGE BY WORKLOAD
portfolio-spread = CUSTOMERS BY THEIR OWN USAGE
portfolio-usage-own = USAGE OF OWN LICENCES BY WORKLOAD
portfolio-products-own = USAGE OF OWN LICENCES BY PRODUCT
portfolio-overage = WHY USAGE EXCEEDS 100%
portfolio-deployment = DEPLOYMENT BY PRODUCT
portfolio-deployment-own = DEPLOYMENT OF OWN LICENCES BY PRODUCT
portfolio-low = LOWEST COVERED USAGE
portfolio-unassigned = MOST UNASSIGNED SEATS
portfolio-above = MOST USERS ABOVE 100%
portfolio-more = and { $count } more products: { $command }
customer-title = { $customer } on { $day }
customer-people = People: { $active } active, { $licensed } with a licence
customer-people-untold = People: { $active } active; no data on how many hold a paid licence
customer-deployment = DEPLOYMENT BY PRODUCT
customer-usage = USAGE BY WORKLOAD
customer-product-usage = USAGE BY PRODUCT
customer-subscriptions = SUBSCRIPTIONS
customer-coverage = DATA
customer-known = Days with any data: { $days }.
customer-lower-bound = { $workload }: at least this, { $covered } of { $window } days with data.
customer-missing = { $workload }: no data on any of the { $window } days.
customer-untold = { $workload }: names are concealed, and no report says who of the active users holds a licence.
customer-products-untold = { $product }: names are concealed, and no report says which of the active users hold it.
customer-preliminary = Preliminary: the newest source came less than 3 days after the day.
overage-part = { $count } { $cause }
trial = trial

## Headings, short enough for a terminal

head-entitlements = Entitled
head-entitlements-own = Own entitled
head-active = Active
head-usage = Usage
head-usage-own = Own usage
head-covered = Covered
head-held = With licence
head-former = Until recently
head-never = Without licence
head-overage = Above 100%
head-other = Guests, shared
head-median = Median
head-band-0 = <20%
head-band-1 = 20–40%
head-band-2 = 40–60%
head-band-3 = 60–80%
head-band-4 = ≥80%
head-customers = Customers
head-missing = No data
head-own-low = Active at least
head-own-high = Active at most
head-own-estimate = Estimate
head-sold = Sold
head-sold-own = Own
head-assigned = Assigned
head-unassigned = Unassigned
head-deployment = Deployed
head-excess = Over
head-trial = Trial
head-grace = Grace
head-qualified = Qualified
head-seats = Seats
head-status = Status
head-seller = Seller
head-commitment-end = Commitment until
head-subscription = Subscription
head-users = Users

## Exports

export-rows = { $count ->
    [one] { $count } row written
   *[other] { $count } rows written
}

## Catalogue

head-class = Class
head-base = Base workloads
head-addon = Add-on workloads
head-sku = SKU
head-source = Activity source
head-difference = Difference
head-before = Name before
head-code = Code
head-sources = Activity
catalogue-total = { $count ->
    [one] { $count } product
   *[other] { $count } products
}
catalogue-workloads = WORKLOADS
catalogue-workload-total = { $count ->
    [one] { $count } workload
   *[other] { $count } workloads
}
catalogue-added = Catalogue file added.
catalogue-added-products = { $added ->
    [one] { $added } new product
   *[other] { $added } new products
}, { $replaced } replaced.
catalogue-added-workloads = { $added ->
    [one] { $added } new workload
   *[other] { $added } new workloads
}, { $replaced } replaced.
catalogue-added-services = { $added ->
    [one] { $added } new service
   *[other] { $added } new services
}, { $replaced } replaced.
catalogue-added-aliases = { $added ->
    [one] { $added } new other name
   *[other] { $added } new other names
}, { $replaced } replaced.
sku-base = Base workloads: each seat adds an entitlement
sku-addon = Add-on workloads: holders may use them, seats add no entitlement
sku-no-workload = No workload: it counts in deployment only.
sku-sources = activity in { $sources } counts
unmapped-none = The catalogue knows everything that the data names on { $day }.
unmapped-skus = PRODUCTS THAT THE CATALOGUE LACKS, ON { $day }
unmapped-sources = ACTIVITY THAT COUNTS FOR NO WORKLOAD
update-added = added
update-renamed = renamed
update-changed = changed
update-kept = kept
update-total = { $added ->
    [one] The list adds { $added } product
   *[other] The list adds { $added } products
}, renames { $renamed } and changes { $changed }.
update-kept-total = { $kept ->
    [one] { $kept } product stays as a file added with `uptake catalogue add` has it.
   *[other] { $kept } products stay as files added with `uptake catalogue add` have them.
}
update-applied = The catalogue in use has the changes now.
update-written = { $files ->
    [one] { $files } file written.
   *[other] { $files } files written.
}
update-dry-run = Nothing was changed.

## Care

verify-whole = Whole: { $files } files with { $bytes } bytes are as they were written.
verify-damaged = { $count ->
    [one] Damaged: { $count } fault
   *[other] Damaged: { $count } faults
} in { $files } files with { $bytes } bytes.
damage-differs = its content does not match its checksum
damage-missing = it is missing
damage-empty = it is empty
damage-unreadable = it cannot be read: { $first }
damage-foreign = it has no checksum: uptake did not write it
damage-pins-missing = the versions of the tables after ledger entry { $first } are missing
damage-pins-damaged = the versions of the tables after ledger entry { $first } are damaged
damage-name = a name of customer { $first } in the vault was changed
damage-other-key = user { $first } of customer { $second } was numbered with another key
damage-orphans = the vault has { $first } names of customer { $second }, which has no key
damage-key = the key of customer { $first } was changed
damage-other-version = table `{ $first }` has the columns of another version of uptake, or its log was changed
damage-row = a row of table `{ $first }` was changed
damage-audit-changed = row { $first } of the audit log was changed
damage-audit-missing = row { $first } of the audit log is missing
damage-audit-unlinked = row { $first } of the audit log does not follow from the row before it
damage-audit-end = row { $first } of the audit log is not where the log was left
damage-audit-unreadable = row { $first } of the audit log cannot be read
error-audit-damaged = find out who may write the database, and compare a backup
audit-whole = { $rows ->
    [one] The audit log is whole: 1 row, which has the hash { $hash }.
   *[other] The audit log is whole: { $rows } rows, the last of which has the hash { $hash }.
  }
damage-ledger-changed = row { $first } of the ledger was changed
damage-ledger-missing = row { $first } of the ledger is missing
damage-ledger-unlinked = row { $first } of the ledger does not follow from the row before it
damage-ledger-end = row { $first } of the ledger is not where the ledger was left
damage-ledger-unreadable = row { $first } of the ledger cannot be read
rebuild-done = All tables were made anew.
forget-customer-done = The customer is forgotten: its key is destroyed, { $names ->
    [one] { $names } name
   *[other] { $names } names
} deleted, its rows taken out of { $objects ->
    [one] { $objects } object
   *[other] { $objects } objects
} of the raw archive and out of all tables, { $quarantine_files ->
    [one] { $quarantine_files } file
   *[other] { $quarantine_files } files
} of rows set aside removed.
forget-user-done = The person is forgotten: { $names ->
    [one] { $names } name
   *[other] { $names } names
} deleted, { $quarantine_files ->
    [one] { $quarantine_files } file
   *[other] { $quarantine_files } files
} of rows set aside removed.
repair-begun = `{ $path }` is damaged: { $what }. Trying to make the tables anew from the raw archive.
repair-done = `{ $path }` was damaged: { $what }. The tables were made anew from the raw archive.
rollup-done = All results were computed anew.

## Demo

demo-writing = writing the files of { $customers } customers to { $folder }
demo-importing = importing { $rows } rows of activity
demo-next = Try next:

## Plays and actions

plays-good = the play `{ $code }` is good
plays-own = own
plays-shipped = shipped
plays-off = switched off
actions-none = There are no actions.
actions-imported = { $rows ->
    [one] { $rows } row read
   *[other] { $rows } rows read
}: { $new ->
    [one] { $new } new action
   *[other] { $new } new actions
}, { $changed } changed
action-planned = planned
action-running = running
action-done = done
action-dropped = dropped
head-title = Title
head-condition = Condition
head-action = Action
head-play = Play
head-owner = Owner
head-from = From
head-to = To
