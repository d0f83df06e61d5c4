### What is wrong with a file. The code of each problem is stable; its words are here.
### A text is followed by what stands in the file, after a colon. A hint says what to do.

day-range = { $first } to { $last }
place-line = { $file }, line { $line }
place-column = { $file }, column `{ $column }`
place-line-column = { $file }, line { $line }, column `{ $column }`

## The file as a whole

problem-empty-file = the file is empty
problem-empty-file-hint = export it again and check that it has a header and rows
problem-empty-folder = there is no file to import in the folder
problem-empty-folder-hint = name a folder that holds files; hidden files are passed over
problem-header-only = the file has a header and no rows
problem-header-only-hint = check the filter and the dates of the export; a file without rows covers no day
problem-unknown-format = no table or report has the columns { $columns }
problem-unknown-format-hint = compare the header with the documented tables, or name the table with --table
problem-missing-column = the column `{ $column }` of table `{ $table }` is missing
problem-missing-column-hint = add the column to the file; the order of columns does not matter
problem-duplicate-column = the column `{ $column }` stands twice in the header
problem-duplicate-column-hint = remove or rename one of the two
problem-unknown-column = the column `{ $column }` is not known and was ignored
problem-unknown-column-hint = nothing to do, unless the name is a misspelling of a known column
problem-html-page = the file is a web page, not data
problem-html-page-hint = sign in to the service again and download the file itself; often this page is the sign-in page
problem-error-answer = the file is an error answer of a service: { $message }
problem-error-answer-hint = mend what the message says and download the file again
problem-invalid-json = the JSON cannot be read: { $message }
problem-invalid-json-hint = download the file again; often it was cut or edited
problem-json-too-large = the JSON file is larger than { $limit }
problem-json-too-large-hint = download it with fewer fields (`$select`), or bring the same facts as native tables, which may be of any size
problem-compressed-text = the file has the name of a text file but holds { $kind } data
problem-compressed-text-hint = unpack it, or give it the suffix of what it is
problem-workbook = the file is an Excel workbook
problem-workbook-hint = save the sheet in Excel as `CSV UTF-8` and import that file
problem-invalid-parquet = the Parquet file cannot be read: { $message }
problem-invalid-parquet-hint = write the file again; columns have the names and types of the documented tables
problem-parquet-column-type = the column `{ $column }` has the type { $type }, which cannot be read
problem-parquet-column-type-hint = write the column as text, as a number or as a date
problem-invalid-archive = the archive cannot be read: { $message }
problem-invalid-archive-hint = pack or download it again
problem-unsupported-archive = the file is an archive of the kind { $kind }, which is not read
problem-unsupported-archive-hint = pack the files as .zip or .gz, or import the folder itself
problem-archive-password = the archive has a password
problem-archive-password-hint = unpack it and import the folder
problem-archive-members = the archive holds more than { $limit } files
problem-archive-members-hint = unpack the archive and import the folder, if its origin is trusted
problem-archive-duplicate = files of the archive have the same name
problem-archive-duplicate-hint = pack the files again under names of their own, or import them from a folder
problem-archive-overlap = files of the archive share the same bytes of it
problem-archive-overlap-hint = pack the files again; if the archive came from outside, do not trust it
problem-archive-too-large = the archive or a file in it unpacks to more than { $limit }
problem-archive-too-large-hint = unpack the archive and import the folder, if its origin is trusted
problem-archive-ratio = the archive or a file in it unpacks to more than { $limit } times its size
problem-archive-ratio-hint = unpack the archive and import the folder, if its origin is trusted
problem-archive-path = a member of the archive has a path that leads outside of it
problem-archive-path-hint = pack the files again with plain relative names
problem-nested-archive = the archive holds another archive
problem-nested-archive-hint = unpack the inner archive first
problem-cut-last-line = the last line looks cut: it has { $found } of { $expected } fields and no end
problem-cut-last-line-hint = download or copy the file again, so that it arrives whole
problem-unended-last-line = the last line has no end: its last field may be cut
problem-unended-last-line-hint = compare the last line with the source, and import the file again if it was cut
problem-unended-number = the last line has no end: this number may be cut
problem-unended-number-hint = compare it with the source; if it is whole, end the file with a line break
problem-invalid-text = byte { $byte } of the line is no text in UTF-8 or UTF-16
problem-invalid-text-hint = save the file as UTF-8 (in Excel: `CSV UTF-8`)
problem-nul-byte = there is a NUL byte in the text
problem-nul-byte-hint = download or copy the file again; it is damaged or no text
problem-field-too-large = a field is longer than { $limit } bytes
problem-field-too-large-hint = look for a quote that is opened and never closed
problem-customer-needed = the file does not name its customer
problem-customer-needed-hint = name the customer with --customer
problem-customer-mismatch = the file names the customer { $named }, but { $given } was given
problem-customer-mismatch-hint = leave --customer out, or check whose file it is
problem-day-needed = the file does not say as of which day it is
problem-day-needed-hint = give the day with --as-of
problem-mixed-snapshot-dates = the file holds snapshots of several days, { $first } and { $other }
problem-mixed-snapshot-dates-hint = import one file for each day
problem-too-many-bad-rows = { $bad } of { $rows } rows cannot be read: too many to set aside
problem-too-many-bad-rows-hint = mend the file; at most 1% of the rows and 1,000 are set aside
problem-coverage-reduced = rows were set aside: for the customers and days concerned the file is not complete
problem-coverage-reduced-hint = correct the rows that were set aside and import them; until then these days count as days without data
problem-empty-report = the report or answer has no rows
problem-empty-report-hint = download it again later, Microsoft delivers empty ones now and then; of a customer that had users the day counts as a day without data

## Catalogue files

problem-catalogue-invalid = the catalogue file cannot be read: { $message }
problem-catalogue-invalid-hint = compare the entry with one of the shipped catalogue
problem-catalogue-wrong-kind = { $kind ->
    [text] `{ $key }` must be a text in quotes
    [texts] `{ $key }` must be a list of texts
   *[flag] `{ $key }` must be true or false
}
problem-catalogue-wrong-kind-hint = compare the entry with one of the shipped catalogue
problem-catalogue-table-form = entries of the kind `{ $entry }` are not written as a list
problem-catalogue-table-form-hint = write [[{ $entry }]] above each of them
problem-catalogue-rule-incomplete = { $key ->
    [why] a rule needs its reason in `why`
   *[other] a rule needs one of: { $key }
}
problem-catalogue-rule-incomplete-hint = compare the rule with the others
problem-catalogue-bad-pattern = `{ $pattern }` is not a pattern: { $message }
problem-catalogue-bad-pattern-hint = correct the regular expression
problem-catalogue-unknown-key = catalogue files have no key `{ $key }` here
problem-catalogue-unknown-key-hint = use one of: { $allowed }
problem-catalogue-missing-key = the key `{ $key }` is missing in an entry of kind `{ $entry }`
problem-catalogue-missing-key-hint = add the key to the entry
problem-catalogue-duplicate = `{ $id }` stands in line { $line } too
problem-catalogue-duplicate-hint = keep one of the two entries; an entry of another file may replace it
problem-catalogue-undefined = { $kind ->
    [service] the service `{ $code }` is not defined
    [sku] no SKU has the id `{ $code }`
   *[workload] the workload `{ $code }` is not defined
}
problem-catalogue-undefined-hint = correct the code, or define it in the same file
problem-catalogue-in-both = the workload `{ $workload }` stands in both `base` and `addon`
problem-catalogue-in-both-hint = keep it in `base` if a seat adds an entitlement, else in `addon`
problem-catalogue-part-number-taken = the part number `{ $part_number }` belongs to the SKU { $other }
problem-catalogue-part-number-taken-hint = correct the part number, or the id of the SKU

## Rows

problem-unclosed-quote = a quote is opened and never closed
problem-unclosed-quote-hint = close the quote; a quote inside a quoted field is written twice
problem-stray-quote = text stands between a closing quote and the next delimiter
problem-stray-quote-hint = write a quote inside a quoted field twice, or check the delimiter
problem-too-few-fields = the row has { $found ->
    [one] { $found } field
   *[other] { $found } fields
}, the header { $expected }
problem-too-few-fields-hint = fill the missing fields; an empty field still needs its delimiter
problem-too-many-fields = the row has { $found ->
    [one] { $found } field
   *[other] { $found } fields
}, the header { $expected }
problem-too-many-fields-hint = put fields that contain the delimiter in quotes
problem-repeated-header = the header stands again among the rows
problem-repeated-header-hint = remove the line; it comes from joining several files
problem-totals-row = a row of totals stands among the rows
problem-totals-row-hint = remove the row; totals are computed, not imported
problem-missing-value = a required value is missing
problem-missing-value-hint = fill it in, or remove the row

## Values

problem-ambiguous-date = day and month could be swapped
problem-ambiguous-date-hint = write dates as 2026-03-01: year, month, day; or declare their order with --dates
problem-impossible-date = no calendar has this date
problem-impossible-date-hint = correct the day or the month
problem-malformed-date = this is not a date as 2026-03-01
problem-malformed-date-hint = write dates as 2026-03-01: year, month, day; or declare their order with --dates
problem-excel-date = this is Excel's number for the date { $day }
problem-excel-date-hint = format the column as text or as yyyy-mm-dd in Excel, then export again
problem-future-date = the day lies in the future, after { $today }
problem-future-date-hint = correct the date, or check the clock of this machine
problem-negative-count = a count cannot be below zero
problem-negative-count-hint = correct the number; a reduction is a new record with the smaller count
problem-fractional-count = a count cannot have decimals
problem-fractional-count-hint = write a whole number
problem-formatted-count = the number is written with separators
problem-formatted-count-hint = write plain digits, without separators for thousands or decimals
problem-malformed-count = this is not a number
problem-malformed-count-hint = write plain digits; a number that is not known cannot be imported as one
problem-count-too-large = this number is too large for a count
problem-count-too-large-hint = correct it; no count of people or seats is above 1,000,000,000,000
problem-malformed-price = this is not a price
problem-malformed-price-hint = write plain digits with a point as the decimal sign, as 12.50, without the currency
problem-malformed-currency = this is not a currency
problem-malformed-currency-hint = write the three letters of ISO 4217, as EUR or USD
problem-malformed-guid = this is not a GUID
problem-malformed-guid-hint = write it as 05e9a617-0261-4cee-bb44-138d3ef5d965; a customer is named by its tenant ID, a product by its SKU ID or its part number
problem-malformed-boolean = this is neither true nor false
problem-malformed-boolean-hint = write true or false, 1 or 0, yes or no
problem-unknown-status = this subscription status is not known
problem-unknown-status-hint = write one of: { $allowed }
problem-unknown-word = this word is not known in column `{ $column }`
problem-unknown-word-hint = write one of: { $allowed }
problem-score-out-of-range = the score is outside its scale
problem-score-out-of-range-hint = write a score of { $allowed }
problem-reversed-interval = the interval ends before it begins
problem-reversed-interval-hint = swap or correct the two dates
problem-activity-after-snapshot = the activity lies after { $as_of }, the day of the snapshot
problem-activity-after-snapshot-hint = correct the date; a snapshot cannot know later days
problem-conflicting-rows = the same row stands in line { $line } with other values
problem-conflicting-rows-hint = keep the row that is right and remove the other
problem-outside-coverage = the day lies outside { $covers }, the declared days
problem-outside-coverage-hint = widen --covers, or remove the row

## Worth knowing

problem-concealed-names = the names of { $users ->
    [one] one user are
   *[other] { $users } users are
} concealed
problem-concealed-names-hint = figures of activity are exact, but users cannot be named or joined with lists that name them: which products they hold is known where the reports name products, and else cannot be known; the setting is in the Microsoft 365 admin center, under reports
problem-report-without-users = the report `{ $report }` tells nothing about single users and was not imported
problem-report-without-users-hint = download the report with user details instead
problem-report-without-activity = the report `{ $report }` lists users but tells no activity that counts, and was not imported
problem-report-without-activity-hint = nothing to do; devices, apps and activations are no activity in a workload, and Skype for Business is retired
problem-sums-only = the data set `{ $data_set }` holds sums without users and without states of subscriptions, and was not imported
problem-sums-only-hint = figures are made of facts: import usage reports with user details and the subscriptions; compare the sums with the figures by hand
problem-unused-figures = Microsoft's own figures in these columns were not used: { $columns }
problem-unused-figures-hint = nothing to do; figures are counted from facts, and these can be compared with them
problem-passed-over = { $rows ->
    [one] { $rows } record is
   *[other] { $rows } records are
} about no seats of people and not imported
problem-passed-over-hint = nothing to do; products of the whole company, Azure use and rows without seats are no licences of people
problem-product-list = the file is Microsoft's list of product names and service plans
problem-product-list-hint = compare it with the catalogue, and take it in, with `uptake catalogue update FILE`
problem-unknown-product = the product name `{ $product }` belongs to no SKU of the catalogue
problem-unknown-product-hint = add the product, or the name as an `[[alias]]` of one, with `uptake catalogue add`
problem-shared-product-name = several SKUs of the catalogue are called `{ $product }`
problem-shared-product-name-hint = who holds it counts for the one of them that the customer has; where the customer has none or several of them, usage by product is at least what is shown
problem-held-snapshot = the snapshot of customer { $customer } lists { $now ->
    [one] { $now } user
   *[other] { $now } users
} where { $before } were known, and is held until confirmed
problem-held-snapshot-hint = check that the file is whole; until it is confirmed the day counts as missing
problem-seller-unknown = the file does not tell who sold the subscriptions; they count as own
problem-seller-unknown-hint = set the partner's own tenant ID in the configuration, or import `subscriptions` with the column `seller`
problem-partial-answer = the answer says that it goes on elsewhere; what it does not list may still be there
problem-partial-answer-hint = import all pages, joined in one file; a page alone completes no day and ends no assignment
problem-unknown-customer = this customer is not known
problem-unknown-customer-hint = correct the id, or import data of the customer first

## Plays

problem-play-invalid = the play cannot be read: { $message }
problem-play-invalid-hint = compare it with one of the shipped plays
problem-play-wrong-kind = { $kind ->
    [text] `{ $key }` must be a text in quotes
    [texts] `{ $key }` must be a list of texts
    [number] `{ $key }` must be a number
    [table] `{ $key }` must be a table
    [tables] `{ $key }` must be a list of tables
   *[flag] `{ $key }` must be true or false
}
problem-play-wrong-kind-hint = compare it with one of the shipped plays
problem-play-unknown-key = plays have no key `{ $key }` here
problem-play-unknown-key-hint = use one of: { $allowed }
problem-play-missing-key = `{ $key }` is missing or has nothing in it
problem-play-missing-key-hint = compare it with one of the shipped plays
problem-play-unknown-word = `{ $key }` cannot be this
problem-play-unknown-word-hint = use one of: { $allowed }
problem-play-code = this cannot be a code
problem-play-code-hint = begin with a lower-case letter; after it use lower-case letters, digits and `_`, at most 50 characters
problem-play-duplicate = the threshold `{ $code }` stands in line { $line } too
problem-play-duplicate-hint = give one of the two another code
problem-play-too-long = `{ $key }` is longer than { $limit }
problem-play-too-long-hint = shorten it
problem-play-number = this is no number of the unit `{ $unit }`
problem-play-number-hint = { $unit ->
    [percent] write it as 40 % or 2.5 % in a condition, and as 40 or 2.5 elsewhere
    [number] write it with at most two decimals: 8 or 2.5
   *[other] write a whole number
}
problem-play-condition = { $expected ->
    [operand] a signal, a threshold or a number is missing here
    [operator] a comparison is missing here
    [signal] neither side of the comparison is a signal
    [close] a parenthesis is not closed
    [end] the condition should end here
   *[condition] this has no meaning in a condition
}
problem-play-condition-hint = write conditions as `entitlements >= 10 and covered_usage_percent < $low`, with `and`, `or`, `not` and parentheses
problem-play-condition-too-large = the condition is too long or too deep
problem-play-condition-too-large-hint = make two plays of it
problem-play-unknown-signal = there is no signal of this name
problem-play-unknown-signal-hint = perhaps `{ $near }` is meant; the documentation lists all signals
problem-play-signal-level = this is a signal per { $level ->
    [workload] workload
    [sku] product
   *[customer] customer
}, and the play is evaluated per { $per ->
    [workload] workload
    [sku] product
   *[customer] customer
}
problem-play-signal-level-hint = change `per`, or use a signal of the customer
problem-play-unknown-threshold = the play has no threshold of this name
problem-play-unknown-threshold-hint = add it as a [[threshold]], or write the number itself
problem-play-unused-threshold = the condition does not use the threshold `{ $code }`
problem-play-unused-threshold-hint = use it as ${ $code } in the condition, or leave it out
problem-play-units = `{ $left }` is compared with `{ $right }`
problem-play-units-hint = compare only numbers of the same unit
problem-play-stake = what is at stake must count seats or people
problem-play-stake-hint = use signals in seats or people, added with + or taken away with -
problem-play-bad-link = this is no address of a page
problem-play-bad-link-hint = write an address that begins with https:// or http://, without a name of a user in it
problem-play-bad-file = this cannot be the name of a file
problem-play-bad-file-hint = write the name only, without folders
