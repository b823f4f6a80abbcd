//! What is said of an organisation.

use super::small;
use opora_graph_view::sift::Shown;
use opora_graph_view::speech::Words;

fn words() -> Words {
    Words {
        helped_by: "Помогают: {}".to_owned(),
        helps: "Помогает: {}".to_owned(),
        alone: "Пока ни с кем не связана".to_owned(),
        more: "и ещё {}".to_owned(),
        without_mentor: "наставника нет".to_owned(),
        group: "организаций: {}".to_owned(),
        roles: [
            "школа, которой помогают",
            "школа-наставник",
            "другая школа",
            "центр",
            "партнёр",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..Words::default()
    }
}

#[test]
fn it_says_what_one_would_see() {
    let picture = small();
    let all = Shown::all(&picture);
    let said = |mark: u32| words().of(&picture, &all, mark).aloud();
    assert_eq!(
        said(0),
        "Дальняя СОШ № 3, школа, которой помогают. Помогают: Гимназия № 5, Музей."
    );
    assert_eq!(
        said(1),
        "Ёлкинская школа, школа, которой помогают, наставника нет. Помогают: Гимназия № 5."
    );
    assert_eq!(
        said(2),
        "Гимназия № 5, школа-наставник. Помогают: Музей. Помогает: Дальняя СОШ № 3, Ёлкинская школа."
    );
    assert_eq!(
        said(3),
        "Одинокая школа, другая школа. Пока ни с кем не связана."
    );
    assert_eq!(said(99), ".");
}

#[test]
fn many_names_become_a_number() {
    use opora_domain::{Family, PartnershipStatus};
    use opora_graph::Role;
    use opora_graph_view::picture::Picture;
    let of = |count: u32| {
        let marks = (0..=count).map(|at| super::mark(&format!("Ш{at}"), 0.0, 0.0, Role::School));
        let lines =
            (1..=count).map(|at| super::line(0, at, Family::Site, PartnershipStatus::Active));
        let picture = Picture::new(1.0, 1.0, marks.collect(), lines.collect());
        words()
            .of(&picture, &Shown::all(&picture), 0)
            .relations
            .join("; ")
    };
    assert_eq!(of(6), "Помогает: Ш1, Ш2, Ш3, Ш4, Ш5, Ш6");
    assert_eq!(of(9), "Помогает: Ш1, Ш2, Ш3, Ш4, Ш5 и ещё 4");
}
