### Lo que dice el servidor.

## Console

serve-listening = atendiendo en { $address }
serve-set-up = primera configuración: abre { $url }

## Problemas

problem-not-signed-in = no has iniciado sesión
problem-not-signed-in-hint = inicia sesión o envía un token válido en el encabezado Authorization
problem-second-factor-needed = falta el segundo factor
problem-second-factor-needed-hint = escribe el código que muestra tu aplicación de autenticación
problem-wrong-credentials = el correo electrónico, la contraseña o el código no es correcto
problem-wrong-credentials-hint = inténtalo de nuevo; un administrador puede enviarte un vínculo para fijar otra contraseña
problem-not-allowed = tu rol no puede hacer esto
problem-not-allowed-hint = hace falta el permiso `{ $permission }`; pídelo a un administrador
problem-cross-site = la solicitud vino de otro sitio
problem-cross-site-hint = usa la página de este servidor
problem-not-found = no hay nada en esta dirección
problem-not-found-hint = la API está descrita en /api/openapi.json
problem-method-not-allowed = esta dirección no acepta ese método
problem-unknown-customer = no se conoce ningún cliente así
problem-unknown-customer-hint = la lista de clientes muestra los que puedes ver
problem-unknown-product = no se conoce ningún producto ni carga de trabajo `{ $name }`
problem-unknown-product-hint = el catálogo enumera los productos y las cargas de trabajo
problem-no-data = todavía no hay datos
problem-no-data-hint = importa archivos primero
problem-no-data-on-day = no se sabe nada del { $day }
problem-no-data-on-day-hint = los datos empiezan el { $first }
problem-not-yet-recorded = en ese momento todavía no se había registrado nada
problem-not-yet-recorded-hint = la lista de importaciones muestra cuándo se registró cada una
problem-invalid-parameter = el parámetro `{ $name }` no se puede usar
problem-invalid-parameter-hint = debe ser { $expected }
problem-invalid-body = el cuerpo de la solicitud no se puede usar: { $what }
problem-invalid-body-hint = la descripción de la API muestra los campos que acepta
problem-weak-password-hint = elige una frase más larga que nadie adivinaría
password-too-short = la contraseña tiene menos de 12 caracteres
password-too-long = la contraseña tiene más de 128 caracteres
password-guessable = la contraseña es fácil de adivinar
problem-link-not-valid = el vínculo no es válido
problem-link-not-valid-hint = un vínculo sirve una sola vez y por poco tiempo; pide otro a un administrador
problem-email-taken = otro miembro tiene este correo electrónico
problem-email-taken-hint = cambia ese miembro
problem-last-admin = es el último administrador global
problem-last-admin-hint = primero haz administrador global a otro miembro
problem-changed-meanwhile = otra persona lo cambió mientras tanto
problem-changed-meanwhile-hint = cárgalo de nuevo y repite el cambio
problem-import-refused = los archivos se rechazaron; no se importó nada
problem-import-refused-hint = los problemas indican el archivo, la línea y la columna
problem-too-large = la solicitud es demasiado grande
problem-unsupported-media-type = esta dirección no acepta un cuerpo de este tipo
problem-unsupported-media-type-hint = envía application/json
problem-too-many-requests = demasiadas solicitudes en poco tiempo
problem-too-many-requests-hint = inténtalo de nuevo en { $seconds } segundos
problem-busy = hay una importación en curso
problem-busy-hint = inténtalo de nuevo en unos segundos
problem-timed-out = tardó demasiado
problem-timed-out-hint = pide menos días o inténtalo más tarde
problem-internal = algo falló por nuestra parte
problem-internal-hint = el registro del servidor dice qué; avisa a quien lo administra
