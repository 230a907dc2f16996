//! Creates a payment intent with nested parameters.

use stripe::{
    Client, Result,
    types::{PaymentIntentsAutomaticPaymentMethods, PostPaymentIntentsBody},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Client::builder().bearer_auth("sk_test_1").build()?;
    let body = PostPaymentIntentsBody::new(2000, "eur")
        .automatic_payment_methods(PaymentIntentsAutomaticPaymentMethods::new(true))
        .metadata([("order".to_owned(), "6735".to_owned())].into());
    let intent = client.payment_intents().post(&body).send().await?;
    println!("{} is {:?}", intent.id, intent.status);
    Ok(())
}
