//! The browser as the device the views ask for.

use crate::shell::Shell;
use crate::{clock, settings, updates, workbook};
use leptos::prelude::*;
use opora_app::workspace::ports::{
    Answer, Device, ImportFailure, ImportMode, ImportReport, ImportStep, Moment, SaveFailure,
    SignInFailure, StorageTrouble, Theme, VisitDraft,
};
use opora_domain::{Locale, RecordId};
use opora_sync::{Draft, OpNumber, SignIn, Timestamp};
use std::rc::Rc;
use uuid::Uuid;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// [`Shell`] behind the port.
pub struct Browser(pub Rc<Shell>);

impl Device for Browser {
    fn edit(&self, drafts: Vec<Draft>) -> Answer<Result<Timestamp, SaveFailure>> {
        Box::pin(self.0.clone().edit(drafts))
    }

    fn discard_reject(&self, n: OpNumber) -> Answer<Result<(), SaveFailure>> {
        let shell = self.0.clone();
        Box::pin(async move { shell.discard_reject(n).await })
    }

    fn sync_now(&self) {
        self.0.try_again_now();
    }

    fn sign_in(&self, sign_in: SignIn) -> Answer<Result<(), SignInFailure>> {
        Box::pin(self.0.clone().sign_in(sign_in))
    }

    fn sign_out(&self) -> Answer<()> {
        let shell = self.0.clone();
        Box::pin(async move { shell.sign_out().await })
    }

    fn import(
        &self,
        file: web_sys::File,
        mode: ImportMode,
        locale: Locale,
        on_step: Rc<dyn Fn(ImportStep)>,
    ) -> Answer<Result<ImportReport, ImportFailure>> {
        let shell = self.0.clone();
        Box::pin(async move {
            let report = workbook::import(file, mode, locale, on_step).await;
            if report.is_ok() && mode == ImportMode::Confirm {
                shell.try_again_now();
            }
            report
        })
    }

    fn save_file(&self, name: &str, media_type: &str, text: &str) {
        if offer_file(name, media_type, text).is_err() {
            leptos::logging::error!("the file could not be offered");
        }
    }

    fn visit_drafts(&self) -> Vec<VisitDraft> {
        match self.0.opened() {
            Some(opened) => settings::visit_drafts(opened.user),
            None => vec![],
        }
    }

    fn keep_visit_draft(&self, draft: &VisitDraft) -> Result<Timestamp, SaveFailure> {
        let user = self.0.opened().ok_or(SaveFailure::SignedOut)?.user;
        let at = clock::now();
        let mut drafts = settings::visit_drafts(user);
        drafts.retain(|known| known.record != draft.record);
        drafts.insert(
            0,
            VisitDraft {
                at,
                ..draft.clone()
            },
        );
        let kept = settings::keep_visit_drafts(user, &drafts);
        if let Err(failure) = kept {
            self.0
                .signals
                .trouble
                .set(Some(StorageTrouble::NotSaved(failure)));
        }
        kept.map(|()| at)
    }

    fn drop_visit_draft(&self, record: RecordId) {
        let Some(opened) = self.0.opened() else {
            return;
        };
        let mut drafts = settings::visit_drafts(opened.user);
        drafts.retain(|known| known.record != record);
        // Removing needs no room; a draft that stays is offered again and does no harm.
        let _ = settings::keep_visit_drafts(opened.user, &drafts);
    }

    fn keep_locale(&self, locale: Locale) {
        settings::keep_locale(locale);
        crate::show_locale(locale);
    }

    fn keep_theme(&self, theme: Theme) {
        settings::keep_theme(theme);
        crate::show_theme(theme);
    }

    fn activate_update(&self) {
        updates::activate();
    }

    fn new_record_id(&self) -> RecordId {
        RecordId(Uuid::now_v7())
    }

    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn moment(&self, at: Timestamp) -> Moment {
        clock::moment(at)
    }
}

fn offer_file(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::UNDEFINED)?;
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
