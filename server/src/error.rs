//! Errors of requests: status and wire code are decided here and nowhere else. The reader gets a
//! sentence; what happened inside goes to the log, once.

use crate::raster::RasterError;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use opora_domain::Locale;
use opora_office::{FileError, NotWritten};
use opora_store::StoreError;
use opora_sync::ApiError;

#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    #[error("not signed in")]
    SignedOut,
    #[error("wrong name or password")]
    WrongPassword,
    #[error("not allowed")]
    Forbidden,
    /// Signed in, but without a part in this network (any more).
    #[error("no access to this network")]
    Revoked,
    #[error("not a file of waiting entries: {0}")]
    NotCarried(String),
    #[error("the account that made the entries has no part in this network")]
    UnknownMaker,
    /// A file of entries from before a backup was put back.
    #[error("the file knows another life of the database")]
    CarriedFromOtherLife,
    #[error("not found")]
    NotFound,
    #[error("the request is not understood: {0}")]
    Malformed(String),
    #[error("protocol {0} is newer than this server")]
    TooNew(u32),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Raster(#[from] RasterError),
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
    #[error("{0:?}")]
    File(FileError),
}

impl RequestError {
    pub fn status(&self) -> StatusCode {
        match self {
            RequestError::SignedOut | RequestError::WrongPassword => StatusCode::UNAUTHORIZED,
            RequestError::Forbidden
            | RequestError::Revoked
            | RequestError::UnknownMaker
            | RequestError::Store(StoreError::ForeignDevice) => StatusCode::FORBIDDEN,
            RequestError::NotFound => StatusCode::NOT_FOUND,
            RequestError::Malformed(_) | RequestError::NotCarried(_) | RequestError::File(_) => {
                StatusCode::BAD_REQUEST
            }
            RequestError::TooNew(_) => StatusCode::UPGRADE_REQUIRED,
            RequestError::CarriedFromOtherLife
            | RequestError::Store(
                StoreError::Gap { .. } | StoreError::OtherLineage | StoreError::MissingLine(_),
            ) => StatusCode::CONFLICT,
            RequestError::Store(StoreError::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            RequestError::Store(_) | RequestError::Raster(_) | RequestError::NotWritten(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            RequestError::SignedOut => "signed-out",
            RequestError::WrongPassword => "wrong-password",
            RequestError::Forbidden => "forbidden",
            RequestError::Revoked => "revoked",
            RequestError::NotCarried(_) => "not-carried",
            RequestError::UnknownMaker => "unknown-maker",
            RequestError::NotFound => "not-found",
            RequestError::Malformed(_) => "malformed",
            RequestError::TooNew(_) => "too-new",
            RequestError::File(error) => error.code().code(),
            RequestError::Store(StoreError::Gap { .. }) => "gap",
            RequestError::CarriedFromOtherLife | RequestError::Store(StoreError::OtherLineage) => {
                "lineage"
            }
            RequestError::Store(StoreError::MissingLine(_)) => "spell-out",
            RequestError::Store(StoreError::ForeignDevice) => "foreign-device",
            RequestError::Store(StoreError::Busy) => "busy",
            RequestError::Store(_) | RequestError::Raster(_) | RequestError::NotWritten(_) => {
                "server"
            }
        }
    }

    /// What a person is told.
    pub fn message(&self, locale: Locale) -> String {
        let (ru, en) = match self {
            RequestError::SignedOut => ("Нужно войти.", "Sign in first."),
            RequestError::WrongPassword => (
                "Имя или пароль не подходят.",
                "The name or the password does not match.",
            ),
            RequestError::Forbidden | RequestError::Store(StoreError::ForeignDevice) => {
                ("Это не ваша сеть.", "This is not your network.")
            }
            RequestError::Revoked => (
                "Доступ к этому району закрыт. Записи на устройстве целы.",
                "Access to this district was taken away. Entries on the device are safe.",
            ),
            RequestError::NotCarried(_) => (
                "Это не файл с записями Опоры. Ничего не записано.",
                "This is not a file of Opora's entries. Nothing was written.",
            ),
            RequestError::UnknownMaker => (
                "Записи сделаны под именем, у которого нет доступа к этому району. Ничего не записано.",
                "The entries were made under a name without access to this district. Nothing was written.",
            ),
            RequestError::CarriedFromOtherLife => (
                "Файл сделан до того, как район вернули к резервной копии. Ничего не записано. Ожидающее цело на устройстве, где файл сделан, и уйдёт само, когда там появится связь.",
                "The file was made before the district went back to a backup. Nothing was written. What waits is safe on the device that made it and goes by itself once it has a connection.",
            ),
            RequestError::NotFound => ("Такой страницы нет.", "There is no such page."),
            RequestError::Malformed(_) => (
                "Запрос не понят. Записи на устройстве целы.",
                "The request was not understood. Entries on the device are safe.",
            ),
            RequestError::TooNew(_) => (
                "Сервер старше программы на устройстве. Записи целы и уйдут после его обновления.",
                "The server is older than the program on the device. Entries are safe and will go once it is updated.",
            ),
            RequestError::File(error) => return error.message(locale),
            RequestError::Store(StoreError::Gap { .. }) => (
                "Часть записей не дошла; устройство пришлёт их снова.",
                "Some entries did not arrive; the device sends them again.",
            ),
            RequestError::Store(StoreError::OtherLineage | StoreError::MissingLine(_)) => (
                "Устройство сверит записи с районом и пришлёт их снова.",
                "The device compares its entries with the district and sends them again.",
            ),
            RequestError::Store(_) | RequestError::Raster(_) | RequestError::NotWritten(_) => (
                "Сервер не справился. Ничего не записано наполовину, записи на устройстве целы.",
                "The server failed. Nothing was written by halves, entries on the device are safe.",
            ),
        };
        locale.pick(ru, en).to_owned()
    }

    pub fn body(&self, locale: Locale) -> ApiError {
        ApiError {
            code: self.code().to_owned(),
            message: self.message(locale),
        }
    }

    /// Logs what is the server's own fault.
    pub fn log(&self) {
        if self.status().is_server_error() {
            tracing::error!(error = %self, "request failed");
        }
    }
}

impl IntoResponse for RequestError {
    fn into_response(self) -> Response {
        self.log();
        (self.status(), Json(self.body(Locale::Ru))).into_response()
    }
}
