//! Lists all open issues of a repository, page by page.

use github::{Client, Result, runtime::Secret};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Client::builder().header("authorization", Secret::from("Bearer token")).build()?;
    let mut issues = client.issues().list_for_repo("rust-lang", "rust").per_page(100).items();
    while let Some(issue) = issues.next().await {
        let issue = issue?;
        println!("#{} {}", issue.number, issue.title);
    }
    Ok(())
}
