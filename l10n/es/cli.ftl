### Lo que dice la línea de órdenes.

cli-error = error: { $text }
cli-hint = indicación: { $text }
cli-no-data = todavía no hay datos
cli-no-data-hint = importar archivos con `uptake import RUTA` o probar con `uptake demo`

## Lo que falla

error-read = la importación se interrumpió
error-io-read = no se pudo leer `{ $path }`
error-io-write = no se pudo escribir `{ $path }`
error-io-make = no se pudo crear `{ $path }`
error-io-create = no se pudo crear `{ $path }`
error-io-sync = no se pudo llevar `{ $path }` al disco
error-io-rename = no se pudo cambiar el nombre de `{ $path }`
error-io-remove = no se pudo eliminar `{ $path }`
error-config = `{ $path }` no se puede usar: { $what }
error-config-hint = corregir el archivo; `docs/operations.md` enumera sus claves
error-unknown-customer = no se conoce ningún cliente { $customer }
error-unknown-customer-hint = `uptake portfolio` muestra los clientes
error-no-such-customer = ningún cliente se llama `{ $text }`
error-no-such-customer-hint = `uptake portfolio` muestra los clientes; valen un GUID, un nombre exacto o el principio de un dominio
error-several-customers = `{ $text }` corresponde a varios clientes: { $names }
error-several-customers-hint = escribir el GUID de uno de ellos
error-unknown-product = no se conoce ningún producto ni carga de trabajo `{ $name }`
error-unknown-product-hint = `uptake catalogue list` muestra los productos; los números de referencia son exactos
error-too-early = no se sabe nada del { $day }
error-too-early-hint = los datos empiezan el { $first }
error-not-yet-recorded = en ese momento no se había registrado nada
error-not-yet-recorded-hint = `uptake imports` muestra cuándo se registró cada importación
error-nothing-held = el archivo importado { $file_no } no tiene ninguna instantánea pendiente de confirmar
error-nothing-held-hint = `uptake imports` muestra los que tienen
error-later-version = no se entiende la entrada { $seq } del libro de importaciones
error-later-version-hint = la escribió una versión posterior de uptake: usar esa versión
error-damaged = `{ $path }` está dañado: { $what }
error-damaged-hint = `uptake verify` nombra todo lo dañado, `uptake rebuild` crea de nuevo las tablas
error-catalogue = el archivo de catálogo se rechaza
error-held = el proceso { $pid } de { $host } usa `{ $dir }` desde { $since }: `{ $command }`
error-held-hint = esperar a que termine; mientras tanto se puede leer
error-held-by-unknown = otro proceso usa `{ $dir }`
error-held-by-unknown-hint = esperar a que termine; mientras tanto se puede leer
error-reversed-days = el primer día es posterior al último
error-reversed-days-hint = intercambiar --from y --to
error-not-a-demo = `{ $folder }` contiene datos que ninguna demostración puede sustituir
error-not-a-demo-hint = indicar una carpeta vacía con --data, o prescindir de --data y UPTAKE_DATA

## Importación

progress-file = leyendo { $file }
progress-rows = leyendo { $file }: { $rows } filas
head-file = Archivo
head-format = Formato
head-rows = Filas
head-new = Nuevas
head-changed = Cambiadas
head-unchanged = Iguales
head-problems = Problemas
import-more = y { $count } más
import-quarantine = { $count ->
    [one] { $count } fila se apartó en { $path }
   *[other] { $count } filas se apartaron en { $path }
}
import-confirm = La instantánea queda retenida. Para darla por buena: { $command }
import-total = { $files ->
    [one] Importado { $files } archivo
   *[other] Importados { $files } archivos
} con { $rows } filas: { $new } nuevas, { $changed } cambiadas, { $unchanged } iguales.
import-nothing-new = { $files ->
    [one] Nada nuevo en { $files } archivo
   *[other] Nada nuevo en { $files } archivos
} con { $rows } filas.
import-dry-run = { $files ->
    [one] Comprobado { $files } archivo
   *[other] Comprobados { $files } archivos
} con { $rows } filas; no se guardó nada.
import-refused = No se importó nada: { $refused } de { $files } archivos rechazados.

## Importaciones

head-seq = N.º
head-recorded = Registro (UTC)
head-file-no = N.º de archivo
entry-import = importación
entry-confirm = instantánea del archivo { $file_no } confirmada
entry-catalogue = archivo de catálogo { $name } agregado
entry-recompute = resultados calculados de nuevo
imports-waiting = El archivo { $file_no } contiene instantáneas pendientes de confirmar: { $customers }
    Para darlas por buenas: uptake imports confirm { $file_no }
imports-confirmed = { $customers ->
    [one] La instantánea de { $customers } cliente cuenta desde ahora.
   *[other] Las instantáneas de { $customers } clientes cuentan desde ahora.
}

## Cartera y cliente

portfolio-title = Cartera a { $day }
portfolio-deployed = Implementación: { $assigned } de { $sold } licencias asignadas, { $percent }
portfolio-deployed-own = Ventas propias: { $own } de { $sold } licencias; de las propias hay { $assigned } asignadas, { $percent }
portfolio-excess = { $count ->
    [one] { $count } licencia está asignada por encima de lo vendido.
   *[other] { $count } licencias están asignadas por encima de lo vendido.
}
portfolio-usage = USO POR CARGA DE TRABAJO
portfolio-usage-own = USO DE LAS LICENCIAS PROPIAS POR CARGA DE TRABAJO
portfolio-products-own = USO DE LAS LICENCIAS PROPIAS POR PRODUCTO
portfolio-overage = POR QUÉ EL USO SUPERA EL 100 %
portfolio-deployment = IMPLEMENTACIÓN POR PRODUCTO
portfolio-deployment-own = IMPLEMENTACIÓN DE LAS LICENCIAS PROPIAS POR PRODUCTO
portfolio-low = MENOR USO CUBIERTO
portfolio-unassigned = MÁS PUESTOS SIN ASIGNAR
portfolio-above = MÁS USUARIOS POR ENCIMA DEL 100 %
portfolio-more = y { $count } productos más: { $command }
customer-title = { $customer } a { $day }
customer-people = Personas: { $active } activas, { $licensed } con licencia
customer-deployment = IMPLEMENTACIÓN POR PRODUCTO
customer-usage = USO POR CARGA DE TRABAJO
customer-product-usage = USO POR PRODUCTO
customer-subscriptions = SUSCRIPCIONES
customer-coverage = DATOS
customer-known = Días con algún dato: { $days }.
customer-lower-bound = { $workload }: como mínimo esta cifra, { $covered } de { $window } días con datos.
customer-missing = { $workload }: sin datos en ninguno de los { $window } días.
customer-preliminary = Provisional: el origen más reciente llegó menos de 3 días después de la fecha.
overage-part = { $count } { $cause }
trial = de prueba

## Encabezados, cortos para que quepan en un terminal

head-entitlements = Derechos
head-entitlements-own = Derechos propios
head-active = Activos
head-usage = Uso
head-usage-own = Uso propio
head-covered = Cubierto
head-held = Con licencia
head-former = Hasta hace poco
head-never = Sin licencia
head-overage = Sobre 100 %
head-other = Invitados, compart.
head-median = Mediana
head-customers = Clientes
head-missing = Sin datos
head-own-low = Activos mínimo
head-own-high = Activos máximo
head-own-estimate = Estimación
head-sold = Vendidas
head-sold-own = Propias
head-assigned = Asignadas
head-unassigned = Sin asignar
head-deployment = Implem.
head-excess = Exceso
head-trial = Prueba
head-grace = Gracia
head-qualified = Calificados
head-seats = Puestos
head-status = Estado
head-seller = Vendedor
head-commitment-end = Compromiso hasta
head-subscription = Suscripción
head-users = Usuarios

## Exportaciones

export-rows = { $count ->
    [one] { $count } fila escrita
   *[other] { $count } filas escritas
}

## Catálogo

head-class = Clase
head-base = Cargas de base
head-addon = Cargas de complemento
head-sku = SKU
head-source = Origen de actividad
head-difference = Diferencia
head-before = Nombre anterior
catalogue-total = { $count ->
    [one] { $count } producto
   *[other] { $count } productos
}
catalogue-added = Archivo de catálogo agregado: { $added } productos nuevos, { $replaced } sustituidos.
sku-base = Cargas de trabajo de base: cada puesto suma un derecho de uso
sku-addon = Cargas de trabajo de complemento: se pueden usar, los puestos no suman derechos de uso
sku-no-workload = Sin carga de trabajo: solo cuenta en la implementación.
sku-sources = cuenta la actividad de { $sources }
unmapped-none = El catálogo conoce todo lo que nombran los datos a { $day }.
unmapped-skus = PRODUCTOS QUE FALTAN EN EL CATÁLOGO, A { $day }
unmapped-sources = ACTIVIDAD QUE NO CUENTA PARA NINGUNA CARGA DE TRABAJO
update-added = nuevo
update-renamed = otro nombre
update-changed = cambiado
update-total = La lista agrega { $added } productos, cambia el nombre de { $renamed } y modifica { $changed }.
update-applied = Ya están en el catálogo.

## Cuidado

verify-whole = Íntegro: { $files } archivos con { $bytes } bytes están como se escribieron.
verify-damaged = { $count ->
    [one] Dañado: { $count } fallo
   *[other] Dañado: { $count } fallos
} en { $files } archivos con { $bytes } bytes.
rebuild-done = Se crearon de nuevo todas las tablas.
rollup-done = Se calcularon de nuevo todos los resultados.

## Demostración

demo-writing = escribiendo los archivos de { $customers } clientes en { $folder }
demo-importing = importando { $rows } filas de actividad
demo-next = Para seguir:
