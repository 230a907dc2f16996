//! The table that the request of an operation is written in.

/// States the request type of an operation, and what it answers: `Name -> Kind<Body>;`, where `Kind<Body>` is an
/// [`Answer`](crate::Answer) that gives a `Body`: [`Json`](crate::Json), [`Text<String>`](crate::Text),
/// [`Binary<Bytes>`](crate::Binary), [`Untyped<RawResponse>`](crate::Untyped), or [`ByStatus`](crate::ByStatus) with a
/// type that [`answers!`](crate::answers) was used for. A kind without a body, [`Empty`](crate::Empty), gives `()`. The
/// kind must be in scope.
///
/// ```
/// use vetted_runtime::{Empty, Json, Request};
///
/// vetted_runtime::request! {
///     /// The request that counts pets.
///     CountRequest -> Json<i64>;
/// }
/// vetted_runtime::request! {
///     /// The request that deletes a pet.
///     DeleteRequest -> Empty;
/// }
///
/// async fn run(count: CountRequest, delete: DeleteRequest) -> vetted_runtime::Result<i64> {
///     delete.header("if-match", "1").send().await?;
///     count.send().await
/// }
/// ```
///
/// What can come item by item has a `stream` of a kind that is [`Streamed`](crate::Streamed):
/// [`Events`](crate::Events), [`WholeEvents`](crate::WholeEvents), [`Lines`](crate::Lines),
/// [`Sequence`](crate::Sequence), or [`RawEvents`](crate::RawEvents), whose items are [`Event`](crate::Event)s. It
/// stands alone where nothing else comes. What can be had in chunks says `chunks`. `as` gives the media types to ask
/// for.
///
/// ```
/// use vetted_runtime::{Events, Json, Lines, Text};
///
/// vetted_runtime::request! {
///     /// The request that tells a story, whole or word by word.
///     StoryRequest -> Json<String>, stream Events<String>;
/// }
/// vetted_runtime::request! {
///     /// The request that reads the log.
///     LogRequest -> Text<String>, chunks;
/// }
/// vetted_runtime::request! {
///     /// The request that gets a picture, or says where it is.
///     PictureRequest -> Json<String>, chunks as "image/png";
/// }
/// vetted_runtime::request! {
///     /// The request that watches pets.
///     WatchRequest -> stream Lines<i64> as "application/x-ndjson";
/// }
///
/// async fn run(story: StoryRequest, watch: WatchRequest) -> vetted_runtime::Result<()> {
///     let mut words = story.send_stream().await?;
///     while let Some(word) = words.next().await {
///         print!("{}", word?);
///     }
///     let first = watch.send_stream().await?.next().await;
///     # drop(first);
///     Ok(())
/// }
///
/// async fn size(log: LogRequest) -> vetted_runtime::Result<usize> {
///     let (mut body, mut size) = (log.send_chunks().await?, 0);
///     while let Some(chunk) = body.next().await {
///         size += chunk?.len();
///     }
///     Ok(size)
/// }
/// ```
#[macro_export]
macro_rules! request {
    ($(#[$meta:meta])* $name:ident -> stream $kind:ident $(<$item:ty>)? $(as $accept:literal)?;) => {
        $crate::request! { @struct [$(#[$meta])*] $name }
        $crate::request! { @stream $name, [$($accept)?] $kind $(<$item>)? }
        $crate::request! { @bytes $name, [$($accept)?] }
    };
    (
        $(#[$meta:meta])*
        $name:ident -> $kind:ident $(<$body:ty>)?
        $(, stream $items:ident $(<$item:ty>)? $(as $accept:literal)?)?
        $(, chunks $(as $bytes:literal)?)?;
    ) => {
        $crate::request! { @struct [$(#[$meta])*] $name }
        $crate::request! { @whole $name, $kind $(<$body>)?, ($($body)?) }
        $($crate::request! { @stream $name, [$($accept)?] $items $(<$item>)? })?
        $crate::request! { @chunks $name $(, [$($bytes)?])? }
    };
    (@struct [$(#[$meta:meta])*] $name:ident) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[must_use = "requests do nothing until they are sent and awaited: `.send().await`"]
        pub struct $name {
            request: $crate::Request,
        }

        impl $name {
            /// Sets a header of this request. It takes the place of one that the client would send.
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.request = self.request.header(name, value);
                self
            }

            /// How long this call may take in all, in place of the client's own limit.
            pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.request = self.request.timeout(limit);
                self
            }

            /// How long each attempt of this call may take, in place of the client's own limit.
            pub fn attempt_timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.request = self.request.attempt_timeout(limit);
                self
            }

            /// The most items that the lists and objects of the answer may have, in place of the client's own limit.
            pub fn max_response_items(mut self, limit: u64) -> Self {
                self.request = self.request.max_response_items(limit);
                self
            }

            /// How often and when this call is sent again, in place of the client's own setting.
            pub fn retries(mut self, retries: $crate::Retries) -> Self {
                self.request = self.request.retries(retries);
                self
            }

            /// Says that this call can be sent again whatever its method: sent twice, it does what it does sent once.
            pub fn repeatable(mut self) -> Self {
                self.request = self.request.repeatable();
                self
            }
        }
    };
    (@whole $name:ident, $answer:ty, $body:ty) => {
        impl $name {
            /// Sends the request and gives the body.
            pub fn send(self) -> $crate::Sending<$body> {
                self.request.send::<$answer>()
            }

            /// Sends the request and gives status, headers and body.
            pub fn send_raw(self) -> $crate::SendingRaw<$body> {
                self.request.send_raw::<$answer>()
            }

            /// Sends the request and gives status, headers and the body as it came, undecoded. An error status is an
            /// error all the same. It asks for the media types that [`send`](Self::send) asks for;
            /// `.header("accept", ..)` asks for others.
            pub fn send_bytes(self) -> $crate::SendingRaw<$crate::Bytes> {
                self.request.send_bytes(<$answer as $crate::Answer>::ACCEPT)
            }

            $crate::__blocking! {
                /// Sends the request and gives the body. Blocks the thread: not for use inside of async code.
                pub fn send_blocking(self) -> $crate::Result<$body> {
                    self.request.send_blocking::<$answer>()
                }

                /// Sends the request and gives status, headers and body. Blocks the thread.
                pub fn send_raw_blocking(self) -> $crate::Result<$crate::Response<$body>> {
                    self.request.send_raw_blocking::<$answer>()
                }

                /// Sends the request and gives status, headers and the body as it came. Blocks the thread.
                pub fn send_bytes_blocking(self) -> $crate::Result<$crate::Response<$crate::Bytes>> {
                    self.request.send_bytes_blocking(<$answer as $crate::Answer>::ACCEPT)
                }
            }
        }
    };
    (@chunks $name:ident) => {};
    (@chunks $name:ident, [$($accept:literal)?]) => {
        impl $name {
            /// Sends the request and gives the body as it comes: it is never held as a whole.
            pub fn send_chunks(self) -> $crate::Opening<$crate::ByteStream> {
                self.request $(.accept($accept))? .send_stream::<$crate::Chunks>()
            }

            $crate::__blocking! {
                /// Sends the request and gives the body as it comes. Blocks the thread.
                pub fn send_chunks_blocking(self) -> $crate::Result<$crate::ByteStream> {
                    self.request $(.accept($accept))? .send_stream_blocking::<$crate::Chunks>()
                }
            }
        }
    };
    (@bytes $name:ident, [$($accept:literal)?]) => {
        impl $name {
            /// Sends the request and gives status, headers and the body as a whole, undecoded. An error status is an
            /// error all the same. `.header("accept", ..)` asks for other media types.
            pub fn send_bytes(self) -> $crate::SendingRaw<$crate::Bytes> {
                self.request $(.accept($accept))? .send_bytes("*/*")
            }

            $crate::__blocking! {
                /// Sends the request and gives status, headers and the body as a whole. Blocks the thread.
                pub fn send_bytes_blocking(self) -> $crate::Result<$crate::Response<$crate::Bytes>> {
                    self.request $(.accept($accept))? .send_bytes_blocking("*/*")
                }
            }
        }
    };
    (@stream $name:ident, [$($accept:literal)?] $kind:ident) => {
        $crate::request! { @open $name, [$($accept)?], $kind, $crate::Event }
    };
    (@stream $name:ident, [$($accept:literal)?] $kind:ident<$item:ty>) => {
        $crate::request! { @open $name, [$($accept)?], $kind<$item>, $item }
    };
    (@open $name:ident, [$($accept:literal)?], $kind:ty, $item:ty) => {
        impl $name {
            /// Sends the request and gives the items of the answer as they come.
            ///
            /// A field `stream` of a JSON body is set to true where the document has one. Where another field says
            /// whether the server streams, it must say so.
            pub fn send_stream(self) -> $crate::Opening<$crate::ItemStream<$item>> {
                self.request $(.accept($accept))? .send_stream::<$kind>()
            }

            $crate::__blocking! {
                /// Sends the request and gives the items of the answer as they come. Blocks the thread.
                pub fn send_stream_blocking(self) -> $crate::Result<$crate::ItemStream<$item>> {
                    self.request $(.accept($accept))? .send_stream_blocking::<$kind>()
                }
            }
        }
    };
}

/// Methods that block, in a build that has them. The macro is chosen here, since `cfg` in an expansion asks for the
/// features of the crate that uses it.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    ($($method:tt)*) => { $($method)* };
}

/// Methods that block, in a build without them.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    ($($method:tt)*) => {};
}
