//! Organisations and their dated standings.

use crate::period::PartialDate;
use crate::projection::Projected;
use crate::record::{structured, text};
use crate::{NetworkId, RecordId};
use serde::{Deserialize, Serialize};

crate::choice! {
    /// What an organisation is.
    OrganisationKind {
        School = "school", "школа", "school";
        Authority = "authority", "управление образования", "education authority";
        MethodCentre = "method-centre", "методический центр", "methodological centre";
        Accounting = "accounting", "централизованная бухгалтерия", "central accounting office";
        Institute = "institute", "институт развития образования", "institute for education development";
        Psychological = "psychological", "психологическая служба", "psychological service";
        Supplementary = "supplementary", "дополнительное образование", "supplementary education";
        Culture = "culture", "культура", "culture";
        Sport = "sport", "спорт", "sport";
        Family = "family", "семья и дети", "family and children";
        Regional = "regional", "региональный орган", "regional authority";
        Other = "other", "другое", "other";
    }
}

impl OrganisationKind {
    /// Centres and authorities share one mark, the square.
    pub const fn is_centre(self) -> bool {
        matches!(
            self,
            OrganisationKind::Authority
                | OrganisationKind::MethodCentre
                | OrganisationKind::Institute
                | OrganisationKind::Psychological
                | OrganisationKind::Regional
        )
    }
}

crate::choice! {
    /// Town or village.
    Locality {
        Urban = "urban", "город", "town";
        Rural = "rural", "село", "village";
    }
}

crate::choice! {
    /// A standing of a school, given for a time.
    StandingKind {
        LowResults = "low-results", "ШНОР", "low results";
        AdverseConditions = "adverse-conditions", "ШНСУ", "adverse social conditions";
        PeriodicallyLow = "periodically-low", "периодически низкие результаты", "periodically low results";
        RiskGroup = "risk-group", "группа риска", "risk group";
        FiveHundredPlus = "500-plus", "500+", "500+";
        InternshipSite = "internship-site", "стажировочная площадка", "internship site";
        ResourceCentre = "resource-centre", "ресурсный центр", "resource centre";
        GrowthPoint = "growth-point", "точка роста", "growth point";
        MethodCentre = "method-centre", "методический центр", "methodological centre";
        HighResults = "high-results", "высокие результаты", "high results";
    }
}

impl StandingKind {
    /// A school of this standing is one the district supports.
    pub const fn is_supported(self) -> bool {
        matches!(
            self,
            StandingKind::LowResults
                | StandingKind::AdverseConditions
                | StandingKind::PeriodicallyLow
                | StandingKind::RiskGroup
                | StandingKind::FiveHundredPlus
        )
    }
}

/// One standing with its time; open ends where the document gives no date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    pub kind: StandingKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

crate::choice! {
    /// How exact a place is.
    PlaceAccuracy {
        Settlement = "settlement", "населённый пункт", "settlement";
        Building = "building", "здание", "building";
    }
}

/// A point on the Earth, WGS 84 degrees. One field, so that its parts are merged together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub latitude: f64,
    pub longitude: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<PlaceAccuracy>,
}

impl Place {
    /// Both coordinates are finite and on the globe.
    pub fn is_on_earth(&self) -> bool {
        self.latitude.is_finite()
            && self.longitude.is_finite()
            && self.latitude.abs() <= 90.0
            && self.longitude.abs() <= 180.0
    }
}

/// A node of the network, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: String,
    pub kind: OrganisationKind,
    /// The short name.
    pub name: String,
    pub full_name: Option<String>,
    /// Named only in a network of more than one region.
    pub region: Option<String>,
    /// Named only in a network of more than one municipality.
    pub municipality: Option<String>,
    pub settlement: Option<String>,
    pub locality: Option<Locality>,
    /// A small school (малокомплектная).
    pub is_small: Option<bool>,
    pub pupils: Option<u32>,
    /// Empty for those who may not see standings.
    pub standings: Vec<Standing>,
    /// The district supports this school: all that the public learns of its standings.
    pub is_supported: bool,
    pub place: Option<Place>,
    pub note: Option<String>,
}

impl Organisation {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Organisation {
            id: projected.id,
            network: projected.network.clone(),
            code: text(fields, "code").unwrap_or_default().to_owned(),
            kind: structured(fields, "kind").unwrap_or(OrganisationKind::Other),
            name: text(fields, "name").unwrap_or_default().to_owned(),
            full_name: text(fields, "full_name").map(str::to_owned),
            region: text(fields, "region").map(str::to_owned),
            municipality: text(fields, "municipality").map(str::to_owned),
            settlement: text(fields, "settlement").map(str::to_owned),
            locality: structured(fields, "locality"),
            is_small: structured(fields, "small"),
            pupils: structured(fields, "pupils"),
            standings: structured(fields, "standings").unwrap_or_default(),
            is_supported: projected.is_supported,
            place: structured(fields, "place"),
            note: text(fields, "note").map(str::to_owned),
        }
    }
}
