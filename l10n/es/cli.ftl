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
error-io-open = no se pudo abrir `{ $path }`
error-io-lock = no se pudo bloquear `{ $path }`
error-io-sweep = no se pudo retirar lo que un proceso anterior dejó en `{ $path }`
error-no-folder = esta plataforma no tiene ninguna carpeta de datos conocida
error-no-folder-hint = indicar una con --data
error-read-sink = no se pudo tomar lo que dice `{ $path }`
error-old-sqlite = este programa se compiló con SQLite { $found } y hace falta { $needed } o posterior
error-old-sqlite-hint = compilarlo con el SQLite que acompaña a su código fuente
error-state-missing = todavía no se ha importado nada en `{ $path }`
error-state-missing-hint = importar archivos con `uptake import RUTA`
error-format-older = el estado de `{ $path }` tiene el formato { $found } y esta versión lee el { $needed }
error-format-older-hint = ejecutar cualquier orden que escriba: pone el estado al día
error-format-newer = el estado de `{ $path }` tiene el formato { $found } y esta versión lee el { $needed }
error-format-newer-hint = usar la versión más reciente que lo escribió
error-migrate = no se pudo pasar `{ $path }` al formato de esta versión
error-state-query = falló una consulta del estado
error-key-exists = otra importación encontró antes a uno de estos clientes
error-key-exists-hint = importar otra vez
error-damaged-row = una fila de la tabla `{ $table }` del estado está dañada
error-restore = restaurar una copia de seguridad de la carpeta de datos
error-layout = las filas no caben en la tabla { $table }
error-table-log = no se pudo usar el registro de la tabla { $table }
error-worker = una parte del cálculo se interrumpió
error-too-many = la importación tiene más usuarios, clientes o cargas de trabajo de los que las tablas pueden numerar
error-too-many-hint = importar los archivos en varios pasos
error-config = `{ $path }` no se puede usar: { $what }
error-config-hint = corregir el archivo; `docs/operations.md` enumera sus claves
error-unknown-customer = no se conoce ningún cliente { $customer }
error-unknown-customer-hint = `uptake portfolio` muestra los clientes
error-no-such-customer = ningún cliente se llama `{ $text }`
error-no-such-customer-hint = `uptake portfolio` muestra los clientes; valen un GUID, un nombre exacto o el principio de un dominio
error-several-customers = `{ $text }` corresponde a varios clientes: { $names }
error-several-customers-hint = escribir el GUID de uno de ellos
error-unknown-user = no se conoce por su nombre a ningún usuario `{ $user }` del cliente { $customer }
error-unknown-user-hint = escriba el id que usan los archivos importados o el nombre de inicio de sesión; quien no tiene nombre guardado ya está olvidado
error-not-confirmed = olvidar { $customer } no se puede deshacer
error-not-confirmed-hint = para olvidarlo, repita la orden con --yes; `docs/operations.md` dice qué queda
error-unknown-product = no se conoce ningún producto `{ $name }`
error-unknown-product-hint = `uptake catalogue list` muestra los productos; los números de referencia son exactos
error-unknown-workload = no se conoce ninguna carga de trabajo `{ $code }`
error-unknown-workload-hint = usar una de estas: { $known }
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
error-held = el proceso { $pid } de { $host } usa `{ $dir }` desde el { $since } UTC: `{ $command }`
error-held-hint = esperar a que termine; mientras tanto se puede leer
error-held-by-unknown = otro proceso usa `{ $path }`
error-held-by-unknown-hint = esperar a que termine; mientras tanto se puede leer
error-reversed-days = el primer día es posterior al último
error-reversed-days-hint = intercambiar --from y --to
error-unknown-suffix = la extensión de `{ $path }` no corresponde a ningún formato de exportación
error-unknown-suffix-hint = indicar el formato con --format o usar la extensión .csv, .tsv, .jsonl, .ndjson, .xlsx o .parquet
error-export-write = no se pudo escribir la exportación
error-export-publish = no se pudo llevar la exportación terminada a `{ $path }`
error-export-scratch = no se pudieron guardar las filas del libro en `{ $path }`
error-export-scratch-hint = hacer sitio allí
error-export-xlsx = no se pudo escribir el libro
error-export-parquet = no se pudo escribir el archivo Parquet
error-export-long-text = el texto de `{ $column }` en la fila { $row } tiene más de los 32767 caracteres que caben en una celda de Excel
error-export-long-text-hint = exportar a otro formato
error-export-large-number = el número de `{ $column }` en la fila { $row } es mayor que 2^53
error-export-width = la fila { $row } no tiene una celda por columna
error-export-kind = la celda de `{ $column }` en la fila { $row } no corresponde a su columna
error-export-incomplete = la exportación no está completa: falló una fila anterior
error-listen = no se puede servir en { $address }
error-listen-hint = puede que lo use otro programa o que no sea de este equipo: indicar otra dirección con --listen
error-not-a-demo = `{ $folder }` contiene archivos que ninguna demostración puede sustituir
error-not-a-demo-hint = indicar una carpeta vacía con --dir, y con --data si se usa esta opción o UPTAKE_DATA

## Importación

progress-read = leyendo { $what }
progress-rows = leyendo { $what }: { $rows } filas
progress-merge = incorporando lo nuevo a las tablas
progress-rollup = { $total ->
    [one] calculando las cifras de { $total } cliente
   *[other] calculando las cifras de { $total } clientes
}
progress-verify = comprobando cada byte guardado
progress-rebuild = creando de nuevo todas las tablas
progress-export = escribiendo { $what }
head-file = Archivo
head-format = Formato
head-rows = Filas
head-new = Nuevas
head-changed = Cambiadas
head-unchanged = Iguales
head-held-rows = Retenidas
format-unknown = desconocido
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
} con { $rows ->
    [one] { $rows } fila
   *[other] { $rows } filas
}: { $new ->
    [one] { $new } nueva
   *[other] { $new } nuevas
}, { $changed ->
    [one] { $changed } cambiada
   *[other] { $changed } cambiadas
}, { $unchanged ->
    [one] { $unchanged } igual
   *[other] { $unchanged } iguales
}{ $held ->
    [0] .
    [one] , { $held } retenida.
   *[other] , { $held } retenidas.
}
import-nothing-new = { $files ->
    [one] Nada nuevo en { $files } archivo
   *[other] Nada nuevo en { $files } archivos
} con { $rows ->
    [one] { $rows } fila
   *[other] { $rows } filas
}{ $held ->
    [0] .
    [one] : { $held } retenida.
   *[other] : { $held } retenidas.
}
import-dry-run = { $files ->
    [one] Comprobado { $files } archivo
   *[other] Comprobados { $files } archivos
} con { $rows ->
    [one] { $rows } fila
   *[other] { $rows } filas
}; no se guardó nada.
import-refused = { $files ->
    [one] No se importó nada: se rechazó el archivo.
   *[other] No se importó nada: { $refused ->
        [one] se rechazó { $refused }
       *[other] se rechazaron { $refused }
    } de { $files } archivos.
}

## Importaciones

head-seq = N.º
head-recorded = Registro (UTC)
head-file-no = N.º de archivo
entry-import = importación
entry-confirm = instantánea del archivo { $file_no } confirmada
entry-catalogue = archivo de catálogo { $name } agregado
entry-update = catálogo actualizado con { $name }
entry-recompute = resultados calculados de nuevo
entry-forget = cliente { $customer } olvidado
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
portfolio-untold = { $count ->
    [one] Ningún dato dice quién tiene las licencias de { $count } cliente, que queda fuera.
   *[other] Ningún dato dice quién tiene las licencias de { $count } clientes, que quedan fuera.
}
portfolio-excess = { $count ->
    [one] { $count } licencia está asignada por encima de lo vendido.
   *[other] { $count } licencias están asignadas por encima de lo vendido.
}
portfolio-usage = USO POR CARGA DE TRABAJO
portfolio-spread = CLIENTES POR SU PROPIO USO
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
customer-people-untold = Personas: { $active } activas; sin datos sobre cuántas tienen licencia de pago
customer-deployment = IMPLEMENTACIÓN POR PRODUCTO
customer-usage = USO POR CARGA DE TRABAJO
customer-product-usage = USO POR PRODUCTO
customer-subscriptions = SUSCRIPCIONES
customer-coverage = DATOS
customer-known = Días con algún dato: { $days }.
customer-lower-bound = { $workload }: como mínimo esta cifra, { $covered } de { $window } días con datos.
customer-missing = { $workload }: sin datos en ninguno de los { $window } días.
customer-untold = { $workload }: los nombres están ocultos y ningún informe dice qué usuarios activos tienen licencia.
customer-products-untold = { $product }: los nombres están ocultos y ningún informe dice qué usuarios activos lo tienen.
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
head-band-0 = <20 %
head-band-1 = 20–40 %
head-band-2 = 40–60 %
head-band-3 = 60–80 %
head-band-4 = ≥80 %
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
head-code = Código
head-sources = Actividad
catalogue-total = { $count ->
    [one] { $count } producto
   *[other] { $count } productos
}
catalogue-workloads = CARGAS DE TRABAJO
catalogue-workload-total = { $count ->
    [one] { $count } carga de trabajo
   *[other] { $count } cargas de trabajo
}
catalogue-added = Archivo de catálogo agregado.
catalogue-added-products = { $added ->
    [one] { $added } producto nuevo
   *[other] { $added } productos nuevos
}, { $replaced ->
    [one] { $replaced } sustituido
   *[other] { $replaced } sustituidos
}.
catalogue-added-workloads = { $added ->
    [one] { $added } carga de trabajo nueva
   *[other] { $added } cargas de trabajo nuevas
}, { $replaced ->
    [one] { $replaced } sustituida
   *[other] { $replaced } sustituidas
}.
catalogue-added-services = { $added ->
    [one] { $added } servicio nuevo
   *[other] { $added } servicios nuevos
}, { $replaced ->
    [one] { $replaced } sustituido
   *[other] { $replaced } sustituidos
}.
catalogue-added-aliases = { $added ->
    [one] { $added } nombre alternativo nuevo
   *[other] { $added } nombres alternativos nuevos
}, { $replaced ->
    [one] { $replaced } sustituido
   *[other] { $replaced } sustituidos
}.
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
update-kept = se conserva
update-total = { $added ->
    [one] La lista agrega { $added } producto
   *[other] La lista agrega { $added } productos
}, cambia el nombre de { $renamed } y modifica { $changed }.
update-kept-total = { $kept ->
    [one] { $kept } producto se conserva como lo define un archivo agregado con `uptake catalogue add`.
   *[other] { $kept } productos se conservan como los definen archivos agregados con `uptake catalogue add`.
}
update-applied = El catálogo en uso ya tiene los cambios.
update-written = { $files ->
    [one] { $files } archivo escrito.
   *[other] { $files } archivos escritos.
}
update-dry-run = No se cambió nada.

## Cuidado

verify-whole = Íntegro: { $files } archivos con { $bytes } bytes están como se escribieron.
verify-damaged = { $count ->
    [one] Dañado: { $count } fallo
   *[other] Dañado: { $count } fallos
} en { $files } archivos con { $bytes } bytes.
damage-differs = su contenido no corresponde a su suma de comprobación
damage-missing = falta
damage-empty = está vacío
damage-unreadable = no se puede leer: { $first }
damage-foreign = no tiene suma de comprobación: no lo escribió uptake
damage-pins-missing = faltan las versiones de las tablas posteriores a la entrada { $first } del libro de importaciones
damage-pins-damaged = las versiones de las tablas posteriores a la entrada { $first } del libro de importaciones están dañadas
damage-name = un nombre del cliente { $first } en el almacén de nombres se modificó
damage-other-key = el usuario { $first } del cliente { $second } se numeró con otra clave
damage-orphans = el almacén de nombres tiene { $first } nombres del cliente { $second }, que no tiene clave
damage-key = la clave del cliente { $first } se modificó
damage-other-version = la tabla `{ $first }` tiene las columnas de otra versión de uptake, o su registro se modificó
damage-row = una fila de la tabla `{ $first }` se modificó
damage-audit-changed = la fila { $first } del registro de auditoría se modificó
damage-audit-missing = falta la fila { $first } del registro de auditoría
damage-audit-unlinked = la fila { $first } del registro de auditoría no se sigue de la anterior
damage-audit-end = la fila { $first } del registro de auditoría no es donde quedó el registro
damage-audit-unreadable = la fila { $first } del registro de auditoría no se puede leer
error-audit-damaged = averiguar quién puede escribir en la base de datos y comparar con una copia de seguridad
audit-whole = { $rows ->
    [one] El registro de auditoría está íntegro: 1 fila, con el hash { $hash }.
   *[other] El registro de auditoría está íntegro: { $rows } filas; la última tiene el hash { $hash }.
  }
damage-ledger-changed = la fila { $first } del libro de importaciones se modificó
damage-ledger-missing = falta la fila { $first } del libro de importaciones
damage-ledger-unlinked = la fila { $first } del libro de importaciones no se sigue de la anterior
damage-ledger-end = la fila { $first } del libro de importaciones no es donde quedó el libro
damage-ledger-unreadable = la fila { $first } del libro de importaciones no se puede leer
rebuild-done = Se crearon de nuevo todas las tablas.
forget-customer-done = El cliente está olvidado: se destruyó su clave, { $names ->
    [one] se borró { $names } nombre
   *[other] se borraron { $names } nombres
}, se quitaron sus filas de { $objects ->
    [one] { $objects } objeto
   *[other] { $objects } objetos
} del archivo de originales y de todas las tablas y { $quarantine_files ->
    [one] se eliminó { $quarantine_files } archivo
   *[other] se eliminaron { $quarantine_files } archivos
} de filas apartadas.
forget-user-done = La persona está olvidada: { $names ->
    [one] se borró { $names } nombre
   *[other] se borraron { $names } nombres
} y { $quarantine_files ->
    [one] se eliminó { $quarantine_files } archivo
   *[other] se eliminaron { $quarantine_files } archivos
} de filas apartadas.
repair-begun = `{ $path }` está dañado: { $what }. Se intenta crear de nuevo las tablas a partir del archivo de originales.
repair-done = `{ $path }` estaba dañado: { $what }. Se crearon de nuevo las tablas a partir del archivo de originales.
rollup-done = Se calcularon de nuevo todos los resultados.

## Demostración

demo-writing = escribiendo los archivos de { $customers } clientes en { $folder }
demo-importing = importando { $rows } filas de actividad
demo-next = Para seguir:

## Pautas y acciones

plays-good = la pauta `{ $code }` es correcta
plays-own = propia
plays-shipped = incluida
plays-off = desactivada
actions-none = No hay acciones.
actions-imported = { $rows ->
    [one] { $rows } fila leída
   *[other] { $rows } filas leídas
}: { $new ->
    [one] { $new } acción nueva
   *[other] { $new } acciones nuevas
}, { $changed } cambiadas
action-planned = planificada
action-running = en curso
action-done = hecha
action-dropped = abandonada
head-title = Título
head-condition = Condición
head-action = Acción
head-play = Pauta
head-owner = Responsable
head-from = Desde
head-to = Hasta
