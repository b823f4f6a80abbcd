//! The browser as the device the views ask for.

use crate::shell::Shell;
use crate::{clock, settings, workbook};
use leptos::prelude::*;
use opora_app::workspace::ports::{
    Answer, CarryFailure, Device, Drafting, FileFailure, HistoryFailure, ImportFailure, ImportMode,
    ImportReport, ImportStep, Moment, SaveFailure, SignInFailure, StorageTrouble, Theme,
    VisitDraft,
};
use opora_device::line::{self, LineError};
use opora_domain::{Locale, RecordId, Value};
use opora_sync::{CarryDone, HistoryLine, OpNumber, RejectNumber, SignIn, Timestamp};
use std::rc::Rc;
use uuid::Uuid;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// [`Shell`] behind the port.
pub struct Browser(pub Rc<Shell>);

impl Device for Browser {
    fn edit(&self, drafting: Drafting) -> Answer<Result<Timestamp, SaveFailure>> {
        Box::pin(self.0.clone().edit(drafting))
    }

    fn discard_reject(&self, number: RejectNumber) -> Answer<Result<(), SaveFailure>> {
        let shell = self.0.clone();
        Box::pin(async move { shell.discard_reject(number).await })
    }

    fn resend(&self, number: RejectNumber) -> Answer<Result<(), SaveFailure>> {
        Box::pin(self.0.clone().resend(number))
    }

    fn withdraw(&self, n: OpNumber) -> Answer<Result<bool, SaveFailure>> {
        let shell = self.0.clone();
        Box::pin(async move { shell.withdraw(n).await })
    }

    fn carry_out(&self, name: &str) -> Answer<Result<(), SaveFailure>> {
        let shell = self.0.clone();
        let name = name.to_owned();
        Box::pin(async move {
            if let Some(file) = shell.carry_out().await? {
                let bytes = js_sys::Uint8Array::from(file.as_slice());
                offer_file(&name, "application/octet-stream", &bytes)
                    .map_err(|_| SaveFailure::Broken)?;
            }
            Ok(())
        })
    }

    fn carry_in(&self, file: web_sys::File) -> Answer<Result<CarryDone, CarryFailure>> {
        let shell = self.0.clone();
        Box::pin(async move {
            let buffer = wasm_bindgen_futures::JsFuture::from(file.array_buffer())
                .await
                .map_err(|_| CarryFailure::Unreadable)?;
            let done = line::carry(&js_sys::Uint8Array::new(&buffer)).await;
            shell.try_again_now();
            done.map_err(|error| match error {
                LineError::Down => CarryFailure::Offline,
                LineError::SignedOut => CarryFailure::SignedOut,
                LineError::Server { code, .. } => match code.as_str() {
                    "not-carried" => CarryFailure::Unreadable,
                    "unknown-maker" => CarryFailure::UnknownMaker,
                    "too-new" => CarryFailure::TooNew,
                    "gap" => CarryFailure::Gap,
                    "lineage" => CarryFailure::OtherLife,
                    _ => CarryFailure::Server,
                },
            })
        })
    }

    fn history(&self, record: RecordId) -> Answer<Result<Vec<HistoryLine>, HistoryFailure>> {
        let network = self
            .0
            .opened()
            .map(|opened| opened.with_replica(|replica| replica.meta().network.clone()));
        Box::pin(async move {
            let network = network.ok_or(HistoryFailure::SignedOut)?;
            line::history(&network, record)
                .await
                .map_err(|error| match error {
                    LineError::Down => HistoryFailure::Offline,
                    LineError::SignedOut => HistoryFailure::SignedOut,
                    LineError::Server { .. } => HistoryFailure::Server,
                })
        })
    }

    fn member_file(&self, path: String) -> Answer<Result<Value, FileFailure>> {
        let network = self
            .0
            .opened()
            .map(|opened| opened.with_replica(|replica| replica.meta().network.clone()));
        Box::pin(async move {
            let network = network.ok_or(FileFailure::SignedOut)?;
            line::member_file(&network, &path)
                .await
                .map_err(|error| match error {
                    LineError::Down => FileFailure::Offline,
                    LineError::SignedOut => FileFailure::SignedOut,
                    LineError::Server { status: 404, .. } => FileFailure::Missing,
                    LineError::Server { .. } => FileFailure::Server,
                })
        })
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
        if offer_file(name, media_type, &JsValue::from_str(text)).is_err() {
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
        // What is not kept otherwise stays a draft; recorded twice, it is one record.
        let Some(opened) = self.0.opened().filter(|opened| opened.is_kept()) else {
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

    fn forget_loss(&self) {
        self.0.forget_loss();
    }

    fn activate_update(&self) {
        let shell = self.0.clone();
        leptos::task::spawn_local(async move { shell.activate_update().await });
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

fn offer_file(name: &str, media_type: &str, content: &JsValue) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::UNDEFINED)?;
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let parts = js_sys::Array::of1(content);
    let blob = Blob::new_with_blob_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
