### What the server says.

## Console

serve-listening = serving on { $address }
serve-set-up = first set-up: open { $url }

## Problems

failure-not-signed-in = you are not signed in
failure-not-signed-in-hint = sign in, or send a valid token in the header Authorization
failure-second-factor-needed = the second factor is missing
failure-second-factor-needed-hint = enter the code that your authenticator app shows
failure-wrong-credentials = the e-mail address, password or code is wrong
failure-wrong-credentials-hint = try again; an admin can send you a link to set a new password
failure-not-allowed = your role may not do this
failure-not-allowed-hint = it takes the permission `{ $permission }`; ask an admin
failure-all-customers-needed = this tells of every customer, and you may see only some
failure-all-customers-needed-hint = ask an admin who may see all customers
failure-cross-site = the request came from another site
failure-cross-site-hint = use the page of this server
failure-not-found = there is nothing at this address
failure-not-found-hint = the API is described at /api/openapi.json
failure-method-not-allowed = this address does not take that method
failure-unknown-customer = no such customer is known
failure-unknown-customer-hint = the list of customers shows those that you may see
failure-not-in-catalogue = no product or workload `{ $name }` is known
failure-not-in-catalogue-hint = the catalogue lists products and workloads
failure-no-data = there is no data yet
failure-no-data-hint = import files first
failure-no-data-on-day = nothing is known of { $day }
failure-no-data-on-day-hint = the data begins on { $first }
failure-day-too-late = nothing can be said of { $day } yet
failure-day-too-late-hint = the last day that can be asked for is { $last }
failure-range-too-long = the range has too many days
failure-range-too-long-hint = ask for at most { $most } days at once
failure-not-yet-recorded = nothing had been recorded at that moment
failure-not-yet-recorded-hint = the list of imports shows when each was recorded
failure-invalid-parameter = the parameter `{ $name }` cannot be used
failure-invalid-parameter-hint = it must be { $expected }
failure-invalid-body = the body of the request cannot be used: { $what }
failure-invalid-body-hint = the API's description shows which fields it takes
failure-weak-password-hint = choose a longer phrase that nobody would guess
password-too-short = the password is shorter than 12 characters
password-too-long = the password is longer than 128 characters
password-guessable = the password is easy to guess
failure-link-not-valid = the link is not valid
failure-link-not-valid-hint = a link works once and not for long; ask an admin for a new one
failure-email-taken = another member has this e-mail address
failure-email-taken-hint = change that member instead
failure-last-admin = this is the last Global admin
failure-last-admin-hint = make another member Global admin first
failure-changed-meanwhile = someone else changed it meanwhile
failure-changed-meanwhile-hint = load it again and repeat your change
failure-too-many = there may be at most { $most } of these
failure-too-many-hint = remove one first
failure-import-refused = the files were refused; nothing was imported
failure-import-refused-hint = the problems name file, line and column
failure-catalogue-refused = the catalogue file has mistakes; nothing of it was taken
failure-catalogue-refused-hint = the problems name line and entry
failure-too-large = the request is too large
failure-unsupported-media-type = this address does not take a body of this kind
failure-unsupported-media-type-hint = send application/json
failure-too-many-requests = too many requests in a short time
failure-too-many-requests-hint = try again in { $seconds } seconds
failure-busy = an import is running
failure-busy-hint = try again in a few seconds
failure-timed-out = it took too long
failure-timed-out-hint = ask for fewer days, or try again later
failure-internal = something failed on our side
failure-internal-hint = the server's log says what; tell who runs the server

## Exports

export-failure-no-data = there is no data yet
export-failure-no-data-on-day = nothing is known of the first day: the data begins later
export-failure-not-yet-recorded = nothing had been recorded at that moment
export-failure-unknown-customer = a customer that was asked for is not known
export-failure-not-allowed = whoever asked for it may not export these customers any more
export-failure-invalid-request = another version of the program asked for it in a way that this one cannot read
export-failure-owner-removed = whoever asked for it was removed
