//! Which language a request wants: `?lang=`, then the cookie `lang`, then Accept-Language.

use axum::http::{HeaderMap, Uri, header};
use opora_domain::Locale;

/// The language of a request; Russian when it does not say.
pub fn locale_of(headers: &HeaderMap, uri: &Uri) -> Locale {
    asked_in_address(uri)
        .or_else(|| in_cookie(headers))
        .or_else(|| accepted(headers))
        .unwrap_or_default()
}

/// The language the address asks for, to be remembered in the cookie.
pub fn asked_in_address(uri: &Uri) -> Option<Locale> {
    let pairs = uri.query()?.split('&');
    pairs
        .filter_map(|pair| pair.strip_prefix("lang="))
        .find_map(Locale::from_tag)
}

fn in_cookie(headers: &HeaderMap) -> Option<Locale> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let mut pairs = cookies.split(';').map(str::trim);
    pairs.find_map(|pair| Locale::from_tag(pair.strip_prefix("lang=")?))
}

fn accepted(headers: &HeaderMap) -> Option<Locale> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    accepted
        .split(',')
        .find_map(|tag| Locale::from_tag(tag.split(';').next()?.trim()))
}
