### Qué le pasa a un archivo. El código de cada problema es estable; sus palabras están aquí.
### Al texto le sigue lo que dice el archivo, tras dos puntos. La indicación dice qué hacer.

day-range = del { $first } al { $last }
place-line = { $file }, línea { $line }
place-column = { $file }, columna `{ $column }`
place-line-column = { $file }, línea { $line }, columna `{ $column }`

## El archivo entero

problem-empty-file = el archivo está vacío
problem-empty-file-hint = exportarlo de nuevo y comprobar que tiene encabezado y filas
problem-empty-folder = en la carpeta no hay ningún archivo que importar
problem-empty-folder-hint = indicar una carpeta que contenga archivos; los archivos ocultos se omiten
problem-header-only = el archivo tiene encabezado, pero ninguna fila
problem-header-only-hint = revisar el filtro y las fechas de la exportación; un archivo sin filas no cubre ningún día
problem-unknown-format = ninguna tabla ni informe tiene las columnas { $columns }
problem-unknown-format-hint = comparar el encabezado con las tablas documentadas o indicar la tabla con --table
problem-missing-column = falta la columna `{ $column }` de la tabla `{ $table }`
problem-missing-column-hint = agregar la columna al archivo; el orden de las columnas no importa
problem-duplicate-column = la columna `{ $column }` está dos veces en el encabezado
problem-duplicate-column-hint = quitar una de las dos o cambiarle el nombre
problem-unknown-column = la columna `{ $column }` no se conoce y se ha omitido
problem-unknown-column-hint = no hay nada que hacer, salvo que sea una errata de una columna conocida
problem-html-page = el archivo es una página web, no datos
problem-html-page-hint = volver a iniciar sesión en el servicio y descargar el archivo mismo; a menudo esta página es la de inicio de sesión
problem-error-answer = el archivo es una respuesta de error de un servicio: { $message }
problem-error-answer-hint = corregir lo que dice el mensaje y descargar el archivo de nuevo
problem-invalid-json = no se puede leer el JSON: { $message }
problem-invalid-json-hint = descargar el archivo de nuevo; a menudo está cortado o editado
problem-json-too-large = el archivo JSON ocupa más de { $limit }
problem-json-too-large-hint = descargarlo con menos campos (`$select`) o traer los mismos hechos como tablas nativas, que pueden tener cualquier tamaño
problem-compressed-text = el archivo tiene nombre de archivo de texto, pero contiene datos { $kind }
problem-compressed-text-hint = descomprimirlo o darle la extensión de lo que es
problem-workbook = el archivo es un libro de Excel
problem-workbook-hint = guardar la hoja en Excel como `CSV UTF-8` e importar ese archivo
problem-invalid-parquet = no se puede leer el archivo Parquet: { $message }
problem-invalid-parquet-hint = escribir el archivo de nuevo; las columnas tienen los nombres y tipos de las tablas documentadas
problem-parquet-column-type = la columna `{ $column }` es del tipo { $type }, que no se puede leer
problem-parquet-column-type-hint = escribir la columna como texto, número o fecha
problem-invalid-archive = no se puede leer el archivo comprimido: { $message }
problem-invalid-archive-hint = comprimirlo o descargarlo de nuevo
problem-unsupported-archive = el archivo comprimido es del tipo { $kind }, que no se lee
problem-unsupported-archive-hint = comprimir los archivos como .zip o .gz o importar la carpeta misma
problem-archive-password = el archivo comprimido tiene contraseña
problem-archive-password-hint = descomprimirlo e importar la carpeta
problem-archive-members = el archivo comprimido contiene más de { $limit } archivos
problem-archive-members-hint = descomprimirlo e importar la carpeta, si su procedencia es de confianza
problem-archive-duplicate = varios archivos del archivo comprimido tienen el mismo nombre
problem-archive-duplicate-hint = volver a comprimir los archivos con nombres distintos o importarlos desde una carpeta
problem-archive-overlap = varios archivos del archivo comprimido comparten los mismos bytes
problem-archive-overlap-hint = volver a comprimir los archivos; si viene de fuera, no fiarse de él
problem-archive-too-large = el archivo comprimido, o un archivo que contiene, ocupa más de { $limit } al descomprimirse
problem-archive-too-large-hint = descomprimirlo e importar la carpeta, si su procedencia es de confianza
problem-archive-ratio = el archivo comprimido, o un archivo que contiene, ocupa al descomprimirse más de { $limit } veces su tamaño
problem-archive-ratio-hint = descomprimirlo e importar la carpeta, si su procedencia es de confianza
problem-archive-path = un miembro del archivo comprimido tiene una ruta que lleva fuera de él
problem-archive-path-hint = volver a comprimir los archivos con nombres relativos sencillos
problem-nested-archive = el archivo comprimido contiene otro
problem-nested-archive-hint = descomprimir antes el archivo interior
problem-cut-last-line = la última línea parece cortada: tiene { $found } de { $expected } campos y no termina
problem-cut-last-line-hint = descargar o copiar el archivo de nuevo para que llegue entero
problem-unended-last-line = la última línea no termina: su último campo puede estar cortado
problem-unended-last-line-hint = comparar la última línea con el origen e importar el archivo de nuevo si estaba cortada
problem-unended-number = la última línea no termina: este número puede estar cortado
problem-unended-number-hint = compararlo con el origen; si está entero, terminar el archivo con un salto de línea
problem-invalid-text = el byte { $byte } de la línea no es texto en UTF-8 ni en UTF-16
problem-invalid-text-hint = guardar el archivo como UTF-8 (en Excel: `CSV UTF-8`)
problem-nul-byte = hay un byte NUL en el texto
problem-nul-byte-hint = descargar o copiar el archivo de nuevo; está dañado o no es texto
problem-field-too-large = un campo ocupa más de { $limit } bytes
problem-field-too-large-hint = buscar unas comillas que se abren y no se cierran
problem-customer-needed = el archivo no dice de qué cliente es
problem-customer-needed-hint = indicar el cliente con --customer
problem-customer-mismatch = el archivo nombra al cliente { $named }, pero se ha indicado { $given }
problem-customer-mismatch-hint = no indicar --customer o comprobar de quién es el archivo
problem-day-needed = el archivo no dice a qué fecha corresponde
problem-day-needed-hint = indicar la fecha con --as-of
problem-mixed-snapshot-dates = el archivo contiene instantáneas de varias fechas, { $first } y { $other }
problem-mixed-snapshot-dates-hint = importar un archivo por cada fecha
problem-too-many-bad-rows = no se pueden leer { $bad } de { $rows } filas: son demasiadas para apartarlas
problem-too-many-bad-rows-hint = corregir el archivo; se aparta como máximo el 1 % de las filas y 1000 en total
problem-coverage-reduced = se han apartado filas: el archivo no está completo para los clientes y días afectados
problem-coverage-reduced-hint = corregir las filas apartadas e importarlas; hasta entonces esos días cuentan como días sin datos
problem-empty-report = el informe o la respuesta no tiene filas
problem-empty-report-hint = descargarlo de nuevo más tarde, pues de vez en cuando Microsoft entrega alguno vacío; si el cliente tenía usuarios, el día cuenta como día sin datos

## Archivos de catálogo

problem-catalogue-invalid = no se puede leer el archivo de catálogo: { $message }
problem-catalogue-invalid-hint = comparar la entrada con una del catálogo incluido
problem-catalogue-wrong-kind = { $kind ->
    [text] `{ $key }` debe ser un texto entre comillas
    [texts] `{ $key }` debe ser una lista de textos
   *[flag] `{ $key }` debe ser true o false
}
problem-catalogue-wrong-kind-hint = comparar la entrada con una del catálogo incluido
problem-catalogue-table-form = las entradas de tipo `{ $entry }` no están escritas como lista
problem-catalogue-table-form-hint = escribir [[{ $entry }]] encima de cada una
problem-catalogue-rule-incomplete = { $key ->
    [why] una regla necesita su motivo en `why`
   *[other] una regla necesita una de estas claves: { $key }
}
problem-catalogue-rule-incomplete-hint = comparar la regla con las demás
problem-catalogue-bad-pattern = `{ $pattern }` no es un patrón: { $message }
problem-catalogue-bad-pattern-hint = corregir la expresión regular
problem-catalogue-unknown-key = los archivos de catálogo no tienen aquí la clave `{ $key }`
problem-catalogue-unknown-key-hint = usar una de estas: { $allowed }
problem-catalogue-missing-key = falta la clave `{ $key }` en una entrada de tipo `{ $entry }`
problem-catalogue-missing-key-hint = agregar la clave a la entrada
problem-catalogue-duplicate = `{ $id }` está también en la línea { $line }
problem-catalogue-duplicate-hint = dejar una de las dos entradas; una entrada de otro archivo puede sustituirla
problem-catalogue-undefined = { $kind ->
    [service] el servicio `{ $code }` no está definido
    [sku] ningún SKU tiene el identificador `{ $code }`
   *[workload] la carga de trabajo `{ $code }` no está definida
}
problem-catalogue-undefined-hint = corregir el código o definirlo en el mismo archivo
problem-catalogue-in-both = la carga de trabajo `{ $workload }` está a la vez en `base` y en `addon`
problem-catalogue-in-both-hint = dejarla en `base` si un puesto agrega un derecho de uso; si no, en `addon`
problem-catalogue-part-number-taken = el número de referencia `{ $part_number }` es del SKU { $other }
problem-catalogue-part-number-taken-hint = corregir el número de referencia o el id. del SKU

## Filas

problem-unclosed-quote = hay unas comillas que se abren y no se cierran
problem-unclosed-quote-hint = cerrar las comillas; dentro de un campo entre comillas se escriben dos veces
problem-stray-quote = hay texto entre unas comillas de cierre y el siguiente delimitador
problem-stray-quote-hint = escribir dos veces las comillas dentro de un campo entre comillas o revisar el delimitador
problem-too-few-fields = la fila tiene { $found ->
    [one] { $found } campo
   *[other] { $found } campos
} y el encabezado { $expected }
problem-too-few-fields-hint = rellenar los campos que faltan; un campo vacío también necesita su delimitador
problem-too-many-fields = la fila tiene { $found ->
    [one] { $found } campo
   *[other] { $found } campos
} y el encabezado { $expected }
problem-too-many-fields-hint = poner entre comillas los campos que contienen el delimitador
problem-repeated-header = el encabezado aparece otra vez entre las filas
problem-repeated-header-hint = quitar la línea; viene de unir varios archivos
problem-totals-row = hay una fila de totales entre las filas
problem-totals-row-hint = quitar la fila; los totales se calculan, no se importan
problem-missing-value = falta un valor obligatorio
problem-missing-value-hint = rellenarlo o quitar la fila

## Valores

problem-ambiguous-date = el día y el mes se podrían confundir
problem-ambiguous-date-hint = escribir las fechas como 2026-03-01: año, mes, día; o declarar su orden con --dates
problem-impossible-date = esta fecha no existe en el calendario
problem-impossible-date-hint = corregir el día o el mes
problem-malformed-date = esto no es una fecha como 2026-03-01
problem-malformed-date-hint = escribir las fechas como 2026-03-01: año, mes, día; o declarar su orden con --dates
problem-excel-date = esto es el número con el que Excel guarda la fecha { $day }
problem-excel-date-hint = dar a la columna formato de texto o aaaa-mm-dd en Excel y exportar de nuevo
problem-future-date = la fecha está en el futuro, después del { $today }
problem-future-date-hint = corregir la fecha o revisar el reloj de este equipo
problem-negative-count = un recuento no puede ser negativo
problem-negative-count-hint = corregir el número; una reducción es un registro nuevo con el recuento menor
problem-fractional-count = un recuento no puede tener decimales
problem-fractional-count-hint = escribir un número entero
problem-formatted-count = el número está escrito con separadores
problem-formatted-count-hint = escribir solo cifras, sin separadores de miles ni de decimales
problem-malformed-count = esto no es un número
problem-malformed-count-hint = escribir solo cifras; un número que no se conoce no se puede importar como tal
problem-count-too-large = este número es demasiado grande para un recuento
problem-count-too-large-hint = corregirlo; ningún recuento de personas o licencias pasa de 1.000.000.000.000
problem-malformed-price = esto no es un precio
problem-malformed-price-hint = escribir solo cifras con punto decimal, como 12.50, sin la moneda
problem-malformed-currency = esto no es una moneda
problem-malformed-currency-hint = escribir las tres letras de ISO 4217, como EUR o USD
problem-malformed-guid = esto no es un GUID
problem-malformed-guid-hint = escribirlo como 05e9a617-0261-4cee-bb44-138d3ef5d965; un cliente se identifica por su id. de inquilino, un producto por su id. de SKU o su número de referencia
problem-malformed-boolean = esto no es ni verdadero ni falso
problem-malformed-boolean-hint = escribir true o false, 1 o 0, yes o no
problem-unknown-status = este estado de suscripción no se conoce
problem-unknown-status-hint = escribir uno de estos: { $allowed }
problem-unknown-word = esta palabra no se conoce en la columna `{ $column }`
problem-unknown-word-hint = escribir una de estas: { $allowed }
problem-score-out-of-range = la puntuación está fuera de su escala
problem-score-out-of-range-hint = escribir una puntuación de { $allowed }
problem-reversed-interval = el intervalo termina antes de empezar
problem-reversed-interval-hint = intercambiar o corregir las dos fechas
problem-activity-after-snapshot = la actividad es posterior al { $as_of }, la fecha de la instantánea
problem-activity-after-snapshot-hint = corregir la fecha; una instantánea no puede conocer días posteriores
problem-conflicting-rows = la misma fila está en la línea { $line } con otros valores
problem-conflicting-rows-hint = dejar la fila correcta y quitar la otra
problem-outside-coverage = la fecha queda fuera de los días declarados, { $covers }
problem-outside-coverage-hint = ampliar --covers o quitar la fila

## Conviene saberlo

problem-concealed-names = { $users ->
    [one] está oculto el nombre de un usuario
   *[other] están ocultos los nombres de { $users } usuarios
}
problem-concealed-names-hint = las cifras de actividad son exactas, pero no se puede nombrar a los usuarios ni cruzarlos con listas que los nombran: se sabe qué productos tienen si los informes los nombran y, si no, no se puede saber; la opción está en el Centro de administración de Microsoft 365, en los informes
problem-report-without-users = el informe `{ $report }` no dice nada de cada usuario y no se ha importado
problem-report-without-users-hint = descargar en su lugar el informe con detalles de usuario
problem-report-without-activity = el informe `{ $report }` enumera usuarios, pero no dice ninguna actividad que cuente, y no se ha importado
problem-report-without-activity-hint = no hay nada que hacer; dispositivos, aplicaciones y activaciones no son actividad en una carga de trabajo, y Skype Empresarial está retirado
problem-sums-only = el conjunto de datos `{ $data_set }` contiene sumas sin usuarios ni estados de suscripciones y no se ha importado
problem-sums-only-hint = las cifras se calculan a partir de hechos: importar los informes con detalles de usuario y las suscripciones; las sumas se pueden comparar a mano con las cifras
problem-unused-figures = no se han usado las cifras de Microsoft que hay en estas columnas: { $columns }
problem-unused-figures-hint = no hay nada que hacer; las cifras se cuentan a partir de hechos y se pueden comparar con estas
problem-passed-over = { $rows ->
    [one] { $rows } registro no trata
   *[other] { $rows } registros no tratan
} de puestos de personas y no se ha importado
problem-passed-over-hint = no hay nada que hacer; los productos de toda la empresa, el uso de Azure y las filas sin puestos no son licencias de personas
problem-product-list = el archivo es la lista de nombres de producto y planes de servicio de Microsoft
problem-product-list-hint = compararla con el catálogo e incorporarla con `uptake catalogue update ARCHIVO`
problem-unknown-product = el nombre de producto `{ $product }` no es de ningún SKU del catálogo
problem-unknown-product-hint = agregar el producto, o el nombre como `[[alias]]` de uno, con `uptake catalogue add`
problem-shared-product-name = varios SKU del catálogo se llaman `{ $product }`
problem-shared-product-name-hint = quien lo tiene cuenta para el que tenga el cliente; si el cliente no tiene ninguno o tiene varios, el uso por producto es al menos lo que se muestra
problem-held-snapshot = la instantánea del cliente { $customer } contiene { $now ->
    [one] { $now } usuario
   *[other] { $now } usuarios
} donde se conocían { $before }, y queda retenida hasta que se confirme
problem-held-snapshot-hint = comprobar que el archivo está entero; hasta que se confirme, el día cuenta como día sin datos
problem-seller-unknown = el archivo no dice quién vendió las suscripciones; cuentan como propias
problem-seller-unknown-hint = indicar en la configuración el id. de inquilino del partner o importar `subscriptions` con la columna `seller`
problem-partial-answer = la respuesta dice que continúa en otra parte; lo que no figura en ella puede seguir existiendo
problem-partial-answer-hint = importar todas las páginas unidas en un archivo; una página sola no completa ningún día ni termina ninguna asignación
problem-unknown-customer = este cliente no se conoce
problem-unknown-customer-hint = corregir el id. o importar antes datos del cliente

## Pautas

problem-play-invalid = no se puede leer la pauta: { $message }
problem-play-invalid-hint = compararla con una de las incluidas
problem-play-wrong-kind = { $kind ->
    [text] `{ $key }` debe ser un texto entre comillas
    [texts] `{ $key }` debe ser una lista de textos
    [number] `{ $key }` debe ser un número
    [table] `{ $key }` debe ser una tabla
    [tables] `{ $key }` debe ser una lista de tablas
   *[flag] `{ $key }` debe ser true o false
}
problem-play-wrong-kind-hint = compararla con una de las incluidas
problem-play-unknown-key = las pautas no tienen aquí la clave `{ $key }`
problem-play-unknown-key-hint = usar una de estas: { $allowed }
problem-play-missing-key = falta `{ $key }` o no contiene nada
problem-play-missing-key-hint = comparar la pauta con una de las incluidas
problem-play-unknown-word = `{ $key }` no puede ser esto
problem-play-unknown-word-hint = usar una de estas: { $allowed }
problem-play-code = esto no puede ser un código
problem-play-code-hint = empezar con una letra minúscula y seguir con minúsculas, cifras y `_`, 50 caracteres como máximo
problem-play-duplicate = el umbral `{ $code }` está también en la línea { $line }
problem-play-duplicate-hint = dar otro código a uno de los dos
problem-play-too-long = `{ $key }` supera { $limit }
problem-play-too-long-hint = acortarlo
problem-play-number = esto no es un número de la unidad `{ $unit }`
problem-play-number-hint = { $unit ->
    [percent] escribirlo como 40 % o 2.5 % en una condición, y como 40 o 2.5 en lo demás
    [number] escribirlo con dos decimales como máximo: 8 o 2.5
   *[other] escribir un número entero
}
problem-play-condition = { $expected ->
    [operand] aquí falta una señal, un umbral o un número
    [operator] aquí falta una comparación
    [signal] ningún lado de la comparación es una señal
    [close] hay un paréntesis sin cerrar
    [end] la condición debería terminar aquí
   *[condition] esto no significa nada en una condición
}
problem-play-condition-hint = escribir las condiciones como `entitlements >= 10 and covered_usage_percent < $low`, con `and`, `or`, `not` y paréntesis
problem-play-condition-too-large = la condición es demasiado larga o profunda
problem-play-condition-too-large-hint = dividirla en dos pautas
problem-play-unknown-signal = no hay ninguna señal con este nombre
problem-play-unknown-signal-hint = quizá se trate de `{ $near }`; la documentación enumera todas las señales
problem-play-signal-level = esta señal es por { $level ->
    [workload] carga de trabajo
    [sku] producto
   *[customer] cliente
}, y la pauta se evalúa por { $per ->
    [workload] carga de trabajo
    [sku] producto
   *[customer] cliente
}
problem-play-signal-level-hint = cambiar `per` o usar una señal del cliente
problem-play-unknown-threshold = la pauta no tiene ningún umbral con este nombre
problem-play-unknown-threshold-hint = agregarlo como [[threshold]] o escribir el número directamente
problem-play-unused-threshold = la condición no usa el umbral `{ $code }`
problem-play-unused-threshold-hint = usarlo como ${ $code } en la condición o quitarlo
problem-play-units = se compara `{ $left }` con `{ $right }`
problem-play-units-hint = comparar solo números de la misma unidad
problem-play-stake = lo que está en juego debe contar puestos o personas
problem-play-stake-hint = usar señales en puestos o personas, sumadas con + o restadas con -
problem-play-bad-link = esto no es la dirección de una página
problem-play-bad-link-hint = escribir una dirección que empiece por https:// o http://, sin nombre de usuario
problem-play-bad-file = esto no puede ser el nombre de un archivo
problem-play-bad-file-hint = escribir solo el nombre, sin carpetas
