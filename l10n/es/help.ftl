### La ayuda de la línea de órdenes y lo que falla en una línea de órdenes.

usage-heading = Uso:
usage-commands = Órdenes
usage-arguments = Argumentos
usage-options = Opciones
usage-values = [uno de: { $value }]
usage-default = [por defecto: { $value }]
usage-variable = [variable: { $value }]

## Órdenes

help = ¿Se implementan y se usan las licencias? Cifras a partir de los archivos del partner.
help-demo = Crea una cartera realista, la importa y la muestra
help-import = Importa archivos, carpetas y archivos comprimidos
help-audit = Comprueba el registro de lo que hicieron los miembros
help-audit-verify = Recorre la cadena del registro de auditoría de la primera fila a la última
help-catalogue = Muestra productos y cargas de trabajo, y agrega otros
help-catalogue-list = Enumera productos y cargas de trabajo
help-catalogue-show = Muestra un producto con sus cargas de trabajo
help-catalogue-unmapped = Enumera lo que nombran los datos y el catálogo no conoce
help-catalogue-add = Agrega un archivo de catálogo; sus entradas sustituyen a las del mismo id. o código
help-catalogue-update = Incorpora al catálogo en uso la lista de productos más reciente de Microsoft
help-portfolio = Muestra las cifras de todos los clientes juntos
help-customer = Muestra las cifras de un cliente
help-export = Escribe en un archivo las cifras de muchos días
help-explain = Muestra de dónde sale una cifra, hasta las líneas de los archivos
help-imports = Enumera lo que se ha importado
help-imports-confirm = Da por buena una instantánea retenida: cuenta desde ahora
help-verify = Lee cada byte guardado y dice qué está dañado
help-rebuild = Crea de nuevo todas las tablas a partir de lo importado
help-forget = Olvida a una persona, o a un cliente con todo lo que se sabe de él
help-digest = Muestra una huella de todos los datos, para comparar dos instalaciones
help-rollup = Calcula de nuevo todos los resultados a partir de las tablas guardadas
help-parse = Lee y comprueba archivos, y no hace nada con ellos
help-serve = Sirve la API hasta que se le pide parar

## Argumentos

argument-help = Muestra esta ayuda
argument-version = Muestra la versión
argument-data = La carpeta de datos [por defecto: la carpeta de datos de la plataforma]
argument-lang = El idioma: en o es [por defecto: el que diga el entorno]
argument-output = Cómo se escriben los resultados: tablas para personas, un documento JSON o filas planas
argument-as_recorded_at = Como estaba registrado en un momento anterior: una hora (RFC 3339), o un día para su final
argument-on = El día [por defecto: el más reciente conocido]
argument-customer = El GUID del inquilino, el nombre exacto o el principio del dominio
argument-demo-customers = Cuántos clientes
argument-demo-seed = Otra semilla da otra cartera
argument-demo-dir = Dónde se escriben los archivos [por defecto: `uptake-demo` junto a la carpeta de datos de la plataforma]
argument-demo-listen = Después lo sirve en esta dirección y puerto, hasta que se le pida terminar
argument-forget-customer = El GUID del inquilino del cliente
argument-forget-user = Solo esta persona del cliente: el id que usan los archivos o el nombre de inicio de sesión
argument-forget-yes = Lo hace; sin esto no se hace nada
argument-parse-paths = Archivos, carpetas y archivos comprimidos
argument-serve-listen = La dirección y el puerto en los que escucha; un proxy delante aporta TLS
argument-import-paths = Archivos, carpetas, archivos comprimidos
argument-import-table = La tabla, cuando el encabezado no la indica
argument-import-customer = El cliente de los archivos que no nombran ninguno
argument-import-covers = Los días de los que la actividad está completa [por defecto: del primero al último del archivo]
argument-import-as_of = El día cuyo final describen los archivos, cuando no lo dicen
argument-import-dates = Cómo escriben las fechas las tablas propias, cuando no es 2026-03-01: día, mes y año (31/12/2026), primero el mes (12/31/2026) o primero el año (2026/12/31)
argument-import-mode = Qué ocurre con las filas que no se pueden leer: no se importa nada, o se apartan (como máximo el 1 % y 1000)
argument-import-dry_run = Comprueba los archivos y no guarda nada
argument-catalogue-list-text = Solo los que tienen este texto en el nombre, el número de referencia o el código
argument-catalogue-list-service = Solo los de este servicio
argument-catalogue-show-sku = Su GUID o número de referencia
argument-catalogue-add-file = El archivo (TOML)
argument-catalogue-update-file = La lista de Microsoft (CSV)
argument-catalogue-update-dry_run = Solo compara: no se cambia nada
argument-catalogue-update-out = En su lugar, escribe de nuevo el catálogo del programa: en un archivo, o en `skus/` dentro de una carpeta
argument-portfolio-scope = De quién son las licencias que se cuentan: de todos los vendedores, o solo las propias
argument-export-kind = De qué trata una fila, además del día: cliente y producto; cliente y carga de trabajo; cliente, producto y carga de trabajo; o producto o carga de trabajo de todos los clientes
argument-export-from = El primer día
argument-export-to = El último día
argument-export-customer = Solo este cliente; se puede indicar varias veces
argument-export-format = csv, tsv, jsonl, xlsx o parquet [por defecto: el que diga la extensión del archivo, sin ella csv]
argument-export-out = El archivo, o `-` para la salida estándar
argument-explain-workload = Explica el uso de esta carga de trabajo
argument-explain-sku = Explica la implementación de este producto: GUID o número de referencia
argument-explain-page = La página de personas [por defecto: la primera; JSON y CSV: todas]
argument-explain-per_page = Personas por página [por defecto: 25]
argument-imports-confirm-file_no = El número del archivo importado, como lo muestra `uptake imports`

## Uso incorrecto

usage-invalid-value = `{ $value }` no es un valor de { $argument }
usage-no-value = { $argument } necesita un valor
usage-one-of = escribir uno de estos: { $allowed }
usage-unknown-argument = no hay ningún argumento `{ $given }`
usage-unknown-command = no hay ninguna orden `{ $given }`
usage-suggested = quizá se quería escribir { $suggested }
usage-missing = falta { $arguments }
usage-missing-command = falta una orden
usage-conflict = { $one } y { $other } no se pueden indicar a la vez
usage-twice = { $one } no se puede indicar dos veces
usage-other = la línea de órdenes no se entiende en { $argument }
usage-help = `--help` después de la orden muestra lo que hay
expects-day = escribir un día como 2026-03-01
expects-from-to = escribir dos días como 2026-03-01..2026-03-31
expects-moment = escribir una hora como 2026-03-01T12:00:00Z, o un día como 2026-03-01
expects-addr = escribir una dirección y un puerto como 127.0.0.1:8420
expects-id = escribir el GUID del inquilino
expects-n = escribir un número mayor que 0
expects-s = escribir un número entero
expects-file-no = escribir un número entero
expects-name = escribir el nombre de una tabla: customers, subscriptions, users, assignments, activity, last_activity, tickets, surveys, actions o prices
expects-language = escribir en o es
expects-format = escribir csv, tsv, jsonl, xlsx o parquet
