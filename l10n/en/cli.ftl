### What the command line says.

cli-error = error: { $text }
cli-hint = hint: { $text }
cli-no-data = There is no data yet.
cli-no-data-hint = import files with `uptake import PATH`, or try `uptake demo`
