//! The parts of the package and their styles.

use super::super::page::Document;
use super::super::{Filed, words};
use super::said;
use crate::spreadsheet::NotWritten;
use opora_domain::Locale;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

pub(super) fn write(
    document: &Document,
    filing: Filed<'_>,
    body: &str,
) -> Result<Vec<u8>, NotWritten> {
    let kind = |name: &str| {
        format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml")
    };
    let types = format!(
        r#"{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{}"/><Override PartName="/word/styles.xml" ContentType="{}"/><Override PartName="/word/settings.xml" ContentType="{}"/><Override PartName="/word/footer1.xml" ContentType="{}"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#,
        kind("document.main"),
        kind("styles"),
        kind("settings"),
        kind("footer"),
    );
    let relations = format!(
        r#"{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#
    );
    let of_document = format!(
        r#"{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{RELATIONS}/settings" Target="settings.xml"/><Relationship Id="rId3" Type="{RELATIONS}/footer" Target="footer1.xml"/></Relationships>"#
    );
    let text = format!(
        r#"{HEAD}<w:document xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"><w:body>{body}</w:body></w:document>"#
    );
    let settings = format!(
        r#"{HEAD}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:autoHyphenation/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#
    );
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations),
        ("docProps/core.xml", properties(document, filing)),
        ("word/document.xml", text),
        ("word/_rels/document.xml.rels", of_document),
        ("word/styles.xml", styles(document, filing.locale)),
        ("word/settings.xml", settings),
        ("word/footer1.xml", footer(document, filing)),
    ];
    let mut package = ZipWriter::new(Cursor::new(vec![]));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let failed = |error: &dyn std::fmt::Display| NotWritten(error.to_string());
    for (name, part) in parts {
        package
            .start_file(name, options)
            .map_err(|error| failed(&error))?;
        package
            .write_all(part.as_bytes())
            .map_err(|error| failed(&error))?;
    }
    let package = package.finish().map_err(|error| failed(&error))?;
    Ok(package.into_inner())
}

fn properties(document: &Document, filing: Filed<'_>) -> String {
    let (year, month, day) = filing.written_on.first_day();
    let title = format!("{}. {}", document.title, filing.network.municipality);
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{year:04}-{month:02}-{day:02}T00:00:00Z</dcterms:created><dc:language>{}</dc:language></cp:coreProperties>"#,
        said(&title),
        filing.locale.pick("Опора", "Opora"),
        language(filing.locale),
    )
}

const fn language(locale: Locale) -> &'static str {
    locale.pick("ru-RU", "en-GB")
}

/// Whose it is to the left, the page's number to the right.
fn footer(document: &Document, filing: Filed<'_>) -> String {
    let locale = filing.locale;
    let mut left = format!("{}. {}", filing.network.municipality, document.title);
    if filing.network.is_example {
        left = format!("{}. {left}", words::EXAMPLE.of(locale));
    }
    let field = |name: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let right = match document.is_landscape {
        true => 14_854,
        false => 9_355,
    };
    format!(
        r#"{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:tab/></w:r>{}<w:r><w:t xml:space="preserve"> {} </w:t></w:r>{}</w:p></w:ftr>"#,
        said(&left),
        field("PAGE"),
        words::PAGE_OF.of(locale),
        field("NUMPAGES"),
    )
}

fn styles(document: &Document, locale: Locale) -> String {
    // Half points: 11 on an upright page, 10 where there are many columns, 9 where all is one page.
    let table = match (document.is_dense, document.is_landscape) {
        (true, _) => 18,
        (false, true) => 20,
        (false, false) => 22,
    };
    let (above, subtitle) = if document.is_dense {
        (0, 20)
    } else {
        (360, 24)
    };
    // Half of the page.
    let stamp = if document.is_landscape { 9_400 } else { 5_100 };
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
        )
    };
    let all = [
        style(
            "Stamp",
            "Stamp",
            &format!(r#"<w:spacing w:after="20"/><w:ind w:left="{stamp}"/>"#),
            r#"<w:sz w:val="22"/>"#,
        ),
        style(
            "Title",
            "Title",
            &format!(
                r#"<w:keepNext/><w:spacing w:before="{above}" w:after="60"/><w:jc w:val="center"/>"#
            ),
            r#"<w:b/><w:sz w:val="28"/>"#,
        ),
        style(
            "Subtitle",
            "Subtitle",
            r#"<w:keepNext/><w:spacing w:after="60"/><w:jc w:val="center"/>"#,
            &format!(r#"<w:sz w:val="{subtitle}"/>"#),
        ),
        style(
            "Small",
            "Small",
            r#"<w:spacing w:before="60" w:after="0"/>"#,
            r#"<w:sz w:val="20"/>"#,
        ),
        style(
            "UnderLine",
            "Under a line",
            r#"<w:jc w:val="center"/>"#,
            r#"<w:sz w:val="16"/>"#,
        ),
        style(
            "TableText",
            "Table text",
            "",
            &format!(r#"<w:sz w:val="{table}"/>"#),
        ),
        style(
            "TableHead",
            "Table head",
            r#"<w:suppressAutoHyphens/><w:jc w:val="center"/>"#,
            &format!(r#"<w:b/><w:sz w:val="{table}"/>"#),
        ),
        style(
            "TableSection",
            "Table section",
            r#"<w:keepNext/><w:spacing w:before="60" w:after="60"/>"#,
            &format!(r#"<w:b/><w:sz w:val="{table}"/>"#),
        ),
        style("Footer", "footer", "", r#"<w:sz w:val="16"/>"#),
    ];
    let font = r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>"#;
    format!(
        r#"{HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{font}<w:sz w:val="24"/><w:lang w:val="{}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>{}</w:styles>"#,
        language(locale),
        all.concat(),
    )
}
