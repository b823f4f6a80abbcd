//! Requests to the server, with no more than this app asks of the browser's `fetch`.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, ReadableStream, RequestInit};

/// A request on its way to being sent.
pub struct Request {
    path: String,
    init: RequestInit,
    headers: Headers,
}

impl Request {
    pub fn get(path: &str) -> Result<Self, JsValue> {
        Request::new("GET", path)
    }

    pub fn delete(path: &str) -> Result<Self, JsValue> {
        Request::new("DELETE", path)
    }

    /// With a body of this media type.
    pub fn post(path: &str, media_type: &str, body: &JsValue) -> Result<Self, JsValue> {
        let request = Request::new("POST", path)?;
        request.headers.set("content-type", media_type)?;
        request.init.set_body(body);
        Ok(request)
    }

    /// Asks for an answer of this media type.
    pub fn accepting(self, media_type: &str) -> Result<Self, JsValue> {
        self.headers.set("accept", media_type)?;
        Ok(self)
    }

    fn new(method: &str, path: &str) -> Result<Self, JsValue> {
        let init = RequestInit::new();
        init.set_method(method);
        Ok(Request {
            path: path.to_owned(),
            init,
            headers: Headers::new()?,
        })
    }

    /// Sends it. The error says that there is no line.
    pub async fn send(self) -> Result<Response, JsValue> {
        self.init.set_headers(&self.headers);
        let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
        let answer = window.fetch_with_str_and_init(&self.path, &self.init);
        let answer: web_sys::Response = JsFuture::from(answer).await?.dyn_into()?;
        Ok(Response(answer))
    }
}

/// An answer, its body still unread.
pub struct Response(web_sys::Response);

impl Response {
    pub fn ok(&self) -> bool {
        self.0.ok()
    }

    pub fn status(&self) -> u16 {
        self.0.status()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.0.headers().get(name).ok().flatten()
    }

    pub fn body(&self) -> Option<ReadableStream> {
        self.0.body()
    }

    pub async fn bytes(&self) -> Result<Vec<u8>, JsValue> {
        let buffer = JsFuture::from(self.0.array_buffer()?).await?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    pub async fn text(&self) -> Result<String, JsValue> {
        let text = JsFuture::from(self.0.text()?).await?;
        Ok(text.as_string().unwrap_or_default())
    }
}
