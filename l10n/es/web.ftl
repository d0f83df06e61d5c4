### Las palabras del panel.

## Menú y barra

nav-label = Páginas
nav-skip = Ir al contenido
nav-open = Menú
nav-close = Cerrar el menú
nav-group-insights = Conclusiones
nav-group-steps = Pasos siguientes
nav-group-data = Datos
nav-group-admin = Administración
nav-portfolio = Cartera
nav-customers = Clientes
nav-customer = Información del cliente
nav-growth = Crecimiento
nav-recommendations = Recomendaciones
nav-actions = Acciones
nav-plays = Pautas
nav-imports = Importaciones
nav-exports = Exportaciones
nav-catalogue = Catálogo
nav-members = Personas y roles
nav-tokens = Tokens de API
nav-webhooks = Webhooks
nav-audit = Auditoría
nav-profile = Perfil
nav-about = Acerca de
account-menu = Cuenta
account-sign-out = Cerrar sesión
view-sellers = De quién son las licencias
view-day = Día
view-day-newest = el último
view-day-newest-action = Mostrar el último día
view-day-before = El día anterior
view-day-after = El día siguiente
view-recorded = Conocimiento anterior
view-recorded-at = Registrado hasta { $moment }
view-recorded-text = Muestra cada cifra como se habría mostrado en un momento: con los archivos importados hasta entonces y ninguno posterior.
view-recorded-moment = Registrado hasta (UTC)
view-recorded-show = Mostrar
view-recorded-all = Mostrar todo lo conocido
calendar-month-before = El mes anterior
calendar-month-after = El mes siguiente
calendar-year-before = El año anterior
calendar-year-after = El año siguiente

## Estados en lugar de los datos

state-loading = Cargando
state-no-data = Todavía no hay datos
state-no-data-import = Importar primero los archivos de los clientes: suscripciones, licencias e informes de uso.
state-no-data-ask = Un Administrador global o un Agente de administración puede importar archivos.
state-no-data-action = Importar archivos
state-failed = Esta página no se puede mostrar
state-failed-unreachable = No se puede contactar con el servidor
state-failed-unreachable-text = Comprobar la conexión y reintentar. No se ha perdido nada.
state-failed-unexpected = Ha fallado algo en esta página
state-failed-unexpected-text = Reintentar; si vuelve a pasar, avisar a quien administra el servidor.
state-failed-retry = Reintentar
state-not-allowed = Esta página es para otros roles
state-not-allowed-text = El rol { $role } no la incluye. Un Administrador global o un Administrador de usuarios puede cambiar los roles.
state-not-allowed-action = Qué significan los roles y las cifras
state-not-found = Página no encontrada
state-not-found-text = No hay ninguna página en esta dirección.
state-not-found-action = A la primera página

## Palabras de muchas páginas

action-cancel = Cancelar
action-close = Cerrar
action-remove = Eliminar
action-save = Guardar
answer-all = Todos
answer-yes = Sí
answer-no = No
page-before = Anterior
page-after = Siguiente
page-of = Página { $page } de { $last }
unit-customers-only = { $count ->
    [one] cliente
   *[other] clientes
}
change-up = Ha subido
change-down = Ha bajado
change-same = Sin cambios
chart-show-table = Ver como tabla
chart-show-chart = Ver como gráfico
chart-cursor = { $title }: elegir un día con las flechas
chart-cursor-month = { $title }: elegir un mes con las flechas
column-name = Cliente
column-domain = Dominio
column-country = País
column-segment = Segmento
column-reseller = Revendedor
column-tags = Etiquetas
column-customers = Clientes
column-sold = Vendidas
column-sold_own = Ventas propias
column-assigned = Asignadas
column-unassigned = Sin asignar
column-unused = Sin asignar
column-trial_seats = De prueba
column-grace_seats = En período de gracia
column-excess = Asignadas en exceso
column-deployment_percent = Implementación
column-entitlements = Derechos de uso
column-active = Usuarios activos
column-usage_percent = Uso
column-covered_percent = Uso cubierto
column-overage = Superior al 100 %
column-qualified = Calificados
column-day = Día
column-month = Mes
column-status = Estado
column-quantity = Puestos
column-seller = Vendedor
column-price = Precio por puesto
column-commitment-end = Compromiso hasta
column-as-of = A fecha de
column-person = Persona
column-class = Se cuenta como
column-actions = Acciones
column-expires = Caduca
column-size = Tamaño

## Cifras principales

figure-sold = Licencias vendidas
figure-sold-own = Licencias de venta propia
figure-deployment = Implementación
figure-usage = Uso
figure-covered = Uso cubierto
figure-overage = Usuarios por encima de los derechos
figure-people = Personas activas
figure-unassigned = { $count } sin asignar
figure-of-all = de { $count } de todos los vendedores
figure-assigned-of = { $part } asignadas de { $whole } vendidas
figure-active-of = { $part } activos de { $whole } derechos de uso
figure-covered-note = solo usuarios con licencia, como máximo el 100 %
figure-overage-note = activos sin puesto vendido
figure-own-bounds = estimación; entre { $low } y { $high }
figure-people-licensed = de { $count } con licencia de pago
figure-change = { $points } puntos
figure-assigned-untold = Sin datos sobre quién tiene las licencias
figure-people-untold = Sin datos sobre quién tiene licencia de pago
figure-before = 28 días antes: { $value }

## Cartera

portfolio-lead = { $customers ->
    [one] { $customers } cliente
   *[other] { $customers } clientes
}. Datos a fecha de { $deployment } para la implementación y de { $usage } para el uso.
remark-missing = { $count ->
    [one] { $count } cliente no tiene datos de uso ese día y no entra en ninguna suma.
   *[other] { $count } clientes no tienen datos de uso ese día y no entran en ninguna suma.
}
remark-assigned-untold = { $count ->
    [one] Ningún dato dice quién tiene las licencias de { $count } cliente, que no entra en la implementación.
   *[other] Ningún dato dice quién tiene las licencias de { $count } clientes, que no entran en la implementación.
}
remark-classes-untold = { $count ->
    [one] Ningún dato dice qué usuarios activos de { $count } cliente tienen licencia: no entra en el uso cubierto.
   *[other] Ningún dato dice qué usuarios activos de { $count } clientes tienen licencia: no entran en el uso cubierto.
}
remark-lower-bound = { $count ->
    [one] De { $count } cliente faltan algunos de los 28 días: su uso real puede ser mayor.
   *[other] De { $count } clientes faltan algunos de los 28 días: su uso real puede ser mayor.
}
remark-preliminary = { $count ->
    [one] El uso de { $count } cliente es provisional.
   *[other] El uso de { $count } clientes es provisional.
}
trend-title = Implementación y uso a lo largo del tiempo
trend-hint = Los días sin datos son huecos. Los días sombreados son provisionales: aún pueden llegar informes.
trend-window = Período
trend-of = Qué se dibuja
trend-of-all = Todos los productos
trend-empty = Sin datos para estos días
trend-empty-text = Elegir un día anterior o un período más largo.
window-30d = 30 D
window-3m = 3 M
window-6m = 6 M
window-12m = 12 M
window-all = Todo
spread-title = Clientes por porcentaje
spread-hint = Elegir una barra para ver sus clientes.
spread-median = Mediana { $median }
band-0 = menos del 20 %
band-1 = del 20 al 40 %
band-2 = del 40 al 60 %
band-3 = del 60 al 80 %
band-4 = 80 % o más
attention-title = Clientes a los que atender primero
attention-hint = Los cinco clientes con los que más se puede hacer, por cuatro motivos.
attention-lowest = Menor uso cubierto
attention-unused = Más puestos sin asignar
attention-falls = Mayores caídas del uso cubierto
attention-overage = Más usuarios por encima de los derechos
attention-own-lowest = Menor uso
attention-own-falls = Mayores caídas del uso
attention-none = Ningún cliente.
attention-seats = { $count ->
    [one] { $count } puesto
   *[other] { $count } puestos
}
attention-users = { $count ->
    [one] { $count } usuario
   *[other] { $count } usuarios
}
attention-fall = { $before } → { $now }
breakdown-title = Desglose
breakdown-hint = Elegir una fila para filtrar por ella.
breakdown-hint-tag = Elegir una fila para filtrar por ella. Un cliente con varias etiquetas cuenta en cada una.
breakdown-by = Dividido por
breakdown-choose = Filtrar por esto
breakdown-empty = Ningún cliente cumple los filtros
breakdown-unmapped = Fuera del catálogo
breakdown-not-given = No indicado
dimension-service = Servicio
dimension-workload = Carga de trabajo
dimension-sku = Producto
dimension-country = País
dimension-segment = Segmento
dimension-reseller = Revendedor
dimension-tag = Etiqueta
filter-add = Filtrar
filter-by = Filtrar por
filter-search = Buscar valores
filter-none = No hay nada que elegir.
filter-remove = Quitar el filtro { $filter }
filter-clear = Quitar todos
filter-services = Servicio
filter-workloads = Carga de trabajo
filter-skus = Producto
filter-countries = País
filter-segments = Segmento
filter-resellers = Revendedor
filter-tags = Etiqueta

parts-sold = Licencias vendidas, por cliente
parts-assigned = Licencias asignadas, por cliente
parts-active_entitled = Usuarios activos con derecho de uso, por cliente
parts-covered = Usuarios activos con licencia, por cliente
parts-overage = Usuarios por encima de los derechos, por cliente
parts-counted = { $count ->
    [one] La suma de { $count } cliente.
   *[other] La suma de { $count } clientes.
}
parts-part = Parte
parts-more = Mostrar más clientes

## Clientes

customers-search = Buscar por nombre, dominio o id. de inquilino
customers-columns = Columnas
customers-empty = Ningún cliente coincide
customers-empty-text = Cambiar la búsqueda o quitar un filtro.
customers-choose = Elegir { $name }
customers-chosen = { $count ->
    [one] { $count } elegido
   *[other] { $count } elegidos
}
customers-chosen-clear = No elegir ninguno
views-title = Vistas guardadas
views-empty = Guardar esta búsqueda con sus filtros y columnas para volver a ella.
views-name = Nombre de esta vista
views-save = Guardar esta vista
views-remove = Eliminar la vista { $name }

## Información del cliente

customer-lead = El { $day }. Datos del { $first } al { $last }.
customer-print = Imprimir
total-title = { $figure }: de qué se compone
total-causes = Causas
total-estimates = Las estimaciones se redondean una a una, y su suma una vez.
total-unknown = No se sabe nada de ella ese día.
usage-title = Uso por carga de trabajo
usage-hint = Usuarios activos en los últimos 28 días naturales, frente a los derechos de uso vendidos.
usage-empty = No hay derechos de uso ni uso de ninguna carga de trabajo
usage-empty-text = Importar las suscripciones y los informes de uso de este cliente.
usage-of = { $part } de { $whole }
usage-of-unknown = sin datos de { $whole }
usage-days-covered = { $count } de 28 días
usage-below = De estos usuarios, { $former } perdieron la licencia en los 28 días y { $never } nunca la tuvieron.
usage-untold = { $count ->
    [one] Sin datos sobre qué licencia tiene este usuario: los nombres están ocultos y ningún informe lo dice.
   *[other] Sin datos sobre qué licencias tienen estos { $count } usuarios: los nombres están ocultos y ningún informe lo dice.
}
stack-held = activos con licencia
stack-former = activos, con licencia hasta hace poco
stack-never = activos sin licencia
stack-untold = activos, sin datos sobre la licencia
stack-above = por encima de los derechos de uso
stack-entitlements = derechos de uso
cause-name-turnover = Rotación
cause-name-duplicate = Duplicada
cause-name-trial = Prueba
cause-name-unlicensed = Sin licencia
cause-name-other = Otras
cause-short-turnover = la mayoría por rotación de personal: { $count }
cause-short-duplicate = la mayoría por una suscripción duplicada: { $count }
cause-short-trial = la mayoría por una suscripción de prueba: { $count }
cause-short-unlicensed = la mayoría por uso sin licencia: { $count }
cause-short-other = la mayoría por otras causas: { $count }
deployment-title = Implementación por producto
deployment-hint = Licencias asignadas a personas, frente a las licencias vendidas por todos los vendedores.
deployment-empty = Ese día no había nada vendido ni asignado
product-usage-title = Uso por producto
product-usage-hint = Usuarios activos de una carga de trabajo que tienen el producto o lo tuvieron en los 28 días.
subscriptions-title = Suscripciones
subscriptions-hint = En el estado vigente ese día, de todos los vendedores.
subscriptions-empty = No se conoce ninguna suscripción ese día
subscription-trial = De prueba
subscription-renews = se renueva automáticamente
subscription-ends = no se renueva
coverage-title = Días con datos
coverage-hint = Cuánto se conoce de los 28 días anteriores a cada día. Desconocido no es cero.
coverage-key-complete = completos
coverage-key-preliminary = provisionales
coverage-key-lower_bound = faltan algunos días
coverage-key-missing = sin datos
day-state-complete = completos, { $count } de 28 días
day-state-preliminary = provisionales, { $count } de 28 días
day-state-lower_bound = { $count } de 28 días
day-state-missing = sin datos
lack-no_source = ningún informe cuenta para ella
lack-held_snapshot = una instantánea espera confirmación
lack-rows_set_aside = se apartaron filas de esos días
lack-never_reported = no hay ningún informe de un origen
lack-missing = falta un informe
lack-late = todavía no han llegado los últimos informes
lack-before_first = es anterior al primer informe
coverage-all = todas las cargas de trabajo
coverage-lacking = No se ha importado ningún informe de
coverage-more = y { $count } períodos anteriores
coverage-days = Días
coverage-recorded = Registrado
explain-action = Explicar
explain-action-of = Explicar { $name }
explain-agrees = Al contar otra vez sale el mismo número.
explain-unknown-days = Días sin datos de { $source }: { $days }
people-title = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
people-hint = Con seudónimos. Mostrar los nombres queda anotado en la auditoría.
people-concealed = Con seudónimos; los nombres son para otros roles.
people-show = Mostrar los nombres
people-hide = Ocultar los nombres
people-none = Nadie cuenta para esta cifra.
people-more-days = { $count ->
    [one] y { $count } día más
   *[other] y { $count } días más
}

## Recomendaciones

recommendations-lead = Lo que las pautas aconsejan hacer por los clientes, según las cifras del { $day }.
recommendations-title = Lo que merece la pena hacer
recommendations-hint = Primero donde hay más en juego: por puestos o personas, nunca por porcentajes de clientes pequeños.
recommendations-standing = Qué se ha decidido
recommendations-empty = Ninguna recomendación coincide
recommendations-empty-text = Cambiar los filtros o mirar las ya decididas.
recommendations-more = Mostrar más recomendaciones
recommendations-of-customer = Lo que las pautas aconsejan hacer, según las cifras del { $day }.
recommendations-none = No se recomienda nada
recommendations-none-text = Ninguna pauta tiene aquí un motivo: las cifras superan los umbrales o no se conocen.
next-steps-title = Lo primero que merece la pena hacer
next-steps-hint = Donde hay más en juego, según las cifras del { $day }, sea cual sea el día elegido arriba.
next-steps-all = { $count ->
    [one] { $count } recomendación
   *[other] Las { $count } recomendaciones
}
recommendation-title = Recomendación
recommendation-open = Por qué y qué probar
recommendation-open-of = Por qué y qué probar: { $title }, { $name }
recommendation-gone = Ya no se recomienda
recommendation-gone-text = Ha desaparecido el motivo o la pauta está desactivada.
recommendation-why = Por qué
recommendation-why-hint = Según las cifras del { $day }, frente a los umbrales de la pauta.
standing-count = { $standing } ({ $count })
standing-open = Abiertas
standing-accepted = Aceptadas
standing-snoozed = Aplazadas
standing-dismissed = Descartadas
decision-open = Abierta
decision-accepted = Aceptada
decision-snoozed = Aplazada
decision-dismissed = Descartada
answers-problem-low_adoption = Adopción baja
answers-problem-support_calls = Muchas llamadas de soporte técnico
answers-problem-incremental_sales = Oportunidades de venta incremental
answers-problem-usage_above_entitlements = Uso por encima de los derechos
column-answers = Problema
column-play = Pauta
stake-seats = { $count ->
    [one] { $count } puesto
   *[other] { $count } puestos
}
stake-people = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
stake-unranked = demasiado pequeño para ordenarlo
cost-monthly = { $amount } al mes
cost-unpriced = { $count ->
    [one] { $count } puesto sin precio
   *[other] { $count } puestos sin precio
}
since-day = desde el { $day }
since-or-earlier = desde el { $day } o antes
evidence-customer = El cliente en conjunto
evidence-more = { $count ->
    [one] Y { $count } motivo más.
   *[other] Y { $count } motivos más.
}
compared-less = menos de { $value }
compared-at-most = como máximo { $value }
compared-more = más de { $value }
compared-at-least = como mínimo { $value }
compared-equal = exactamente { $value }
compared-other = distinto de { $value }
compared-threshold = umbral: { $asked }
compared-not = no se cumple
compared-unknown = no se sabe
play-consider = Qué tener en cuenta
play-try = Qué probar
play-material = Material
decide-accept = Aceptar
decide-snooze = Aplazar
decide-dismiss = Descartar
decide-reopen = Anular la decisión
decide-accept-send = Convertirla en una acción
decide-snooze-send = Aplazarla
decide-dismiss-send = Descartarla
decide-until = Hasta
decide-until-hint = Ese día vuelve a estar abierta; dentro de un año como máximo.
decide-reason = Motivo
decide-reason-hint = No vuelve a aparecer hasta que haya otra causa.
decided-accepted = Aceptada: { $at }.
decided-snoozed = Aplazada: { $at }, hasta el { $until }.
decided-dismissed = Descartada: { $at }.
decided-reason = Motivo: { $reason }
decided-action = La acción en la que se ha convertido

## Señales

signal-entitlements = Derechos de uso
signal-covered_usage_percent = Uso cubierto
signal-usage_percent = Uso
signal-overage = Usuarios por encima de los derechos
signal-overage_turnover = Por encima de los derechos por rotación de personal
signal-overage_duplicate = Por encima de los derechos por suscripción duplicada
signal-overage_trial = Por encima de los derechos por una suscripción de prueba
signal-overage_unlicensed = Por encima de los derechos sin licencia
signal-overage_other = Por encima de los derechos por otras causas
signal-sold_seats = Licencias vendidas
signal-assigned_seats = Licencias asignadas
signal-deployment_percent = Implementación
signal-unused_paid_seats = Puestos de pago sin usar
signal-reassignable_seats = Reasignables ahora
signal-reducible_seats_30 = Reducibles en 30 días
signal-reducible_seats_90 = Reducibles en 90 días
signal-renewal_seats_30 = Puestos por renovar en 30 días
signal-renewal_seats_90 = Puestos por renovar en 90 días
signal-duplicate_seats = Puestos en período de gracia junto a otros activos
signal-lapsed_seats = Puestos solo en período de gracia
signal-trial_seats = Puestos de prueba
signal-trial_active_users = Usuarios activos de la prueba
signal-people_active = Personas activas
signal-people_licensed = Personas con licencia de pago
signal-active_users = Usuarios activos
signal-held_users = Usuarios activos con licencia
signal-former_users = Usuarios activos que ya no tienen licencia
signal-never_users = Usuarios activos que no han tenido licencia
signal-tickets = Incidencias
signal-how_to_tickets = Consultas de uso
signal-how_to_per_100 = Consultas de uso por cada 100 usuarios activos y mes
signal-csat_answers = Respuestas sobre satisfacción
signal-csat_mean = Satisfacción media
signal-csat_satisfied_percent = Respuestas satisfechas
signal-nps_answers = Respuestas sobre recomendación
signal-nps = Índice de recomendación (NPS)

support-title = Carga de consultas de uso por mes
support-hint = Consultas de uso por cada 100 usuarios activos y mes. Los meses en que no se conocen las incidencias o los usuarios son huecos.
support-tickets = Incidencias una a una
support-empty = No se conoce ninguna incidencia
support-empty-text = Importar un archivo de incidencias que nombre a este cliente. Sin él no se sabe nada, que no es lo mismo que cero.
support-no-users = No se sabe cuántos usuarios estaban activos en estos meses, o no había ninguno.
support-by-product = Por producto en { $month }
support-all = Todas, también sin producto
support-lower-bound = { $count ->
    [one] Las incidencias se conocen en { $count } día del mes: puede haber más.
   *[other] Las incidencias se conocen en { $count } días del mes: puede haber más.
}
support-of-all = De { $complete } de { $customers } clientes se conocen todas las incidencias del mes; de { $partial }, las de algunos días. La proporción se hace con los clientes de los que se conocen tanto incidencias como usuarios.
support-customers = Clientes en la proporción
ticket-how_to = Cómo se hace
ticket-fault = Fallo
ticket-access = Acceso
ticket-billing = Facturación
ticket-other = Otros
ticket-unclassified = Sin categoría
ticket-told = deducida del asunto
satisfaction-title = Satisfacción junto al uso cubierto
satisfaction-hint = Respuestas de 4 y 5 entre todas, y uso cubierto en el último día del mes. Una junto a otra; ninguna explica la otra.
satisfaction-satisfied = Satisfechas
satisfaction-answers = Respuestas una a una
satisfaction-empty = No se conoce ninguna respuesta
satisfaction-empty-text = Importar un archivo de encuestas que nombre a este cliente.
lines-tickets = Incidencias, primero las últimas
lines-surveys = Respuestas, primero las últimas
lines-hint = Las direcciones, los teléfonos y los nombres de usuarios conocidos se enmascararon al importar. Mostrar los textos queda en el registro de auditoría.
lines-concealed = Los textos son para otros roles.
lines-show = Mostrar los textos
lines-hide = Ocultar los textos
lines-none = No se sabe nada de estos días
survey-csat = Satisfacción (de 1 a 5)
survey-nps = Recomendación (de 0 a 10)
column-ticket = Incidencia
column-opened = Abierta
column-closed = Cerrada
column-category = Sobre qué
column-named-product = Producto, según el archivo
column-subject-line = Asunto
column-answer = Respuesta
column-asked = Se pregunta por
column-score = Puntuación
column-comment = Comentario
unused-title = Puestos de pago sin usar
unused-hint = Tres cantidades que se solapan y nunca se suman. Costes al mes, cada moneda por separado.
unused-empty = No se ha vendido ningún producto de pago
unused-empty-text = Ese día no hay nada que pueda estar sin usar.
unused-idle = Usuarios inactivos
unused-without = nada se sabe de { $workloads }
unused-exposure = Sin nadie asignado
unused-reassignable = Reasignables ahora
unused-reducible = Reducibles en { $days } días
renewals-within = Suscripciones propias por renovar en { $days } días
renewals-due = { $subscriptions ->
    [0] ninguna
    [one] { $subscriptions } suscripción, { $seats } puestos
   *[other] { $subscriptions } suscripciones, { $seats } puestos
}

## Acciones

actions-lead = Lo que se hace por los clientes: planificado, seguido y revisado.
actions-view = Cómo se muestran las acciones
actions-board = Tablero
actions-calendar = Calendario
actions-export = Descargar todas las acciones
actions-import = Importar un archivo de acciones
actions-import-hint = La tabla nativa actions como CSV, TSV o Parquet, tal como la escribe Exportar. Se importa entera o nada.
actions-taken-in = { $rows } filas: { $added } acciones nuevas, { $changed } cambiadas.
actions-more = Mostrar más acciones
actions-empty-planned = No hay nada planificado. Al aceptar una recomendación se planifica algo.
actions-empty-running = No hay nada en curso.
actions-empty-done = Todavía no hay nada terminado.
actions-empty-dropped = No se ha abandonado nada.
actions-of-customer = Lo que se hace y se ha hecho; primero lo último.
actions-to-board = En el tablero
actions-nothing = Todavía no hay acciones
actions-nothing-text = Aceptar una recomendación o planificar otra cosa.
action-title = Acción
action-title-of = Acción: { $name }
action-plan = Planificar una acción
action-for = Para quién
action-customers-hint = Uno o varios, como máximo 1.000. Buscar por nombre, dominio o id. de inquilino.
action-customer-remove = Eliminar { $name }
action-also-for = { $count ->
    [one] junto con { $count } cliente más
   *[other] junto con { $count } clientes más
}
action-status-of = Estado de { $name }
action-status-planned = Planificada
action-status-running = En curso
action-status-done = Terminada
action-status-dropped = Abandonada
action-moved = { $name }: { $status }
action-owner = Responsable
action-owner-me = { $name } (yo)
action-no-owner = nadie todavía
action-no-play = Sin pauta
action-no-customer = ningún cliente
action-customers = { $count ->
    [one] { $name } y { $count } más
   *[other] { $name } y { $count } más
}
action-days = Días
action-no-days = sin fecha todavía
action-days-planned = prevista { $from } – { $to }
action-days-real = { $from } – { $to }
action-planned-from = Prevista desde
action-planned-to = Prevista hasta
action-started-on = Empezada el
action-ended-on = Terminada el
action-note = Nota
action-changed-at = último cambio: { $at }
action-recommended = Recomendado
action-recommended-on = { $stake } en juego el { $day }
action-not-recommended = no por una pauta
material-add = Añadir material
material-title = Título { $place }
material-where = Dirección o nombre de archivo { $place }
material-remove = Eliminar el material { $place }
around-title = Cifras en torno a la acción
around-not-an-effect = no es un efecto
around-hint = Las cifras están una junto a otra. Nada indica que la acción sea la causa de la diferencia.
around-start = Al inicio
around-before = Antes de empezar
around-after = Al terminar, o ahora
support-load = Consultas por cada 100
calendar-title = Calendario de { $month }
calendar-hint = Primer y último día de las acciones, fin de compromisos y de suscripciones de prueba.
calendar-show = Ver como calendario
calendar-more = { $count ->
    [one] { $count } más
   *[other] { $count } más
}
calendar-what = Qué
calendar-begins = Empieza:
calendar-ends = Termina:
calendar-renewal = Renovación:
calendar-trial = Fin de prueba:
calendar-empty = No hay nada en este mes
calendar-empty-text = Poner fechas a las acciones o mirar otro mes.

## Pautas

plays-lead = Para quién merece la pena hacer algo, qué tener en cuenta y qué probar. Las pautas son datos: las propias del partner están junto a las incluidas o las sustituyen.
plays-title = Pautas en vigor
plays-hint = De ellas salen las recomendaciones.
plays-add = Añadir una pauta
plays-recommended-of = Recomendaciones de { $name }
play-per-customer = Cliente
play-per-workload = Carga de trabajo
play-per-sku = Producto
play-own = Propia
play-shipped = Incluida
play-off = Desactivada
play-thresholds-changed = Umbrales cambiados
play-says = Qué dice
play-when = Cuándo se recomienda
play-when-hint = Una condición sobre señales con nombre. Si no se conoce, no se cumple.
play-condition = Condición
play-stake = En juego
play-edit = Editar
play-edit-of = Editar: { $name }
play-remove = Retirar
play-remove-sure = Retirar definitivamente
play-editor-hint = El texto del archivo de la pauta (TOML), en ambos idiomas. Se pone en vigor entero o se rechaza con las líneas incorrectas.
play-source = Texto
play-check = Solo comprobar
play-put = Poner en vigor
play-is-good = La pauta es correcta
play-line = Línea { $line }
versions-title = Versiones
versions-hint = Se guarda cada cambio. Un texto anterior se puede editar para ponerlo de nuevo en vigor.
versions-empty = Nadie ha cambiado esta pauta
versions-empty-text = Está en vigor tal como viene incluida.
version-put = Puesta en vigor
version-removed = Retirada
version-edit = Editar este texto
version-edit-of = Editar este texto: versión { $version }
thresholds-title = Umbrales
thresholds-hint = Los números que deciden cuándo se recomienda la pauta. Cada cambio queda en el registro de auditoría.
thresholds-empty = Esta pauta no tiene umbrales
threshold-changed = cambiado
threshold-default = La pauta dice { $value }.
threshold-reset = Volver a lo que dice la pauta
threshold-trail = Quién lo ha cambiado
threshold-trail-of = Quién lo ha cambiado: { $name }
threshold-trail-empty = Nadie lo ha cambiado.
threshold-trail-hint = Cada cambio queda en el registro de auditoría.
threshold-before = Antes
threshold-after = Después
threshold-unit-percent = Porcentaje
threshold-unit-number = Número
threshold-unit-seats = Puestos
threshold-unit-people = Personas
threshold-unit-tickets = Incidencias
threshold-unit-answers = Respuestas
threshold-unit-points = Puntos
column-per = Se busca en
column-threshold = Umbral
column-unit = Unidad
column-value = En vigor
column-default = Según la pauta

## Crecimiento

growth-lead = Altas y bajas entre los finales de mes, hasta el { $day }. Solo productos de pago.
growth-title = Altas y bajas por mes
growth-hint = Lo visto por primera vez ya estaba antes y solo se conoce ahora: no es un alta. Los meses anteriores a los datos son huecos.
growth-of = Qué crece
growth-of-customers = Clientes
growth-of-seats = Puestos
growth-of-subscriptions = Suscripciones
growth-start = Inicio
growth-gained = Altas
growth-first_seen = Vistos por primera vez
growth-lost = Bajas
growth-end = Final
growth-note = { $month }: { $gained } altas, { $lost } bajas
growth-trials = Pruebas iniciadas
growth-trials-note = { $month }: { $converted } convertidas, { $ended } finalizadas
growth-converted = Convertidas
growth-ended = Finalizadas
growth-renewals = Se renuevan en { $days } días
growth-renewals-later = { $days } días: { $count }, con { $seats } puestos
growth-renewals-short = Puestos por renovar en { $days } días
growth-parts = { $of } por partes
growth-parts-hint = Altas y bajas de un mes. Un cliente puede contar en varios productos.
growth-parts-hint-tag = Altas y bajas de un mes. Un cliente con varias etiquetas cuenta en cada una.

## Exportaciones

export-action = Exportar
export-marks = Solo clientes por { $marks }.
export-title = Exportar cifras
export-of = { $count ->
    [one] Solo de { $count } cliente.
   *[other] Solo de los { $count } clientes elegidos.
}
export-not-filtered = La búsqueda, los porcentajes y los filtros por producto no se aplican a los archivos. Para una parte de los clientes, elígelos antes en la lista.
export-kind = Contenido
export-kind-usage = Uso por cliente y carga de trabajo
export-kind-deployment = Implementación por cliente y producto
export-kind-product_usage = Uso por cliente, producto y carga de trabajo
export-kind-portfolio = Cartera por producto y carga de trabajo
export-kind-support = Soporte técnico y satisfacción por mes
export-kind-unused_seats = Puestos sin usar al final de cada mes
export-kind-other = Exportación de una versión anterior
export-format = Formato
export-format-xlsx = Excel (XLSX)
export-format-csv = CSV
export-format-tsv = TSV
export-format-jsonl = JSON Lines
export-format-parquet = Parquet
export-from = Primer día
export-to = Último día
export-download = Descargar
export-queued = Pendiente
export-running = En ejecución
export-done = Completado
export-failed = Error
exports-progress = { $done } de { $all } filas
export-rows-written = { $count ->
    [one] { $count } fila
   *[other] { $count } filas
}
exports-lead = Archivos con las cifras de muchos días. Se crean en segundo plano y se guardan unos días.
exports-title = Exportaciones propias
exports-empty = Todavía no hay exportaciones
exports-empty-text = Elegir Exportar aquí, en la cartera o en un cliente.

## Importaciones

imports-lead = Archivos del Centro de partners, de Microsoft Graph y de Microsoft 365, o tablas propias. Importar otra vez el mismo archivo no cambia nada.
upload-title = Importar archivos
upload-hint = Comprobar primero para ver qué se ha reconocido: no se guarda nada.
upload-drop = Soltar archivos aquí o elegirlos
upload-kinds = CSV, TSV, JSON, Parquet, ZIP y GZ; varios a la vez
upload-remove = Descartar { $file }
upload-options = Opciones
upload-mode = Si hay filas erróneas
upload-mode-strict = Rechazar el archivo
upload-mode-quarantine = Apartar las filas si son pocas
upload-customer = Cliente, si los archivos no lo indican
upload-covers-from = La actividad está completa desde
upload-covers-to = La actividad está completa hasta
upload-as-of = Día que describen los archivos
upload-dates = Cómo se escriben las fechas
upload-check = Solo comprobar
upload-import = Importar
upload-nothing = Elegir archivos primero.
upload-sending = { $count ->
    [one] Enviando { $count } archivo
   *[other] Enviando { $count } archivos
}
job-title = Resultado
job-waiting = Antes va otra importación.
job-reading-text = { $file }, { $rows } filas hasta ahora
job-queued = En espera
job-reading = Leyendo
job-checked = Comprobado
job-checked-text = No se ha guardado nada. Elegir Importar para guardarlo.
job-imported = Importado
job-imported-text = Todas las cifras ya lo muestran.
job-unchanged = Nada nuevo
job-unchanged-text = Todo se había importado antes.
job-refused = Rechazado
job-refused-text = No se ha importado nada. Corregir los archivos según los problemas e importarlos otra vez.
job-failed = Error
job-failed-text = No se ha importado nada.
column-format = Reconocido como
column-rows = Filas
column-new = Nuevas
column-changed = Cambiadas
column-unchanged = Sin cambios
column-quarantined = Apartadas
column-problems = Problemas
column-line = Línea
column-column = Columna
column-problem = Problema y qué hacer
column-file = Archivo
column-recorded-at = Registrado
problems-title = { $count ->
    [one] { $count } problema
   *[other] { $count } problemas
}
problems-more = y { $count } más
running-title = En curso
running-hint = Las importaciones van una tras otra, quienquiera que las haya empezado.
running-begun = Comienzo
held-title = Instantáneas por confirmar
held-hint = Difieren tanto del día anterior que no cuentan hasta que alguien las confirme.
held-confirm = Confirmar
history-title = Historial
history-hint = Lo importado, primero lo último.
history-empty = Todavía no se ha importado nada
history-empty-text = Soltar arriba los primeros archivos.
history-as-then = Cifras de entonces
history-more = Mostrar más (quedan { $count })
ledger-import = Importación
ledger-confirm = Instantáneas confirmadas
ledger-catalogue = Catálogo cambiado
ledger-recompute = Cifras recalculadas
quarantine-download = { $count ->
    [one] { $count } fila, descargar
   *[other] { $count } filas, descargar
}

## Catálogo

catalogue-lead = Qué productos hay y qué cargas de trabajo contienen.
unmapped-title = Productos que el catálogo no conoce
unmapped-hint = Cuentan en la implementación, y en ningún uso hasta que se asignen.
unmapped-nothing = Todo lo que hay en los datos se conoce
unmapped-nothing-text = No queda fuera ninguna suscripción ni actividad.
unmapped-activity = Actividad que no cuenta para ninguna carga de trabajo
products-title = Productos
products-hint = Los productos de pago dan derechos de uso de sus cargas de trabajo; los complementos dan acceso sin derechos.
products-search = Buscar por nombre o número de referencia
products-none = Ningún producto coincide
products-none-text = Cambiar la búsqueda.
products-more = y { $count } más; buscarlos por el nombre
workloads-title = Cargas de trabajo
workloads-hint = Lo que usan las personas y qué actividad notificada cuenta para ello.
product-add = Añadir al catálogo
product-add-of = Añadir al catálogo: { $name }
product-add-text = Cuenta desde el primer día: se vuelven a calcular todas las cifras, lo que tarda un rato con muchos clientes.
product-adding = Se están calculando de nuevo todas las cifras.
product-name = Nombre del producto
product-part_number = Número de referencia
product-id = Id. de SKU
product-id-hint = El GUID de la lista de Microsoft o de las suscripciones del partner
product-gives = Lo que da
product-gives-none = Nada
product-gives-base = Da derecho
product-gives-addon = Añade acceso
class-text-paid = Sus puestos se venden y dan derecho a las cargas de trabajo de abajo.
class-text-free = Se muestra con sus recuentos, en ningún total.
class-text-device = Para salas y dispositivos: en ningún total de personas.
column-sku-class = Clase
column-base = Da derecho a
column-addon = Añade acceso a
column-sources = Se cuenta a partir de
column-unlicensed = Se puede usar sin licencia

## Personas y roles

members-lead = Quién puede iniciar sesión, qué puede hacer y qué clientes puede ver.
members-title = Miembros
members-add = Añadir un miembro
members-edit = Cambiar
members-edit-of = Cambiar { $name }
column-member-role = Rol
column-scope = Clientes
column-signs-in = Inicia sesión con
member-by-token = un token
member-by-organisation = la organización
member-by-password = una contraseña
member-by-two = una contraseña y un código
member-invited = con invitación, aún sin contraseña
member-enabled = Habilitado
member-disabled = Deshabilitado
member-may-sign-in = Puede iniciar sesión
member-password-link = Vínculo para otra contraseña
member-drop-factor = Quitar el segundo factor
member-remove = Eliminar el miembro
member-remove-sure = Eliminar definitivamente
link-made = Se ha creado el vínculo
link-made-text = Entregarlo al miembro; sirve una vez, hasta { $until }. Solo se muestra ahora.
scope-kind-all = Todos los clientes
scope-kind-tag = Clientes con una etiqueta
scope-kind-reseller = Clientes de un revendedor
scope-kind-list = Una lista de clientes
scope-list-hint = Un id. de inquilino por línea
resellers-title = Revendedores
resellers-hint = Los clientes llevan el id. de un revendedor. Con un nombre aquí, se muestra en todas partes, y un miembro puede ver los clientes de un revendedor con todos los que están por debajo.
resellers-add = Añadir un revendedor
resellers-empty = Ningún revendedor
resellers-empty-text = Ningún cliente tiene uno. Añadir aquellos a los que se vincularán miembros.
reseller-nameless = sin nombre
reseller-id = Id.
reseller-id-hint = Exactamente como en la columna reseller_id de los clientes
reseller-parent-hint = Quien ve sus clientes ve también los de este
reseller-no-parent = Nadie
reseller-remove = Quitar el revendedor
column-parent = Por debajo de
roles-title = Qué pueden hacer los roles
role-global_admin = Administrador global
role-user_admin = Administrador de usuarios
role-admin_agent = Agente de administración
role-sales_agent = Agente de ventas
role-helpdesk_agent = Agente del departamento de soporte técnico
role-api_only = Programa
role-text-global_admin = Todo.
role-text-user_admin = Ve todas las conclusiones, administra los miembros, cambia pautas, umbrales y webhooks y lee la auditoría.
role-text-admin_agent = Ve todas las conclusiones, importa archivos, administra el catálogo, decide sobre las recomendaciones y sigue las acciones.
role-text-sales_agent = Ve las conclusiones y las exporta, sin los nombres de los usuarios; decide sobre las recomendaciones y sigue las acciones.
role-text-helpdesk_agent = No ve las conclusiones.
role-text-api_only = Un programa: entra solo con un token.

## Tokens de API

tokens-lead = Con un token un programa pide cifras en lugar de una persona, con una parte de lo que puede hacer su propietario.
tokens-make = Crear un token
tokens-empty = Todavía no hay tokens
tokens-empty-text = Crear uno para cada programa, de modo que cada uno se pueda revocar por separado.
token-made = Se ha creado el token
token-made-text = Copiarlo ahora: no se vuelve a mostrar.
token-expires-hint = Como máximo dentro de un año
token-owner = Actúa en nombre de
token-owner-self = Quien lo crea
token-revoke = Revocar
token-revoke-of = Revocar { $name }
token-revoked = Revocado
column-permissions = Puede
column-made = Creado
column-used = Último uso
permission-sign_in = Iniciar sesión
permission-read_insights = Leer conclusiones
permission-read_personal_data = Ver nombres de usuarios
permission-export = Exportar
permission-import = Importar
permission-manage_catalogue = Administrar el catálogo
permission-manage_members = Administrar miembros
permission-make_tokens = Crear tokens
permission-read_audit = Leer la auditoría
permission-act = Decidir sobre las recomendaciones y cambiar acciones
permission-manage_plays = Cambiar pautas, umbrales y webhooks

## Webhooks

webhooks-lead = Un webhook avisa a otro programa cuando se planifica o cambia una acción.
webhooks-hint = Cada uno recibe todas las acciones, de todos los clientes.
webhooks-add = Añadir un webhook
webhooks-empty = Todavía no hay webhooks
webhooks-empty-text = Añadir la dirección de un programa que deba saber cuándo cambia una acción.
webhook-added = Se ha añadido { $name }
webhook-added-text = Los avisos se firman con este secreto. Copiarlo ahora: no se vuelve a mostrar.
webhook-address = Dirección
webhook-address-hint = Empieza por https:// o http://; los cambios se envían ahí por POST.
webhook-state = Estado
webhook-told = Recibe avisos
webhook-failing = Con errores
webhook-paused = En pausa
webhook-waiting = Nada enviado todavía
webhook-delivered = Última entrega
webhook-failed = Último error
webhook-never = nunca
webhook-failure-address = No se puede llamar a la dirección.
webhook-failure-unresolved = No se conoce el nombre del servidor.
webhook-failure-private = El servidor está en una red privada. Quien administra Uptake puede permitirlo: private_callbacks.
webhook-failure-elsewhere = El servidor ha respondido que la dirección ha cambiado.
webhook-failure-refused = No se ha podido contactar con el servidor o este lo ha rechazado.
webhook-failure-other = No ha llegado.
webhook-pause = Pausar
webhook-pause-of = Pausar { $name }
webhook-resume = Volver a avisar
webhook-resume-of = Volver a avisar a { $name }
webhook-remove-of = Eliminar { $name }
webhook-remove-sure = Eliminar definitivamente
webhook-remove-sure-of = Eliminar definitivamente { $name }
webhooks-sent-title = Qué se envía
webhooks-sent-hint = JSON con la acción tal como está entonces y sus clientes por id. Sin notas, nombres ni cifras: para saber más está la API.
webhook-event-created = Se ha planificado una acción o se ha aceptado una recomendación.
webhook-event-changed = Se ha cambiado una acción.
webhook-sent-signed = Hora y HMAC-SHA-256 de hora y cuerpo con el secreto, para que lo compruebe quien recibe el aviso.
webhook-sent-named = El id del aviso: lo que llega dos veces tiene el mismo.
webhook-not-arrived = Si no llega
webhook-sent-again = Se envía de nuevo al cabo de 1, 5, 15 y 60 minutos y de 3, 6, 12 y 24 horas; después se abandona. Una pausa descarta lo que espera.

## Auditoría

audit-lead = Quién hizo qué. Cada fila contiene el hash de la anterior, de modo que ninguna se puede quitar sin que se note.
audit-title = Registro de actividad
audit-action-action-add = Acción planificada
audit-action-action-adopt = Acciones de un archivo incorporadas
audit-action-action-adopted = Archivos de acciones incorporados
audit-action-action-change = Acción cambiada
audit-action-action-import = Archivo de acciones importado
audit-action-catalogue-add = Catálogo ampliado
audit-action-export-download = Exportación descargada
audit-action-export-make = Exportación creada
audit-action-export-remove = Exportación quitada
audit-action-import = Archivos importados
audit-action-import-confirm = Instantánea confirmada
audit-action-insights-drop = Informe eliminado
audit-action-insights-query = Consulta de informe creada
audit-action-insights-report = Informe programado
audit-action-link-make = Vínculo creado
audit-action-member-add = Miembro añadido
audit-action-member-change = Miembro cambiado
audit-action-member-first-admin = Primer administrador creado
audit-action-member-profile = Perfil cambiado
audit-action-member-recovery-code = Código de recuperación usado
audit-action-member-remove = Miembro quitado
audit-action-member-second-factor = Segundo factor cambiado
audit-action-member-set-password = Contraseña establecida
audit-action-personal-data-quarantine = Filas apartadas descargadas
audit-action-personal-data-view = Nombres de usuarios mostrados
audit-action-play-put = Pauta puesta en vigor
audit-action-play-remove = Pauta retirada
audit-action-recommendation-accept = Recomendación aceptada
audit-action-recommendation-dismiss = Recomendación descartada
audit-action-recommendation-end = Decisiones terminadas con su motivo
audit-action-recommendation-reopen = Decisión anulada
audit-action-recommendation-snooze = Recomendación aplazada
audit-action-reseller-put = Revendedor nombrado
audit-action-reseller-remove = Revendedor quitado
audit-action-session-end = Sesión cerrada
audit-action-session-second-factor = Código introducido
audit-action-session-start = Sesión iniciada
audit-action-threshold-set = Umbral cambiado
audit-action-token-make = Token creado
audit-action-token-revoke = Token revocado
audit-action-view-drop = Vista guardada quitada
audit-action-view-put = Vista guardada
audit-action-webhook-add = Webhook añadido
audit-action-webhook-change = Webhook cambiado
audit-action-webhook-remove = Webhook eliminado
audit-console = La consola del servidor
audit-empty = Ninguna fila coincide
audit-only = Solo lo que hizo { $name }
audit-more = Mostrar filas anteriores
column-at = Cuándo
column-actor = Quién
column-action = Acción
column-subject = Sobre qué
column-outcome = Resultado
column-detail = Detalles
outcome-done = Hecho
outcome-refused = Rechazado
outcome-failed = Error

## Perfil

profile-appearance = Idioma y tema
profile-appearance-hint = Se aplican al momento, en todos los dispositivos.
profile-language = Idioma
profile-theme = Tema
language-en = English
language-es = Español
theme-system = Como el sistema
theme-light = Claro
theme-dark = Oscuro
profile-saved = Guardado.
profile-password = Contraseña
profile-ends-sessions = Una contraseña nueva termina todas las demás sesiones.
profile-password-action = Establecer la contraseña
profile-factor = Segundo factor
profile-factor-on = Después de la contraseña se pide un código de la aplicación de autenticación.
profile-factor-off = Con un segundo factor no basta una contraseña robada.
profile-factor-add = Añadir un segundo factor
profile-factor-secret = Introducir esta clave en una aplicación de autenticación y después el código que muestra.
profile-factor-open = Abrir en una aplicación de autenticación
profile-factor-confirm = Activar
profile-factor-drop = Desactivar
profile-codes = Códigos de recuperación
profile-codes-text = Guardarlos en un lugar seguro: cada uno sirve una vez si se pierde la aplicación. Solo se muestran ahora.

## Inicio de sesión

sign-in-title = Iniciar sesión
sign-in-lead = Implementación y uso de las licencias de los clientes.
sign-in-action = Iniciar sesión
sign-in-organisation = Iniciar sesión con la organización
sign-in-problem-wrong-credentials = La organización no ha confirmado el inicio de sesión
sign-in-problem-not-allowed = La cuenta de la organización no puede iniciar sesión aquí
sign-in-problem-other = No se ha podido iniciar sesión; reintentar
second-factor-title = Segundo factor
second-factor-lead = Introducir el código que muestra la aplicación de autenticación o un código de recuperación.
second-factor-action = Continuar
second-factor-back = Volver
set-up-title = Primera configuración
set-up-lead = Crear el primer Administrador global de esta instalación.
set-up-action = Configurar
set-up-no-link = Hace falta el vínculo de la consola
set-up-no-link-text = El servidor lo muestra cuando arranca por primera vez.
link-title = Establecer una contraseña
link-lead = { $name }: el vínculo es válido hasta { $until }.
link-action = Establecer la contraseña
field-name = Nombre
field-email = Dirección de correo electrónico
field-password = Contraseña
field-new-password = Contraseña nueva
field-new-password-hint = Al menos 12 caracteres; una frase es lo más fácil de recordar.
field-password-again = Repetir la contraseña
field-password-differs = Las dos contraseñas son distintas.
field-present-password = Contraseña actual
field-code = Código

## Acerca de

about-lead = La versión, la actualidad de los datos y qué significan las cifras.
about-data = Esta instalación
about-version = Versión
about-entry = Número de importación
about-deployment-as-of = Implementación a fecha de
about-usage-as-of = Uso a fecha de
about-definitions = Definiciones
about-definitions-hint = Los recuentos son números enteros; el porcentaje se calcula al final, a partir de dos recuentos.
define-sold = Licencias vendidas
define-text-sold = Puestos de suscripciones activas que no son de prueba, de todos los vendedores. Los puestos en período de gracia solo cuentan si el producto no tiene al lado una suscripción activa.
define-formula-sold = vendidas = puestos activos o, si no hay, puestos en período de gracia
define-deployment = Implementación
define-text-deployment = Cuántas de las licencias vendidas están asignadas a personas al final del día. Supera el 100 % si hay más asignadas que vendidas. Los productos gratuitos o para dispositivos no tienen porcentaje. Falta antes de la primera lista, recuento o informe que diga cuántas hay.
define-formula-deployment = implementación = 100 · asignadas / vendidas
define-unassigned = Sin asignar y asignadas en exceso
define-text-unassigned = Puestos vendidos que no tiene nadie, y personas de más respecto a los puestos vendidos, cada producto de cada cliente por separado: un exceso en uno no llena puestos de otro.
define-formula-unassigned = sin asignar = máx(0, vendidas − asignadas); en exceso = máx(0, asignadas − vendidas)
define-spare = De prueba y en período de gracia
define-text-spare = Puestos de suscripciones de prueba, activas o en período de gracia; y puestos de las demás suscripciones en período de gracia, cuenten como vendidos o no. Las personas pueden usar ambos.
define-entitlement = Derecho de uso
define-text-entitlement = Un puesto vendido de un producto de pago que contiene la carga de trabajo. Un complemento da acceso sin derecho de uso.
define-formula-entitlement = derechos de uso = suma de los puestos vendidos de esos productos
define-usage = Uso
define-text-usage = Usuarios activos en una carga de trabajo al menos uno de los últimos 28 días naturales, frente a sus derechos de uso. Los invitados, buzones compartidos, salas y cuentas de servicio se cuentan aparte. Puede superar el 100 %.
define-formula-usage = uso = 100 · usuarios activos / derechos de uso
define-covered = Uso cubierto
define-text-covered = Lo mismo solo con los usuarios que tienen licencia ese día, y como máximo tantos como puestos vendidos: un exceso nunca parece un éxito.
define-formula-covered = uso cubierto = 100 · mín(con licencia, derechos de uso) / derechos de uso
define-classes = Con licencia, con licencia hasta hace poco y sin licencia
define-text-classes = Cada usuario activo está en una sola clase: tiene licencia ese día, la tuvo otro de los 28 días, o ninguno.
define-formula-classes = usuarios activos = con licencia + hasta hace poco + sin licencia
define-overage = Por encima de los derechos de uso
define-text-overage = Usuarios activos de más, por causas: uso sin licencia, suscripción duplicada, suscripción de prueba, rotación de personal, otras. Las partes suman el total.
define-formula-overage = de más = máx(0, usuarios activos − derechos de uso)
define-product_usage = Uso por producto
define-text-product_usage = Usuarios activos en una carga de trabajo que tienen el producto ese día o lo tuvieron en los 28 días, frente a sus puestos vendidos. Quien tiene dos productos cuenta en cada uno.
define-formula-product_usage = uso de un producto = 100 · usuarios activos que lo tienen / puestos vendidos de él
define-window = 28 días
define-text-window = El día mismo y los 27 días naturales anteriores, en UTC.
define-coverage = Días con datos
define-text-coverage = Una cifra es completa si se conocen los 28 días, es como mínimo la mostrada si se conocen algunos, y falta si no se conoce ninguno. Una cifra que falta es un hueco, nunca un cero.
define-preliminary = Provisional
define-text-preliminary = Una cifra cuyo informe más reciente se registró menos de tres días después de la fecha; aún puede cambiar.
define-own = Solo licencias propias
define-text-own = Los informes no dicen con qué licencia está activa una persona. Por eso los usuarios de los puestos propios quedan entre dos límites, y la estimación los reparte en proporción.
define-formula-own = estimación = activos · propias / (propias + ajenas)
define-portfolio = Cartera
define-text-portfolio = Sumas de los clientes y porcentajes de sumas: nunca medias de porcentajes. Los clientes sin datos no entran en ninguna suma y se cuentan aparte.
define-formula-portfolio = uso de la cartera = 100 · suma de usuarios activos / suma de derechos de uso
define-people = Personas
define-text-people = Quien usa tres cargas de trabajo cuenta una vez en cada una y es una persona. Las personas no se suman por filas.
define-spread = Mediana e intervalos
define-text-spread = Cada cliente por su propio porcentaje, del que el de la cartera no es la media: la mitad de los clientes está en la mediana o por debajo, y cada barra abarca 20 puntos, la última todo desde el 80 %.
define-change = Variación
define-text-change = Frente a la misma cifra 28 días antes, de modo que ningún día está en ambos períodos: los recuentos como eran, los porcentajes por su diferencia en puntos.
define-attention = Clientes a los que atender primero
define-text-attention = Por uso cubierto, y por su caída desde 28 días antes, los clientes con al menos 5 derechos de uso y todos los días conocidos; por puestos sin asignar; por usuarios por encima de los derechos. De solo licencias propias, por uso en lugar de uso cubierto.
define-price = Precio por puesto
define-text-price = Por puesto y mes, como lo dice el archivo de la suscripción o, si no, la lista de precios. Con él se calcula lo que cuestan los puestos sin uso y las renovaciones.
define-tickets = Incidencias
define-text-tickets = Llamadas de soporte técnico por el día en que se abrieron. Un archivo de incidencias solo informa de sus días y clientes: dentro de ellos, un día sin filas es un día sin incidencias; fuera no se sabe nada.
define-load = Carga de consultas de uso
define-text-load = Incidencias que preguntan cómo se hace algo, por cada 100 miembros activos en los 28 días que terminan con el mes. Por producto, los miembros activos en él. Sin definir si no se conocen las incidencias o los usuarios activos.
define-formula-load = carga = 100 · consultas de uso del mes / usuarios activos
define-satisfaction = Satisfacción
define-text-satisfaction = Respuestas de 1 a 5 el día en que se dieron: su media y la parte de 4 y 5. Sin respuestas no hay ninguna.
define-formula-satisfaction = satisfechas = 100 · respuestas de 4 y 5 / respuestas
define-nps = Índice de recomendación (NPS)
define-text-nps = De las respuestas de 0 a 10 sobre si se recomendaría al partner: un número entero de −100 a 100.
define-formula-nps = índice = 100 · (respuestas de 9 y 10 − respuestas de 0 a 6) / respuestas
define-exposure = Puestos de pago sin usar
define-text-exposure = Puestos de un producto de pago que no tiene nadie. Se solapan con los reasignables, y los reducibles son una parte: los tres nunca se suman.
define-formula-exposure = sin usar = max(0, vendidas − asignadas)
define-idle = Usuarios inactivos
define-text-idle = Usuarios que tuvieron el producto todos los 28 días y no estuvieron activos en ninguna de sus cargas de trabajo. Las cargas de las que nunca ha llegado un informe se dejan aparte y se nombran. Solo se sabe si las demás se conocen por completo y los nombres no están ocultos.
define-reassignable = Reasignables ahora
define-text-reassignable = Puestos que quedarían libres si los usuarios inactivos devolvieran el suyo. No se sabe si no se conocen los usuarios inactivos.
define-formula-reassignable = reasignables = max(0, vendidas − (asignadas − usuarios inactivos))
define-reducible = Reducibles en la renovación
define-text-reducible = De los puestos sin usar, los de suscripciones propias que ningún compromiso obliga al cabo de 30 o 90 días. Sin fin de compromiso, una suscripción mensual está libre; de cualquier otro plazo no se sabe, y no cuenta.
define-formula-reducible = reducibles = min(sin usar, puestos propios sin compromiso para entonces)
define-cost = Coste de los puestos sin usar
define-text-cost = Al mes: el precio de la suscripción o, si no, el de la lista de precios para ese día. Exacto, cada moneda por separado, sin sumarlas nunca. Los puestos sin precio se cuentan y no entran en ningún importe.
define-growth = Crecimiento por mes
define-text-growth = Del final del mes anterior al final del mes, de productos de pago: clientes con puestos, puestos vendidos por cliente y producto, y suscripciones en uso que no son de prueba. Se conoce a partir del primer mes antes del cual hay datos.
define-formula-growth = inicio + altas + vistos por primera vez − bajas = final
define-first_seen = Visto por primera vez
define-text-first_seen = Una suscripción comprada en un mes anterior que solo se conoce desde este. No es un alta y se cuenta aparte.
define-trials = Suscripciones de prueba
define-text-trials = Iniciada el día del primer registro, o el de la compra si es anterior. Convertida cuando pasa a ser una suscripción de pago, o cuando se venden puestos del producto donde no había ninguno; si no, finalizada.
define-renewals = Renovaciones próximas
define-text-renewals = Suscripciones en uso que no son de prueba, cuyo compromiso termina entre el día y 30 o 90 días después, ambos incluidos.
define-play = Recomendación
define-text-play = Una pauta cuya condición se cumple para el cliente, una de sus cargas de trabajo o uno de sus productos en el último día con datos de uso. Lo que no se sabe nunca se cumple, y los porcentajes de menos de 5 no dicen nada.
define-stake = En juego
define-text-stake = Puestos o personas de los que trata una recomendación: la suma de los productos si son puestos, la mayor de las cargas de trabajo si son personas. Las recomendaciones se ordenan por ello; los clientes con menos de 5 puestos y menos de 5 en juego van al final.
define-since = Desde cuándo
define-text-since = El primero de los domingos de 13 semanas desde el que el motivo nunca desapareció durante 28 días. «O antes» si nada indica que no hubiera empezado antes.
define-around = Cifras en torno a una acción
define-text-around = Uso cubierto y carga de consultas de uso el día antes de empezar una acción, y el día en que terminó o ahora. Están una junto a otra y no son un efecto de la acción.
