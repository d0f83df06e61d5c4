### Las palabras de las cifras: qué se cuenta, de dónde sale y por qué.

## Columnas, por el nombre que les dan las exportaciones

column-customer_id = Id. de inquilino
column-customer_name = Cliente
column-sku_id = Id. de SKU
column-sku_part_number = Número de referencia
column-product_name = Producto
column-service = Servicio
column-workload = Carga de trabajo
column-coverage = Datos

## Por qué el uso supera el 100 %

cause-turnover = rotación de personal: la licencia pasó a un usuario nuevo y los dos estuvieron activos
cause-duplicate = suscripción duplicada: una en período de gracia o ya terminada siguió dando acceso junto a la vigente
cause-trial = suscripción de prueba: sus usuarios estuvieron activos, pero sus puestos no se cuentan
cause-unlicensed = uso sin licencia: nada indica que estas personas tengan una
cause-unlicensed-open = uso sin licencia: el servicio admite a personas que no tienen ninguna
cause-other = otras: más licencias asignadas que vendidas, puestos recién reducidos o un hueco en los datos

## Cuánto se sabe de un día

coverage-complete = completos
coverage-lower-bound = al menos esto
coverage-missing = sin datos
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
seller-counted = Contado por Microsoft, todos los vendedores
seller-counted_others = Contado por Microsoft, otros vendedores
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

## Unidades y signos

unit-customers = { $count ->
    [one] { $count } cliente
   *[other] { $count } clientes
}
unmapped = no está en el catálogo
unknown = –
