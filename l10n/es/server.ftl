### Lo que dice el servidor.

## Console

serve-listening = atendiendo en { $address }
serve-set-up = primera configuración: abre { $url }

## Problemas

failure-not-signed-in = no has iniciado sesión
failure-not-signed-in-hint = inicia sesión o envía un token válido en el encabezado Authorization
failure-second-factor-needed = falta el segundo factor
failure-second-factor-needed-hint = escribe el código que muestra tu aplicación de autenticación
failure-wrong-credentials = el correo electrónico, la contraseña o el código no es correcto
failure-wrong-credentials-hint = inténtalo de nuevo; un administrador puede enviarte un vínculo para fijar otra contraseña
failure-not-allowed = tu rol no puede hacer esto
failure-not-allowed-hint = hace falta el permiso `{ $permission }`; pídelo a un administrador
failure-all-customers-needed = esto informa de todos los clientes y tú solo puedes ver algunos
failure-all-customers-needed-hint = pídelo a un administrador que pueda ver todos los clientes
failure-cross-site = la solicitud vino de otro sitio
failure-cross-site-hint = usa la página de este servidor
failure-not-found = no hay nada en esta dirección
failure-not-found-hint = la API está descrita en /api/openapi.json
failure-method-not-allowed = esta dirección no acepta ese método
failure-unknown-customer = no se conoce ningún cliente así
failure-unknown-customer-hint = la lista de clientes muestra los que puedes ver
failure-not-in-catalogue = no se conoce ningún producto ni carga de trabajo `{ $name }`
failure-not-in-catalogue-hint = el catálogo enumera los productos y las cargas de trabajo
failure-no-data = todavía no hay datos
failure-no-data-hint = importa archivos primero
failure-no-data-on-day = no se sabe nada del { $day }
failure-no-data-on-day-hint = los datos empiezan el { $first }
failure-day-too-late = todavía no se puede decir nada del { $day }
failure-day-too-late-hint = el último día por el que se puede preguntar es el { $last }
failure-range-too-long = el intervalo tiene demasiados días
failure-range-too-long-hint = pide como mucho { $most } días de una vez
failure-not-yet-recorded = en ese momento todavía no se había registrado nada
failure-not-yet-recorded-hint = la lista de importaciones muestra cuándo se registró cada una
failure-invalid-parameter = el parámetro `{ $name }` no se puede usar
failure-invalid-parameter-hint = debe ser { $expected }
failure-invalid-body = el cuerpo de la solicitud no se puede usar: { $what }
failure-invalid-body-hint = la descripción de la API muestra los campos que acepta
failure-weak-password-hint = elige una frase más larga que nadie adivinaría
password-too-short = la contraseña tiene menos de 12 caracteres
password-too-long = la contraseña tiene más de 128 caracteres
password-guessable = la contraseña es fácil de adivinar
failure-link-not-valid = el vínculo no es válido
failure-link-not-valid-hint = un vínculo sirve una sola vez y por poco tiempo; pide otro a un administrador
failure-email-taken = otro miembro tiene este correo electrónico
failure-email-taken-hint = cambia ese miembro
failure-last-admin = es el último administrador global
failure-last-admin-hint = primero haz administrador global a otro miembro
failure-changed-meanwhile = otra persona lo cambió mientras tanto
failure-changed-meanwhile-hint = cárgalo de nuevo y repite el cambio
failure-too-many = no puede haber más de { $most }
failure-too-many-hint = elimina antes uno
failure-import-refused = los archivos se rechazaron; no se importó nada
failure-import-refused-hint = los problemas indican el archivo, la línea y la columna
failure-catalogue-refused = el archivo de catálogo tiene errores; no se ha tomado nada de él
failure-catalogue-refused-hint = los problemas indican la línea y la entrada
failure-too-large = la solicitud es demasiado grande
failure-unsupported-media-type = esta dirección no acepta un cuerpo de este tipo
failure-unsupported-media-type-hint = envía application/json
failure-too-many-requests = demasiadas solicitudes en poco tiempo
failure-too-many-requests-hint = inténtalo de nuevo en { $seconds } segundos
failure-busy = hay una importación en curso
failure-busy-hint = inténtalo de nuevo en unos segundos
failure-timed-out = tardó demasiado
failure-timed-out-hint = pide menos días o inténtalo más tarde
failure-internal = algo falló por nuestra parte
failure-internal-hint = el registro del servidor dice qué; avisa a quien lo administra

## Exportaciones

export-failure-no-data = todavía no hay datos
export-failure-no-data-on-day = no se sabe nada del primer día: los datos empiezan más tarde
export-failure-not-yet-recorded = en ese momento todavía no se había registrado nada
export-failure-unknown-customer = no se conoce un cliente que se pidió
export-failure-not-allowed = quien la pidió ya no puede exportar estos clientes
export-failure-invalid-request = otra versión del programa la pidió de un modo que esta no puede leer
export-failure-owner-removed = se eliminó a quien la pidió
