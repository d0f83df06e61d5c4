use clap::{Command, CommandFactory as _};
use insta::assert_snapshot;
use uptake_l10n::{Language, Words};

use super::{Cli, Moment, help, usage};

/// What a wrong command line is told, in both languages.
fn wrong(line: &str) -> String {
    let told = |language| {
        let words = Words::new(language);
        let arguments = line.split(' ').map(std::ffi::OsString::from);
        let error = help::command(&words).try_get_matches_from(arguments).unwrap_err();
        usage::text(&words, &error).unwrap()
    };
    Language::ALL.map(told).concat()
}

/// Every command below this one, with its path: `-catalogue-list`.
fn commands<'a>(command: &'a Command, path: &str) -> Vec<(String, &'a Command)> {
    let mut found = vec![(path.to_owned(), command)];
    for it in command.get_subcommands() {
        found.extend(commands(it, &format!("{path}-{}", it.get_name())));
    }
    found
}

#[test]
fn the_command_line_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn a_day_stands_for_its_last_moment() {
    let moment = |text: &str| text.parse::<Moment>().map(|it| it.millis);
    assert_eq!(moment("2026-03-01"), Ok(1_772_409_599_999));
    assert_eq!(moment("2026-03-01T23:59:59.999Z"), Ok(1_772_409_599_999));
    assert_eq!(moment("2026-03-02T00:59:59.999+01:00"), Ok(1_772_409_599_999));
}

#[test]
fn what_is_no_moment_is_refused_with_an_example() {
    let error = "yesterday".parse::<Moment>().unwrap_err();
    assert_snapshot!(error, @"`yesterday` is no moment, write 2026-03-01 or 2026-03-01T12:00:00Z");
}

#[test]
fn every_command_and_argument_has_words_in_both_languages() {
    for language in Language::ALL {
        let words = Words::new(language);
        let cli = help::command(&words);
        for (path, command) in commands(&cli, "") {
            assert!(words.has(&format!("help{path}")), "{language}: `help{path}`");
            for argument in command.get_arguments() {
                let id = help::argument_id(&words, &path, argument.get_id().as_str());
                assert!(words.has(&id), "{language}: `{id}` of `{path}`");
            }
        }
    }
}

#[test]
fn every_message_of_the_help_belongs_to_a_command_or_an_argument() {
    let words = Words::new(Language::En);
    let cli = help::command(&words);
    let mut known = Vec::new();
    for (path, command) in commands(&cli, "") {
        known.push(format!("help{path}"));
        let ids = command.get_arguments().map(|it| it.get_id().as_str());
        known.extend(ids.map(|id| help::argument_id(&words, &path, id)));
    }
    let messages = include_str!("../../../../l10n/en/help.ftl").lines();
    let messages = messages.filter_map(|it| it.split_once(" = ")).map(|(id, _)| id);
    let strays: Vec<&str> = messages
        .filter(|it| it.starts_with("help") || it.starts_with("argument"))
        .filter(|it| !known.iter().any(|known| known == it))
        .collect();
    assert_eq!(strays, Vec::<&str>::new());
}

#[test]
fn values_that_must_be_of_a_form_say_of_which() {
    let words = Words::new(Language::En);
    let mut cli = help::command(&words);
    cli.build();
    for (path, command) in commands(&cli, "") {
        for argument in command.get_arguments().filter(|it| it.get_action().takes_values()) {
            let shown = argument.to_string();
            let name = usage::value_name(&shown.replace('[', "<"));
            let is_free = ["path", "dir", "file", "code", "sku", "text", "order"].contains(&&*name);
            let is_word = !argument.get_possible_values().is_empty();
            let expects = words.has(&format!("expects-{name}"));
            assert!(is_free || is_word || expects, "`{shown}` of `{path}`: {name}");
        }
    }
}

#[test]
fn the_help_is_in_the_readers_language() {
    let mut cli = help::command(&Words::new(Language::Es));
    cli.build();
    let catalogue = cli.find_subcommand_mut("catalogue").unwrap();
    assert_snapshot!(catalogue.find_subcommand_mut("update").unwrap().render_help(), @"
    Incorpora al catálogo en uso la lista de productos más reciente de Microsoft

    Uso: uptake catalogue update [OPTIONS] <FILE>

    Argumentos:
      <FILE>  La lista de Microsoft (CSV)

    Opciones:
          --dry-run          Solo compara: no se cambia nada
          --out <PATH>       En su lugar, escribe de nuevo el catálogo del programa: en un archivo, o en
                             `skus/` dentro de una carpeta
          --data <DIR>       La carpeta de datos [por defecto: la carpeta de datos de la plataforma]
                             [variable: UPTAKE_DATA]
          --lang <LANGUAGE>  El idioma: en o es [por defecto: el que diga el entorno]
          --output <OUTPUT>  Cómo se escriben los resultados: tablas para personas, un documento JSON o
                             filas planas [uno de: table, json, csv] [por defecto: table]
      -h, --help             Muestra esta ayuda
      -V, --version          Muestra la versión
    ");
    assert_snapshot!(catalogue.render_help(), @"
    Muestra productos y cargas de trabajo, y agrega otros

    Uso: uptake catalogue [OPTIONS] <COMMAND>

    Órdenes:
      list      Enumera productos y cargas de trabajo
      show      Muestra un producto con sus cargas de trabajo
      unmapped  Enumera lo que nombran los datos y el catálogo no conoce
      add       Agrega un archivo de catálogo; sus entradas sustituyen a las del mismo id. o código
      update    Incorpora al catálogo en uso la lista de productos más reciente de Microsoft

    Opciones:
          --data <DIR>       La carpeta de datos [por defecto: la carpeta de datos de la plataforma]
                             [variable: UPTAKE_DATA]
          --lang <LANGUAGE>  El idioma: en o es [por defecto: el que diga el entorno]
          --output <OUTPUT>  Cómo se escriben los resultados: tablas para personas, un documento JSON o
                             filas planas [uno de: table, json, csv] [por defecto: table]
      -h, --help             Muestra esta ayuda
      -V, --version          Muestra la versión
    ");
    let mut cli = help::command(&Words::new(Language::En));
    cli.build();
    let catalogue = cli.find_subcommand_mut("catalogue").unwrap();
    assert_snapshot!(catalogue.find_subcommand_mut("update").unwrap().render_help(), @"
    Takes Microsoft's newest list of products into the catalogue in use

    Usage: uptake catalogue update [OPTIONS] <FILE>

    Arguments:
      <FILE>  Microsoft's list (CSV)

    Options:
          --dry-run          Compares only: nothing is changed
          --out <PATH>       Writes the shipped catalogue anew instead: to a file, or to `skus/` in a
                             folder
          --data <DIR>       The data folder [default: the platform's folder for data] [variable:
                             UPTAKE_DATA]
          --lang <LANGUAGE>  The language: en or es [default: as the environment says]
          --output <OUTPUT>  How results are written: tables for people, one JSON document, or flat rows
                             [one of: table, json, csv] [default: table]
      -h, --help             Shows this help
      -V, --version          Shows the version
    ");
}

#[test]
fn wrong_usage_is_told_in_the_readers_language() {
    assert_snapshot!(wrong("uptake portfolio --on 31.03.2026"), @"
    error: `31.03.2026` is no value of --on <DAY>
    hint: write a day as 2026-03-01
    error: `31.03.2026` no es un valor de --on <DAY>
    indicación: escribir un día como 2026-03-01
    ");
    assert_snapshot!(wrong("uptake portfolio --scope mine"), @"
    error: `mine` is no value of --scope <SCOPE>
    hint: write one of: all, own
    error: `mine` no es un valor de --scope <SCOPE>
    indicación: escribir uno de estos: all, own
    ");
    assert_snapshot!(wrong("uptake portfolio --onn 2026-03-01"), @"
    error: there is no argument `--onn`
    hint: perhaps --on was meant
    error: no hay ningún argumento `--onn`
    indicación: quizá se quería escribir --on
    ");
    assert_snapshot!(wrong("uptake portfolo"), @"
    error: there is no command `portfolo`
    hint: perhaps portfolio was meant
    error: no hay ninguna orden `portfolo`
    indicación: quizá se quería escribir portfolio
    ");
    assert_snapshot!(wrong("uptake import"), @"
    error: <PATH>... must be given
    hint: `--help` after the command shows what there is
    error: falta <PATH>...
    indicación: `--help` después de la orden muestra lo que hay
    ");
    assert_snapshot!(wrong("uptake explain --customer C --sku A --workload b"), @"
    error: --sku <SKU> and --workload <CODE> cannot be given together
    hint: `--help` after the command shows what there is
    error: --sku <SKU> y --workload <CODE> no se pueden indicar a la vez
    indicación: `--help` después de la orden muestra lo que hay
    ");
    assert_snapshot!(wrong("uptake export usage --from 2026-03-01 --from 2026-03-02"), @"
    error: --from <DAY> cannot be given twice
    hint: `--help` after the command shows what there is
    error: --from <DAY> no se puede indicar dos veces
    indicación: `--help` después de la orden muestra lo que hay
    ");
    assert_snapshot!(wrong("uptake explain --page 0"), @"
    error: `0` is no value of --page <N>
    hint: write a number above 0
    error: `0` no es un valor de --page <N>
    indicación: escribir un número mayor que 0
    ");
    assert_snapshot!(wrong("uptake import --covers 2026 a.csv"), @"
    error: `2026` is no value of --covers <FROM..TO>
    hint: write two days as 2026-03-01..2026-03-31
    error: `2026` no es un valor de --covers <FROM..TO>
    indicación: escribir dos días como 2026-03-01..2026-03-31
    ");
}
