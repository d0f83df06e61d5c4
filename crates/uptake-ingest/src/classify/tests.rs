//! What subject lines are about.

use super::{RULES, classify};

fn check(category: &str, subjects: &[&str]) {
    for subject in subjects {
        assert_eq!(classify(subject), category, "{subject}");
    }
}

#[test]
fn questions_are_how_to() {
    check(
        "how_to",
        &[
            "How do I share a calendar?",
            "HOW TO reset my password",
            "¿Cómo comparto un calendario?",
            "Dudas con Teams",
            "Is it possible to recall a message",
        ],
    );
}

#[test]
fn the_other_categories_have_their_words() {
    check("billing", &["Invoice 2026-03 is wrong", "Error en la factura de marzo"]);
    check(
        "access",
        &["Locked out of my account", "Alta de usuario: almacén", "Olvidé la contraseña"],
    );
    check("fault", &["Outlook crashes at start", "El correo no sincroniza", "Teams doesn't work"]);
}

#[test]
fn what_does_not_work_is_no_question() {
    check("access", &["No puedo iniciar sesión desde casa", "No pueden entrar como invitados"]);
    check(
        "fault",
        &["No funciona como antes", "¿Por qué no puedo imprimir?", "No me deja guardar"],
    );
    check(
        "fault",
        &[
            "La carpeta donde guardo los archivos da error",
            "Error when I open Excel as shown in the manual",
        ],
    );
    check("how_to", &["Need help setting up my signature", "Ayuda para configurar la firma"]);
    check("billing", &["Duda con la factura"]);
    check(
        "how_to",
        &["¿Cómo puedo compartir?", "¿Puedo grabar una reunión?", "¿Podemos cambiar el tema?"],
    );
}

#[test]
fn a_word_is_found_whole() {
    check("other", &["Showtoday", "", "Move the printer", "Comodidad"]);
}

#[test]
fn the_file_names_known_categories_in_order_and_no_empty_phrase() {
    let codes: Vec<&str> = RULES.iter().map(|it| it.code.as_str()).collect();
    let order = ["billing", "access", "fault", "how_to", "billing", "access", "fault"];
    assert_eq!(codes, order);
    for rule in RULES.iter() {
        for phrase in &rule.phrases {
            assert!(phrase.iter().all(|it| !it.is_empty()) && !phrase.is_empty(), "{phrase:?}");
        }
    }
}
