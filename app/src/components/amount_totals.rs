//! What a road map costs: a line for each source, a column for each year, and the sums. What could
//! not be read is said under the table.

use crate::markup::*;
use crate::words::numbers::tied;
use crate::words::programme as words;
use opora_domain::{AmountTotals, Locale, Thousands};

/// The table of sums; nothing where no amount was planned.
pub fn amount_totals(totals: &AmountTotals, locale: Locale) -> AnyView {
    if totals.is_empty() {
        return ().into_any();
    }
    let unread = (totals.unread > 0).then(|| {
        let words = words::unread_amounts(locale, totals.unread);
        view! { <p class="programme__problem" data-testid="unread-amounts">{words}</p> }
    });
    if totals.by_year.is_empty() {
        return view! { <div class="amount-totals">{unread}</div> }.into_any();
    }
    let number = |money: Option<Thousands>| {
        let money = money.map(|money| money.words(locale));
        view! { <td class="table__number">{money}</td> }.into_any()
    };
    let years: Vec<AnyView> = totals
        .by_year
        .iter()
        .map(|(year, _)| {
            view! { <th scope="col" class="table__number">{year.clone()}</th> }.into_any()
        })
        .collect();
    let sources: Vec<AnyView> = totals
        .by_source
        .iter()
        .zip(&totals.cells)
        .map(|((source, sum), cells)| {
            let name = match source.is_empty() {
                true => words::NO_SOURCE.of(locale).to_owned(),
                false => tied(source),
            };
            let cells: Vec<AnyView> = cells.iter().map(|money| number(*money)).collect();
            view! {
                <tr><th scope="row" class="table__name" lang="ru">{name}</th>{cells}{number(Some(*sum))}</tr>
            }
            .into_any()
        })
        .collect();
    let sums = totals.by_year.iter();
    let sums: Vec<AnyView> = sums.map(|(_, money)| number(Some(*money))).collect();
    let label = words::AMOUNTS.of(locale);
    view! {
        <div class="amount-totals">
            <div class="table-sheet" role="region" tabindex="0" aria-label=label>
                <table class="table" data-testid="amount-totals">
                    <caption>{label}</caption>
                    <thead><tr>
                        <th scope="col">{words::AMOUNT_SOURCE.of(locale)}</th>{years}
                        <th scope="col" class="table__number">{words::AMOUNT_TOTAL.of(locale)}</th>
                    </tr></thead>
                    <tbody>
                        {sources}
                        <tr class="amount-totals__whole">
                            <th scope="row">{words::AMOUNT_TOTAL.of(locale)}</th>{sums}{number(Some(totals.whole))}
                        </tr>
                    </tbody>
                </table>
            </div>
            {unread}
        </div>
    }
    .into_any()
}
