### The help of the command line, and what is wrong with a command line.

usage-heading = Usage:
usage-commands = Commands
usage-arguments = Arguments
usage-options = Options
usage-values = [one of: { $value }]
usage-default = [default: { $value }]
usage-variable = [variable: { $value }]

## Commands

help = Are licences deployed and used? Figures from a partner's own files.
help-demo = Makes a realistic portfolio, imports it and shows it
help-import = Imports files, folders and archives
help-audit = Checks the log of what members did
help-audit-verify = Follows the chain of the audit log from its first row to its last
help-catalogue = Shows products and workloads, and adds some
help-catalogue-list = Lists products and workloads
help-catalogue-show = Shows one product with its workloads
help-catalogue-unmapped = Lists what the data names and the catalogue does not know
help-catalogue-add = Adds a catalogue file; its entries replace those of the same id or code
help-catalogue-update = Takes Microsoft's newest list of products into the catalogue in use
help-portfolio = Shows the figures of all customers together
help-customer = Shows the figures of one customer
help-export = Writes figures of many days to a file
help-explain = Shows what a figure was counted from, down to the lines of files
help-imports = Lists what was imported
help-imports-confirm = Takes a held snapshot as true: it counts from now on
help-verify = Reads every stored byte and tells what is damaged
help-rebuild = Makes all tables anew from what was imported
help-forget = Forgets a person, or a customer with everything that is known of it
help-digest = Prints one hash of all data, to compare two installations
help-rollup = Computes all results anew from the stored tables
help-parse = Reads and checks files, and does nothing with them
help-serve = Serves the API until it is told to stop

## Arguments

argument-help = Shows this help
argument-version = Shows the version
argument-data = The data folder [default: the platform's folder for data]
argument-lang = The language: en or es [default: as the environment says]
argument-output = How results are written: tables for people, one JSON document, or flat rows
argument-as_recorded_at = As it was recorded at an earlier moment: a time (RFC 3339), or a day for its end
argument-on = The day [default: the newest known]
argument-customer = The tenant's GUID, the exact name, or the beginning of the domain
argument-demo-customers = How many customers
argument-demo-seed = Another seed gives another portfolio
argument-demo-dir = Where the files are written [default: `uptake-demo` beside the platform's data folder]
argument-demo-listen = Serves it at this address and port afterwards, until it is told to stop
argument-forget-customer = The customer's tenant GUID
argument-forget-user = Only this person of the customer: the id that files use, or the sign-in name
argument-forget-yes = Does it; without this nothing is done
argument-parse-paths = Files, folders, archives
argument-serve-listen = The address and port to listen on; a proxy in front of it brings TLS
argument-import-paths = Files, folders, archives
argument-import-table = The table, when the header does not tell it
argument-import-customer = The customer of files that do not name one
argument-import-covers = The days for which activity is complete [default: the file's first to last]
argument-import-as_of = The day whose end the files describe, when they do not say it
argument-import-dates = How native tables write dates, when it is not 2026-03-01: day, month and year (31/12/2026), month first (12/31/2026) or year first (2026/12/31)
argument-import-mode = What happens to rows that cannot be read: nothing is imported, or they are set aside (at most 1% of them, and 1,000)
argument-import-dry_run = Checks the files and keeps nothing
argument-catalogue-list-text = Only those with this text in name, part number or code
argument-catalogue-list-service = Only those of this service
argument-catalogue-show-sku = Its GUID or part number
argument-catalogue-add-file = The file (TOML)
argument-catalogue-update-file = Microsoft's list (CSV)
argument-catalogue-update-dry_run = Compares only: nothing is changed
argument-catalogue-update-out = Writes the shipped catalogue anew instead: to a file, or to `skus/` in a folder
argument-portfolio-scope = Whose licences are counted: those of every seller, or only the partner's own
argument-export-kind = What a row is about, beside the day: customer and product; customer and workload; customer, product and workload; or product or workload over all customers
argument-export-from = The first day
argument-export-to = The last day
argument-export-customer = Only this customer; may be given several times
argument-export-format = csv, tsv, jsonl, xlsx or parquet [default: as the suffix of the file says, csv without]
argument-export-out = The file, or `-` for standard output
argument-explain-workload = Explains the usage of this workload
argument-explain-sku = Explains the deployment of this product: GUID or part number
argument-explain-page = The page of people [default: the first; JSON and CSV: all of them]
argument-explain-per_page = People on a page [default: 25]
argument-imports-confirm-file_no = The number of the import file, as `uptake imports` shows it

## Wrong usage

usage-invalid-value = `{ $value }` is no value of { $argument }
usage-no-value = { $argument } needs a value
usage-one-of = write one of: { $allowed }
usage-unknown-argument = there is no argument `{ $given }`
usage-unknown-command = there is no command `{ $given }`
usage-suggested = perhaps { $suggested } was meant
usage-missing = { $arguments } must be given
usage-missing-command = a command must be given
usage-conflict = { $one } and { $other } cannot be given together
usage-twice = { $one } cannot be given twice
usage-other = the command line cannot be understood at { $argument }
usage-help = `--help` after the command shows what there is
expects-day = write a day as 2026-03-01
expects-from-to = write two days as 2026-03-01..2026-03-31
expects-moment = write a time as 2026-03-01T12:00:00Z, or a day as 2026-03-01
expects-addr = write an address and a port as 127.0.0.1:8420
expects-id = write the GUID of the tenant
expects-n = write a number above 0
expects-s = write a whole number
expects-file-no = write a whole number
expects-name = write the name of a table: customers, subscriptions, users, assignments, activity, last_activity, tickets, surveys, actions or prices
expects-language = write en or es
expects-format = write csv, tsv, jsonl, xlsx or parquet
