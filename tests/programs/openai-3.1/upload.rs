//! Uploads a file.

use openai_3_1::{
    Client, File, Result,
    types::{CreateFileRequest, CreateFileRequestPurpose},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Client::builder().api_key_auth("key").build()?;
    let file = File::new("questions.jsonl", "{\"prompt\": \"Rome?\"}\n");
    let body = CreateFileRequest::new(file, CreateFileRequestPurpose::FineTune);
    let file = client.files().create(&body).send().await?;
    println!("{}: {} bytes", file.id, file.bytes);
    Ok(())
}
