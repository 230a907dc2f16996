//! Patches a label of a pod.

use k8s_core_v1::{Client, Result, types::Patch};
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Client::builder().bearer_token("token").build()?;
    let patch = Patch::from([("metadata".to_owned(), json!({"labels": {"tier": "front"}}))]);
    let pods = client.core_v1();
    let answer = pods.patch_namespaced_pod("default", "web").body_merge_patch(&patch).send().await?;
    println!("{:?}", answer.into_body().metadata);
    Ok(())
}
