/** What a new play begins with: a file that is whole, to be changed (docs/plays.md). */
export const NEW_PLAY = `code = "my_play"
problem = "low_adoption"
per = "workload"
condition = "entitlements >= $least and covered_usage_percent < $low"
stake = "entitlements - held_users"

[[threshold]]
code = "least"
unit = "seats"
default = 10
en = "Entitlements at least"
es = "Derechos de uso, como mínimo"

[[threshold]]
code = "low"
unit = "percent"
default = 40
en = "Covered usage below"
es = "Uso cubierto inferior a"

[en]
title = ""
consider = [""]
try = [""]

[es]
title = ""
consider = [""]
try = [""]
`;
