//! Sign-in. The password goes to the server and nowhere else.

use crate::components::logo;
use crate::markup::{IntoView, view};
use crate::words::OPORA;
use crate::words::workspace as w;
use crate::workspace::navigation::go;
use crate::workspace::parts::field::error_line;
use crate::workspace::place::Place;
use crate::workspace::ports::{Opening, SignInFailure};
use crate::workspace::state::use_workspace;
use leptos::prelude::*;
use opora_sync::SignIn;

/// The form; also when the session has run out.
pub fn sign_in_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let login = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let login_error = RwSignal::new(None::<String>);
    let password_error = RwSignal::new(None::<String>);
    let form_error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let is_offline = workspace.opening.get_untracked() == Opening::SignedOutOffline;

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let said = |is_wrong: bool, words: crate::words::Phrase| {
            is_wrong.then(|| words.of(locale).to_owned())
        };
        let typed = login.with_untracked(|login| login.trim().to_owned());
        let secret = password.get_untracked();
        login_error.set(said(typed.is_empty(), w::FILL_LOGIN));
        password_error.set(said(secret.is_empty(), w::FILL_PASSWORD));
        form_error.set(None);
        if typed.is_empty() || secret.is_empty() {
            return;
        }
        is_busy.set(true);
        let answer = workspace.device().sign_in(SignIn {
            login: typed,
            password: secret,
        });
        leptos::task::spawn_local(async move {
            let answer = answer.await;
            let _ = is_busy.try_set(false);
            match answer {
                Ok(()) => {
                    let _ = password.try_set(String::new());
                    if Place::of(&workspace.path.get_untracked()) == Place::SignIn {
                        go(workspace, &Place::Today.path());
                    }
                }
                Err(failure) => {
                    let words = match failure {
                        SignInFailure::Wrong => w::WRONG,
                        SignInFailure::TooMany => w::TOO_MANY,
                        SignInFailure::Offline => w::SIGN_IN_OFFLINE,
                        SignInFailure::Server => w::SIGN_IN_SERVER,
                    };
                    let _ = form_error.try_set(Some(words.of(locale).to_owned()));
                }
            }
        });
    };
    let invalid =
        |error: RwSignal<Option<String>>| move || error.with(Option::is_some).then_some("true");
    let other = match locale {
        opora_domain::Locale::Ru => opora_domain::Locale::En,
        opora_domain::Locale::En => opora_domain::Locale::Ru,
    };
    view! {
        <main class="sign-in" id="main">
            <form class="sign-in__sheet form" novalidate on:submit=submit data-testid="sign-in-form">
                <p class="sign-in__logo">{logo()}<b>{OPORA.of(locale)}</b></p>
                <h1 class="title-page">{w::SIGN_IN.of(locale)}</h1>
                <p>{w::SIGN_IN_LEAD.of(locale)}</p>
                {is_offline.then(|| view! {
                    <p class="note" data-testid="signed-out-offline">{w::SIGNED_OUT_OFFLINE.of(locale)}</p>
                })}
                <div class="field">
                    <div class="field__head">
                        <label class="field__label" for="login">{w::LOGIN.of(locale)}</label>
                    </div>
                    <input class="field__input" id="login" name="username" data-testid="login" type="text"
                        autocomplete="username" autocapitalize="none" spellcheck="false"
                        aria-describedby="login-error" aria-invalid=invalid(login_error)
                        prop:value=login on:input=move |event| login.set(event_target_value(&event))/>
                    {error_line("login", login_error)}
                </div>
                <div class="field">
                    <div class="field__head">
                        <label class="field__label" for="password">{w::PASSWORD.of(locale)}</label>
                    </div>
                    <input class="field__input" id="password" name="password" data-testid="password"
                        type="password" autocomplete="current-password"
                        aria-describedby="password-error password-hint" aria-invalid=invalid(password_error)
                        prop:value=password on:input=move |event| password.set(event_target_value(&event))/>
                    <p class="field__hint" id="password-hint">{w::PASSWORD_NOT_KEPT.of(locale)}</p>
                    {error_line("password", password_error)}
                </div>
                {error_line("sign-in", form_error)}
                <div class="actions">
                    <button type="submit" class="button button--primary" data-testid="submit"
                        aria-busy=move || is_busy.get().then_some("true")>
                        {move || if is_busy.get() { w::SIGNING_IN.of(locale) } else { w::DO_SIGN_IN.of(locale) }}
                    </button>
                    <a class="button button--text" href="/" rel="external">{w::TO_PUBLIC.of(locale)}</a>
                    <button type="button" class="button button--text" lang=other.tag()
                        data-testid="language-other"
                        on:click=move |_| {
                            workspace.device().keep_locale(other);
                            workspace.locale.set(other);
                        }>
                        {w::OTHER_LANGUAGE.of(locale)}
                    </button>
                </div>
            </form>
        </main>
    }
}
