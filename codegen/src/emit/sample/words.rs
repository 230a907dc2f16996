//! Texts and numbers for values of which the document shows none: what the name suggests, else the name itself.

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in name.chars() {
        let begins = c.is_uppercase() && !before.is_uppercase() || !before.is_alphanumeric();
        if c.is_alphanumeric() {
            match words.last_mut().filter(|_| !begins) {
                Some(word) => word.extend(c.to_lowercase()),
                None => words.push(c.to_lowercase().collect()),
            }
        }
        before = c;
    }
    words
}

/// A text for a name. Never longer than an argument may be.
pub(super) fn text(name: &str) -> String {
    const LONGEST: usize = 40;
    let words = words(name);
    if let Some(known) = known(&words) {
        return known.to_owned();
    }
    let own = words.join("-");
    if own.is_empty() || own.chars().count() > LONGEST { "example".to_owned() } else { own }
}

fn known(words: &[String]) -> Option<&'static str> {
    let has = |listed: &[&str]| words.iter().any(|word| listed.contains(&word.as_str()));
    let (first, last) = (words.first()?.as_str(), words.last()?.as_str());
    let ends = |listed: &[&str]| listed.contains(&last);
    let person = |listed: &[&str]| last == "name" && listed.contains(&first);
    let text = match last {
        "type" if has(&["content", "media", "mime"]) => "text/plain",
        "id" | "ids" | "type" | "status" | "key" => return None,
        _ if has(&["email", "mail"]) => "ada@example.com",
        _ if ends(&["url", "uri", "href", "link", "website", "webhook", "callback"]) => {
            "https://example.com"
        }
        _ if has(&["phone", "telephone", "mobile", "msisdn"]) => "+441632960961",
        _ if ends(&["currency"]) => "EUR",
        _ if has(&["country"]) => "GB",
        _ if ends(&["language", "locale", "lang"]) => "en",
        _ if has(&["timezone"]) || words.ends_with(&["time".to_owned(), "zone".to_owned()]) => {
            "Europe/London"
        }
        _ if person(&["first", "given"]) || ends(&["firstname"]) => "Ada",
        _ if person(&["last", "family"]) || ends(&["lastname", "surname"]) => "Lovelace",
        "username" | "login" => "ada",
        "password" | "secret" => "secret",
        "city" | "town" => "London",
        "postcode" | "zip" => "SW1A 1AA",
        "ip" => "192.0.2.1",
        "host" | "hostname" | "domain" => "example.com",
        "filename" => "file.txt",
        "date" | "day" | "birthday" => "2026-01-01",
        "timestamp" | "datetime" => "2026-01-01T00:00:00Z",
        "at" if words.len() > 1 => "2026-01-01T00:00:00Z",
        "color" | "colour" => "#336699",
        "version" => "1.0",
        "title" => "A title",
        "description" | "summary" => "A description",
        "comment" | "message" | "note" | "notes" | "text" | "body" | "content" => "Hello",
        _ => return None,
    };
    Some(text)
}

/// A whole number for a name.
pub(super) fn integer(name: &str) -> i64 {
    let words = words(name);
    match words.last().map(String::as_str) {
        Some("limit" | "size" | "count" | "max") => 20,
        Some("page") if words.len() > 1 => 20,
        Some("year") => 2026,
        _ => 1,
    }
}

/// Any other number.
pub(super) fn number(name: &str) -> &'static str {
    match words(name).last().map(String::as_str) {
        Some("amount" | "price" | "total" | "cost") => "9.99",
        Some("lat" | "latitude") => "51.5",
        Some("lon" | "lng" | "longitude") => "-0.12",
        _ => "1.5",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_what_the_name_suggests() {
        for (name, expected) in [
            ("tripId", "trip-id"),
            ("owner", "owner"),
            ("candidate_ref", "candidate-ref"),
            ("HTTPServer2", "httpserver2"),
            ("contactEmail", "ada@example.com"),
            ("email_id", "email-id"),
            ("redirect_url", "https://example.com"),
            ("time_zone", "Europe/London"),
            ("firstName", "Ada"),
            ("created_at", "2026-01-01T00:00:00Z"),
            ("text", "Hello"),
            ("Content-Type", "text/plain"),
            ("", "example"),
            ("]] -", "example"),
        ] {
            assert_eq!(text(name), expected, "{name}");
        }
        assert_eq!((integer("per_page"), integer("page"), number("total_amount")), (20, 1, "9.99"));
    }
}
