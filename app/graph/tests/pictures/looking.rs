//! Pages to look at with a browser: run with `--ignored` and `OPORA_PICTURES=FOLDER`.

use crate::generated::{district, like_abinsk, like_vengerovo, like_yartsevo, vengerovo};
use crate::{drawn, options};
use opora_domain::{Family, Locale, Openness, PartnershipStatus, Place};
use opora_graph::svg::{self, PictureOptions};
use opora_graph::{Filter, NetworkGraph, Role, Scene};

/// Writes pages to look at into the folder named by `OPORA_PICTURES`.
#[test]
#[ignore = "for looking, not for checking"]
fn pages_to_look_at() {
    let folder = std::env::var("OPORA_PICTURES").expect("OPORA_PICTURES names a folder");
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../style/fonts");
    let css = include_str!("../../../../style/_network-picture.scss");
    let page = |name: &str, body: String, dark: bool| {
        let vars = if dark {
            "--plate:#182A23;--sheet:#1B2D26;--square:#20352D;--ink:#F0F4EE;--ink-2:#BDCBC2;--ink-3:#9DAEA4;--rule-2:#789085;--accent:#A6C5FF;--k-mentor:#A6C5FF;--k-site:#A6C5FF;--k-method:#5CCB80;--k-resource:#EBA545;--k-social:#E2B4CE;--ctx:#6F827A;--ground:#14231D"
        } else {
            "--plate:#FBFCFE;--sheet:#FFFFFF;--square:#E4ECF6;--ink:#17202E;--ink-2:#445062;--ink-3:#5A6675;--rule-2:#727F76;--accent:#1F47A6;--k-mentor:#1F47A6;--k-site:#1F47A6;--k-method:#1E8355;--k-resource:#A2500F;--k-social:#783670;--ctx:#858F97;--ground:#F4F7F3"
        };
        let html = format!(
            "<!doctype html><meta charset=utf-8><style>@font-face{{font-family:'Golos Text';font-weight:400 600;src:url({fonts}/golos-text-cyrillic.woff2);unicode-range:U+0401,U+0410-044F,U+0451,U+2116}}@font-face{{font-family:'Golos Text';font-weight:400 600;src:url({fonts}/golos-text-latin.woff2);unicode-range:U+0020-007E,U+00A0-02ff,U+2000-2100}}:root{{{vars}}}body{{margin:20px;background:var(--ground);color:var(--ink);font-family:'Golos Text','DejaVu Sans',sans-serif;width:882px}}.p{{border:1.5px solid var(--ink);margin-bottom:20px}}{css}</style>{body}"
        );
        std::fs::write(format!("{folder}/{name}.html"), html).unwrap();
    };
    let wrap = |svg: String| format!("<div class=p>{svg}</div>");
    let scene = |graph: &NetworkGraph, query: &str, centre| {
        Scene::new(graph, &Filter::from_query(query), centre)
    };
    let centre = Some(Place {
        latitude: 55.5,
        longitude: 41.5,
        accuracy: None,
    });
    let big = district(1);
    page(
        "district",
        wrap(drawn(&scene(&big, "", None))) + &wrap(drawn(&scene(&district(2), "", None))),
        false,
    );
    let selected = PictureOptions {
        selected: Some(
            big.nodes
                .iter()
                .find(|node| node.role.is_without_mentor() && node.degree > 1)
                .unwrap()
                .organisation
                .id,
        ),
        ..options(true)
    };
    page(
        "selected",
        wrap(svg::picture(&scene(&big, "status=any", None), &selected)),
        true,
    );
    page(
        "map",
        wrap(drawn(&scene(&big, "view=map", centre)))
            + &wrap(drawn(&scene(
                &like_vengerovo(),
                "view=map",
                Some(vengerovo()),
            )))
            + &wrap(drawn(&scene(&like_abinsk(), "view=map", Some(vengerovo())))),
        false,
    );
    page(
        "small",
        [like_yartsevo(), like_abinsk(), like_vengerovo()]
            .iter()
            .map(|graph| wrap(drawn(&scene(graph, "", None))))
            .collect::<String>()
            + &wrap(drawn(&scene(&like_yartsevo(), "status=any", None))),
        false,
    );
    let mut kit = String::new();
    for role in [
        Role::Supported {
            has_live_mentor: true,
        },
        Role::Supported {
            has_live_mentor: false,
        },
        Role::Mentor { mentees: 1 },
        Role::Mentor { mentees: 5 },
        Role::School,
        Role::Centre,
        Role::Partner,
    ] {
        kit += &format!(
            "<p>{} {} {}</p>",
            svg::symbol_svg(role, 24),
            svg::symbol_svg(role, 44),
            role.label(Locale::Ru)
        );
    }
    for family in Family::ALL {
        kit += &format!(
            "<p>{} {}",
            svg::edge_symbol_svg(*family),
            family.label(Locale::Ru)
        );
        for status in PartnershipStatus::ALL {
            kit += &format!(" {}", svg::status_symbol_svg(*family, *status));
        }
        kit += &format!(
            " {} {}</p>",
            svg::open_end_symbol_svg(Openness::Request, *family),
            svg::open_end_symbol_svg(Openness::Offer, *family)
        );
    }
    use opora_graph::fan::{Direction::*, fan_svg};
    kit += &fan_svg(
        Role::Supported {
            has_live_mentor: true,
        },
        &[
            (Family::Mentoring, Receives, Role::Mentor { mentees: 2 }),
            (Family::Site, Receives, Role::School),
            (Family::Method, Receives, Role::Centre),
            (Family::Method, Receives, Role::Centre),
            (Family::Resource, Gives, Role::School),
            (Family::Social, Receives, Role::Partner),
        ],
        104.0,
    );
    page("kit", kit, false);
    std::fs::write(
        format!("{folder}/standalone.svg"),
        svg::standalone(&scene(&big, "", None), &options(false)),
    )
    .unwrap();
    std::fs::write(
        format!("{folder}/district.svg"),
        drawn(&scene(&big, "", None)),
    )
    .unwrap();
}
