//! Values are stored as their text, and read again by their one way in.

/// Serialises a type as what it displays, and reads it with `parse`: a function from `&str` to an `Option` of it.
macro_rules! as_text {
    ($type:ty, $parse:expr) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                let parse: fn(&str) -> Option<$type> = $parse;
                parse(&text).ok_or_else(|| serde::de::Error::custom(format_args!("`{text}` is no {}", stringify!($type))))
            }
        }
    };
}

pub(crate) use as_text;
