//! TLS by rustls with `ring`, which needs a C compiler and nothing else.

use std::sync::{Arc, OnceLock};

use rustls::{ClientConfig, RootCertStore, crypto::CryptoProvider, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt as _;

/// The TLS settings, made once: to read the system's certificates takes milliseconds.
pub(super) struct Tls {
    #[cfg_attr(not(feature = "async"), expect(dead_code))]
    pub(super) config: ClientConfig,
    #[cfg_attr(not(feature = "blocking"), expect(dead_code))]
    pub(super) provider: Arc<CryptoProvider>,
    /// Whether the system's certificates are used; else Mozilla's.
    #[cfg_attr(not(feature = "blocking"), expect(dead_code))]
    pub(super) by_system: bool,
}

pub(super) fn tls() -> Result<&'static Tls, rustls::Error> {
    static TLS: OnceLock<Tls> = OnceLock::new();
    if let Some(tls) = TLS.get() {
        return Ok(tls);
    }
    let provider = Arc::new(ring::default_provider());
    let builder = || {
        ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
    };
    let (mut config, by_system) = if let Ok(builder) = builder()?.with_platform_verifier() {
        (builder.with_no_client_auth(), true)
    } else {
        // A bare container has no certificates. Mozilla's list lets it work all the same.
        let roots = webpki_roots::TLS_SERVER_ROOTS.to_vec();
        let builder = builder()?.with_root_certificates(RootCertStore { roots });
        (builder.with_no_client_auth(), false)
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TLS.get_or_init(|| Tls { config, provider, by_system }))
}
