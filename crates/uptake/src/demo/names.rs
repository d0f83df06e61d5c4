//! Invented names of companies and people. Nobody is meant: companies are made of
//! syllables, domains end in `.example`, people are drawn from common names.

use super::{chance::Chance, place::Country};

/// A company.
pub(super) struct Company {
    pub(super) name: String,
    pub(super) domain: String,
}

/// A person: the name, and the part of the sign-in name before the `@`.
pub(super) struct Named {
    pub(super) display_name: String,
    pub(super) sign_in: String,
}

/// Names the company of this number. No two numbers get the same name.
pub(super) fn company(number: usize, country: Country, chance: &mut Chance) -> Company {
    let roots = HEADS.len() * MIDDLES.len() * TAILS.len();
    // A step that shares no factor with the number of roots visits each of them once.
    let step = (1_009 * (number % roots) + 421) % roots;
    let pick = |list: &[&'static str], at: usize| list.get(at % list.len()).copied();
    let parts = [
        pick(&HEADS, step),
        pick(&MIDDLES, step.div_euclid(HEADS.len())),
        pick(&TAILS, step.div_euclid(HEADS.len() * MIDDLES.len())),
    ];
    let mut root: String = parts.into_iter().flatten().collect();
    let round = number.div_euclid(roots);
    if round > 0 {
        root = format!("{root} {}", round + 1);
    }
    let (trades, forms) = company_words(country);
    let domain = format!("{}.example", root.to_lowercase().replace(' ', "-"));
    let name = format!("{root} {} {}", chance.pick(trades), chance.pick(forms));
    Company { name, domain }
}

/// Names a person who works in this country.
pub(super) fn person(country: Country, chance: &mut Chance) -> Named {
    // One in eight comes from elsewhere.
    let home = if chance.happens(0.125) {
        let abroad = super::place::COUNTRIES.map(|it| it.1);
        *chance.pick(&abroad)
    } else {
        country
    };
    let (given, family) = person_words(home);
    let (given, family, second) = (chance.pick(given), chance.pick(family), chance.pick(family));
    let display_name = match home {
        Country::Spain | Country::Portugal => format!("{given} {family} {second}"),
        Country::France
        | Country::Germany
        | Country::Britain
        | Country::Italy
        | Country::Netherlands
        | Country::Ireland => format!("{given} {family}"),
    };
    Named { display_name, sign_in: folded(&format!("{given}.{family}")) }
}

/// An account that is no person.
pub(super) fn account(display_name: &str, sign_in: &str) -> Named {
    Named { display_name: display_name.to_owned(), sign_in: sign_in.to_owned() }
}

/// The departments that companies of this country have.
pub(super) fn departments(country: Country) -> &'static [&'static str] {
    match country {
        Country::Spain => {
            &["Administración", "Ventas", "Logística", "Producción", "Dirección", "Informática"]
        }
        Country::Portugal => {
            &["Administração", "Vendas", "Logística", "Produção", "Direção", "Informática"]
        }
        Country::France => &["Comptabilité", "Ventes", "Logistique", "Atelier", "Direction"],
        Country::Italy => &["Amministrazione", "Vendite", "Logistica", "Produzione", "Direzione"],
        Country::Germany => &["Buchhaltung", "Vertrieb", "Logistik", "Fertigung", "Führung"],
        Country::Britain | Country::Netherlands | Country::Ireland => {
            &["Finance", "Sales", "Logistics", "Operations", "Management", "IT"]
        }
    }
}

/// Small letters without accents; blanks become dots.
pub(super) fn folded(text: &str) -> String {
    let letters = text.to_lowercase();
    let plain = letters.chars().map(|it| match it {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        'ß' => 's',
        ' ' => '.',
        other => other,
    });
    plain.filter(|it| it.is_ascii_alphanumeric() || matches!(it, '.' | '-')).collect()
}

const HEADS: [&str; 25] = [
    "Al", "Bren", "Cor", "Dal", "El", "Fen", "Gal", "Hor", "Is", "Jun", "Kal", "Lum", "Mer", "Nor",
    "Or", "Pal", "Quil", "Ros", "Sal", "Tor", "Ul", "Vel", "Xan", "Yar", "Zar",
];
const MIDDLES: [&str; 7] = ["abi", "ede", "imo", "ova", "uri", "ante", "orve"];
const TAILS: [&str; 12] = [
    "dria", "vesa", "mont", "tixa", "zarra", "lken", "bria", "gosa", "nquet", "strel", "wick",
    "lunde",
];

type Words = &'static [&'static str];

fn company_words(country: Country) -> (Words, Words) {
    match country {
        Country::Spain => (
            &[
                "Logística",
                "Ingeniería",
                "Alimentación",
                "Asesores",
                "Clínicas",
                "Hoteles",
                "Metal",
            ],
            &["S.L.", "S.A.", "S. Coop.", "S.L.U."],
        ),
        Country::Portugal => {
            (&["Transportes", "Consultoria", "Têxteis", "Construções"], &["Lda.", "S.A."])
        }
        Country::France => (&["Services", "Bâtiment", "Conseil", "Santé"], &["SARL", "SAS", "SA"]),
        Country::Germany => (
            &["Maschinenbau", "Werkzeuge", "Beratung", "Großhandel"],
            &["GmbH", "AG", "GmbH & Co. KG"],
        ),
        Country::Italy => (&["Arredamenti", "Impianti", "Moda", "Servizi"], &["S.r.l.", "S.p.A."]),
        Country::Netherlands => (&["Logistiek", "Advies", "Techniek"], &["B.V.", "N.V."]),
        Country::Britain => (&["Foods", "Partners", "Engineering", "Care"], &["Ltd", "LLP", "plc"]),
        Country::Ireland => (&["Foods", "Partners", "Pharma"], &["Ltd", "DAC"]),
    }
}

fn person_words(country: Country) -> (Words, Words) {
    match country {
        Country::Spain => (
            &[
                "María", "José", "Ana", "Íñigo", "Lucía", "Jesús", "Begoña", "Andrés", "Nuria",
                "Martín", "Leire", "Álvaro", "Inés", "Raúl", "Noelia", "Óscar", "Ángela", "Pablo",
            ],
            &[
                "García",
                "Núñez",
                "Ibáñez",
                "Muñoz",
                "Pérez",
                "Etxeberria",
                "Sánchez",
                "Ortega",
                "Vázquez",
                "Peña",
                "Cano",
                "Gutiérrez",
                "Rubio",
                "Casals",
                "Castaño",
                "Rey",
            ],
        ),
        Country::Portugal => (
            &["João", "Inês", "Tiago", "Conceição", "Rui", "Beatriz", "Sofia", "Luís"],
            &["Gonçalves", "Simões", "Araújo", "Magalhães", "Ferreira", "Brandão", "Rocha"],
        ),
        Country::France => (
            &["Élodie", "François", "Chloé", "Benoît", "Anaïs", "Hélène", "Luc", "Jérôme"],
            &["Lefèvre", "Moreau", "Bérard", "Garçon", "Dupré", "Lambert", "Rivière"],
        ),
        Country::Germany => (
            &["Jürgen", "Sabine", "Björn", "Käthe", "Lukas", "Anke", "Götz", "Heike"],
            &["Müller", "Weiß", "Schröder", "Jäger", "Vogt", "König", "Brandt"],
        ),
        Country::Italy => (
            &["Niccolò", "Giulia", "Matteo", "Chiara", "Luca", "Elisa", "Dario", "Marta"],
            &["Bianchi", "Conti", "Ferrari", "Greco", "Lombardi", "Riva", "D'Angelo"],
        ),
        Country::Netherlands => (
            &["Daan", "Sanne", "Joost", "Femke", "Bram", "Lotte"],
            &["de Vries", "van den Berg", "Jansen", "Bakker", "Visser"],
        ),
        Country::Britain | Country::Ireland => (
            &["Oliver", "Siân", "Harriet", "Callum", "Priya", "Niamh", "Zoë", "Kwame", "Aoife"],
            &["Walker", "O'Brien", "Okafor", "Hughes", "Patel", "Byrne", "Lloyd", "Marsh"],
        ),
    }
}
