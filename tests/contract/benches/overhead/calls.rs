//! The calls: by the generated client, and by hand.

use std::{collections::BTreeMap, hint::black_box, time::Duration};

use bindbee_ats::{Client, DateTime, Uuid, types};
use reqwest::header::ACCEPT;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::Result;

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caller {
    /// The generated client.
    Generated,
    /// reqwest, and the generated type by `serde_json::from_slice`.
    Hand,
    /// reqwest, and a type with serde's derive.
    Derive,
}

/// How much is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// One object, some 300 bytes.
    Small,
    /// A list, 1 MB.
    Large,
}

impl Caller {
    pub(crate) const ALL: [Self; 3] = [Self::Generated, Self::Hand, Self::Derive];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Hand => "hand",
            Self::Derive => "derive",
        }
    }
}

impl Size {
    pub(crate) const ALL: [Self; 2] = [Self::Small, Self::Large];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Large => "large",
        }
    }
}

const ID: Uuid = Uuid::from_u128(0x018b_18ef_c487_703c_afd9_0ca4_78cc_d9d6);
const API_KEY: &str = "the-api-key";
const CONNECTOR_TOKEN: &str = "the-connector-token";

/// Both clients, each with one connection that it keeps.
pub(crate) struct Call {
    generated: Client,
    http: reqwest::Client,
    url: String,
}

impl Call {
    pub(crate) fn new(url: &str) -> Result<Self> {
        // Nothing is encrypted here, but reqwest is built with TLS and wants to know by what. A second time is none.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let generated = Client::builder()
            .base_url(url)
            .http_bearer(API_KEY)
            .connector_token(CONNECTOR_TOKEN)
            .build()?;
        let http = reqwest::Client::builder()
            .user_agent("overhead/0.1.0")
            .timeout(Duration::from_secs(30))
            .connect_timeout(Duration::from_secs(10))
            .no_proxy()
            .build()?;
        Ok(Self { generated, http, url: url.to_owned() })
    }

    /// Makes one call, to the last field of its answer.
    pub(crate) async fn make(&self, caller: Caller, size: Size) -> Result<()> {
        match (caller, size) {
            (Caller::Generated, Size::Small) => {
                black_box(self.generated.departments().get(ID).send().await?);
            }
            (Caller::Generated, Size::Large) => {
                black_box(self.generated.candidates().list().send().await?);
            }
            (Caller::Hand, Size::Small) => {
                black_box(self.department::<types::AtsDepartment>(ID).await?);
            }
            (Caller::Hand, Size::Large) => {
                black_box(self.candidates::<types::CandidatePage>().await?);
            }
            (Caller::Derive, Size::Small) => {
                black_box(self.department::<Department>(ID).await?);
            }
            (Caller::Derive, Size::Large) => {
                black_box(self.candidates::<CandidatePage>().await?);
            }
        }
        Ok(())
    }

    async fn department<T: DeserializeOwned>(&self, id: Uuid) -> Result<T> {
        self.get(&format!("{}/api/ats/v1/departments/{id}", self.url)).await
    }

    async fn candidates<T: DeserializeOwned>(&self) -> Result<T> {
        self.get(&format!("{}/api/ats/v1/candidates", self.url)).await
    }

    /// What a person writes who knows that statuses and times have to be looked at.
    async fn get<T: DeserializeOwned>(&self, url: &str) -> Result<T> {
        let response = self
            .http
            .get(url)
            .bearer_auth(API_KEY)
            .header("x-connector-token", CONNECTOR_TOKEN)
            .header(ACCEPT, "application/json")
            .send()
            .await?
            .error_for_status()?;
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    }
}

/// `types::AtsDepartment`, as a person writes it.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only reading is measured")]
struct Department {
    id: Uuid,
    remote_id: Option<String>,
    modified_at: DateTime,
    raw_data: Option<BTreeMap<String, Value>>,
    custom_fields: Option<BTreeMap<String, Value>>,
    name: Option<String>,
}

/// `types::CandidatePage`, as a person writes it.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only reading is measured")]
struct CandidatePage {
    cursor: Option<String>,
    page_size: i64,
    items: Vec<Candidate>,
}

/// `types::AtsCandidate`, as a person writes it.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only reading is measured")]
struct Candidate {
    id: String,
    remote_id: Option<String>,
    modified_at: String,
    raw_data: Option<BTreeMap<String, Value>>,
    custom_fields: Option<BTreeMap<String, Value>>,
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    title: Option<String>,
    last_interaction_at: Option<String>,
    is_private: Option<bool>,
    can_email: Option<bool>,
    locations: Option<Vec<String>>,
    phone_numbers: Option<Vec<String>>,
    email_addresses: Option<Vec<String>>,
    urls: Option<Vec<WebAddress>>,
    tags: Option<Vec<String>>,
    applications: Option<Vec<String>>,
    attachments: Option<Vec<String>>,
    remote_created_at: Option<String>,
    remote_updated_at: Option<String>,
    avatar: Option<String>,
}

/// `types::AtsUrl`, as a person writes it.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only reading is measured")]
struct WebAddress {
    value: Option<String>,
    r#type: Option<String>,
}
