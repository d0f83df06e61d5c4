### De dónde sale una cifra: la fórmula con sus números, sus partes y sus orígenes.

formula-ratio = { $part } de { $whole } = { $percent }
formula-ratio-undefined = { $part } de { $whole }: una parte de nada no tiene porcentaje
formula-ratio-not-paid = { $part } de { $whole }: los productos gratuitos o para dispositivos no tienen porcentaje
explain-deployment = Implementación de { $product } el { $day }
explain-usage = Uso de { $workload } el { $day }
explain-window = con actividad al menos uno de los 28 días naturales { $days }
explain-sold = { $count ->
    [one] { $count } licencia vendida
   *[other] { $count } licencias vendidas
}
explain-assigned-untold = Ningún dato dice cuántas de estas licencias están asignadas: no se sabe antes de la primera lista, recuento o informe que lo diga
explain-assigned = { $count ->
    [one] { $count } licencia asignada al final del día
   *[other] { $count } licencias asignadas al final del día
}
explain-entitlements = derechos de uso: puestos vendidos de cada producto de pago que contiene la carga de trabajo
explain-active = usuarios activos: { $held } con licencia, { $former } con licencia hasta hace poco, { $never } sin licencia
explain-untold = usuarios activos: sin datos sobre quiénes tienen licencia, porque los nombres están ocultos y ningún informe lo dice
explain-overage = { $count ->
    [one] { $count } usuario activo más que derechos de uso, por
   *[other] { $count } usuarios activos más que derechos de uso, por
}
explain-inputs = Las partes salen de
explain-above = usuarios activos por encima de los derechos de uso: { $held } con licencia, { $former } con licencia hasta hace poco, { $never } sin licencia
explain-spare-grace = puestos de otras suscripciones, sin derecho de uso: { $now } en gracia ese día, como máximo { $window } dentro de la ventana
explain-spare-trial = puestos de prueba, nunca con derecho de uso: { $now } ese día, como máximo { $window } dentro de la ventana
explain-missing = No hay cifra para este día: no se ha importado actividad de ninguno de los 28 días.
explain-lower-bound = Como mínimo esta cifra: solo se han importado { $covered } de 28 días.
explain-preliminary = Provisional: el origen más reciente se registró menos de 3 días después de la fecha.
explain-source = { $file }, línea { $line }
explain-rows = Contado a partir de
explain-differs = Al contar otra vez sale un número distinto del guardado: ejecutar `uptake verify` y después `uptake rebuild`.
explain-units = { $count } licencias asignadas a { $day }, según una lista sin nombres
explain-seats-title = SUSCRIPCIONES
explain-people-title = PERSONAS
explain-coverage-title = DÍAS CON DATOS
explain-active-on = con actividad el { $day } en { $source }
explain-held-from = { $product } desde el { $from }
explain-held-until = { $product } del { $from } hasta el día anterior al { $until }
explain-flag = con licencia desde el { $from } según los informes de uso
explain-flag-until = con licencia del { $from } hasta el día anterior al { $until } según los informes de uso
explain-list = la última lista de quienes tienen licencia es del { $day }
explain-named = { $product } desde el { $from } según los informes de uso
explain-named-until = { $product } del { $from } hasta el día anterior al { $until } según los informes de uso
explain-ended-by = ya no en { $list }
explain-page-next = Página { $page } de { $pages }, { $people } personas en total; la siguiente: --page { $next }
explain-page-last = Página { $page } de { $pages }, { $people } personas en total
explain-page-beyond = No hay página { $page }: { $people } personas en total, la última página es la { $pages }.
explain-all-sources = toda la actividad
explain-daily = { $source }, día a día: { $days }
explain-snapshot = { $source }, fechas de última actividad a { $days }
head-counted = Contados
head-role = Parte
head-since = Desde
role-counted = vendida
role-grace = en gracia, no se cuenta
role-trial = de prueba, no se cuenta
role-window = terminada dentro de la ventana
role-most = máximo dentro de la ventana
role-not_counted = no se cuenta
user-held = con licencia
user-former = con licencia hasta hace poco
user-never = sin licencia
user-untold = sin datos sobre la licencia
user-other = no se cuenta entre los usuarios
user-holder = tiene la licencia
