//! A chat completion with a tool, whose answer comes as a stream.

use openai_3_1::{
    Client, Result,
    types::{
        ChatCompletionRequestMessage::User, ChatCompletionRequestUserMessage,
        ChatCompletionRequestUserMessageContent::TextContent, ChatCompletionTool,
        CreateChatCompletionRequest, CreateChatCompletionRequestTool::Function, FunctionObject,
        ModelIdsShared,
    },
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Client::builder().api_key_auth("key").build()?;
    let weather = FunctionObject::new("get_weather").description("The weather of a city.");
    let question = TextContent("How is the weather in Rome?".to_owned());
    let messages = [User(ChatCompletionRequestUserMessage::new(question))];
    let body = CreateChatCompletionRequest::new(messages, ModelIdsShared::Gpt5_1)
        .tools([Function(ChatCompletionTool::new(weather))]);
    let mut chunks = client.chat().create_completion(&body).send_stream().await?;
    while let Some(chunk) = chunks.next().await {
        for choice in chunk?.choices {
            print!("{}", choice.delta.content.unwrap_or_default());
        }
    }
    Ok(())
}
