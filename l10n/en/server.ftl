### What the server says.

## Console

serve-listening = serving on { $address }
serve-set-up = first set-up: open { $url }

## Problems

problem-not-signed-in = you are not signed in
problem-not-signed-in-hint = sign in, or send a valid token in the header Authorization
problem-second-factor-needed = the second factor is missing
problem-second-factor-needed-hint = enter the code that your authenticator app shows
problem-wrong-credentials = the e-mail address, password or code is wrong
problem-wrong-credentials-hint = try again; an admin can send you a link to set a new password
problem-not-allowed = your role may not do this
problem-not-allowed-hint = it takes the permission `{ $permission }`; ask an admin
problem-cross-site = the request came from another site
problem-cross-site-hint = use the page of this server
problem-not-found = there is nothing at this address
problem-not-found-hint = the API is described at /api/openapi.json
problem-method-not-allowed = this address does not take that method
problem-unknown-customer = no such customer is known
problem-unknown-customer-hint = the list of customers shows those that you may see
problem-unknown-product = no product or workload `{ $name }` is known
problem-unknown-product-hint = the catalogue lists products and workloads
problem-no-data = there is no data yet
problem-no-data-hint = import files first
problem-no-data-on-day = nothing is known of { $day }
problem-no-data-on-day-hint = the data begins on { $first }
problem-not-yet-recorded = nothing had been recorded at that moment
problem-not-yet-recorded-hint = the list of imports shows when each was recorded
problem-invalid-parameter = the parameter `{ $name }` cannot be used
problem-invalid-parameter-hint = it must be { $expected }
problem-invalid-body = the body of the request cannot be used: { $what }
problem-invalid-body-hint = the API's description shows which fields it takes
problem-weak-password-hint = choose a longer phrase that nobody would guess
password-too-short = the password is shorter than 12 characters
password-too-long = the password is longer than 128 characters
password-guessable = the password is easy to guess
problem-link-not-valid = the link is not valid
problem-link-not-valid-hint = a link works once and not for long; ask an admin for a new one
problem-email-taken = another member has this e-mail address
problem-email-taken-hint = change that member instead
problem-last-admin = this is the last Global admin
problem-last-admin-hint = make another member Global admin first
problem-changed-meanwhile = someone else changed it meanwhile
problem-changed-meanwhile-hint = load it again and repeat your change
problem-import-refused = the files were refused; nothing was imported
problem-import-refused-hint = the problems name file, line and column
problem-too-large = the request is too large
problem-unsupported-media-type = this address does not take a body of this kind
problem-unsupported-media-type-hint = send application/json
problem-too-many-requests = too many requests in a short time
problem-too-many-requests-hint = try again in { $seconds } seconds
problem-busy = an import is running
problem-busy-hint = try again in a few seconds
problem-timed-out = it took too long
problem-timed-out-hint = ask for fewer days, or try again later
problem-internal = something failed on our side
problem-internal-hint = the server's log says what; tell who runs the server
