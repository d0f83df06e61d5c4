### Las palabras de las cifras: qué se cuenta, de dónde sale y por qué.

## Columnas, por el nombre que les dan las exportaciones

column-day = Día
column-customer_id = Id. de inquilino
column-customer_name = Cliente
column-sku_id = Id. de SKU
column-sku_part_number = Número de referencia
column-product_name = Producto
column-service = Servicio
column-workload = Carga de trabajo
column-sold = Licencias vendidas
column-sold_own = Licencias vendidas, ventas propias
column-trial_seats = Puestos de prueba
column-grace_seats = Puestos en período de gracia
column-assigned = Licencias asignadas
column-deployment_percent = % de implementación
column-excess = Licencias asignadas en exceso
column-entitlements = Derechos de uso
column-entitlements_own = Derechos de uso, ventas propias
column-active = Usuarios activos
column-held = Activos con licencia
column-former = Activos con licencia hasta hace poco
column-never = Activos sin licencia
column-active_other = Invitados y cuentas compartidas activos
column-usage_percent = % de uso
column-covered_percent = % de uso cubierto
column-overage = Uso superior al 100 %
column-overage_turnover = Sobre el 100 %: rotación de personal
column-overage_duplicate = Sobre el 100 %: suscripción duplicada
column-overage_trial = Sobre el 100 %: suscripción de prueba
column-overage_unlicensed = Sobre el 100 %: uso sin licencia
column-overage_other = Sobre el 100 %: otras causas
column-coverage = Datos
column-days_covered = Días con datos
column-qualified = Derechos calificados
column-customers_counted = Clientes contados
column-customers_missing = Clientes sin datos
column-median_percent = Mediana
column-band_0_20 = Clientes por debajo del 20 %
column-band_20_40 = Clientes del 20 al 40 %
column-band_40_60 = Clientes del 40 al 60 %
column-band_60_80 = Clientes del 60 al 80 %
column-band_80_100 = Clientes desde el 80 %

## Por qué el uso supera el 100 %

cause-turnover = rotación de personal: la licencia pasó a un usuario nuevo y los dos estuvieron activos
cause-duplicate = suscripción duplicada: una en período de gracia o ya terminada siguió dando acceso junto a la vigente
cause-trial = suscripción de prueba: sus usuarios estuvieron activos, pero sus puestos no se cuentan
cause-unlicensed = uso sin licencia: el servicio admite a personas que no tienen ninguna
cause-other = otras: más licencias asignadas que vendidas, puestos recién reducidos o un hueco en los datos

## Cuánto se sabe de un día

coverage-complete = completos
coverage-lower-bound = al menos esto
coverage-missing = sin datos
coverage-days = { $covered } de { $window } días con datos
preliminary = provisional

## Estados, vendedores, clases, tipos

status-active = Activa
status-grace = En período de gracia
status-suspended = Suspendida
status-disabled = Deshabilitada
status-expired = Expirada
status-deprovisioned = Desaprovisionada
status-cancelled = Cancelada
status-converted = Cambiada a una licencia distinta
status-pending = Pendiente
seller-own = Ventas propias
seller-partner = Otro partner
seller-microsoft = Directamente de Microsoft
scope-all = Todos los vendedores
scope-own = Solo licencias propias
class-paid = De pago
class-free = Gratuita
class-device = Para dispositivos
kind-member = Usuario
kind-guest = Invitado
kind-shared = Buzón compartido
kind-room = Sala o equipo
kind-service = Cuenta de servicio

## Servicios y tablas

service-other = Otros
table-customers = Clientes
table-subscriptions = Suscripciones
table-users = Usuarios
table-assignments = Licencias asignadas
table-activity = Actividad por día
table-last-activity = Última actividad
table-tickets = Incidencias
table-surveys = Encuestas de satisfacción
table-actions = Acciones realizadas
table-assigned-units = Licencias asignadas sin nombres
table-licence-flags = Licencias según los informes de uso

## Unidades y signos

unit-seats = { $count ->
    [one] { $count } puesto
   *[other] { $count } puestos
}
unit-users = { $count ->
    [one] { $count } usuario
   *[other] { $count } usuarios
}
unit-customers = { $count ->
    [one] { $count } cliente
   *[other] { $count } clientes
}
unit-rows = { $count ->
    [one] { $count } fila
   *[other] { $count } filas
}
unmapped = no está en el catálogo
unknown = –
