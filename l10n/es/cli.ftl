### Lo que dice la línea de órdenes.

cli-error = error: { $text }
cli-hint = indicación: { $text }
cli-no-data = Todavía no hay datos.
cli-no-data-hint = importar archivos con `uptake import RUTA` o probar con `uptake demo`
