//! What a value of a template can be, read from the schema of the view models.

use crate::site::view::ViewSchema;
use serde_json::Value;
use std::collections::BTreeMap;

/// What a value can be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Type {
    /// Nobody knows: nothing is said of its fields.
    Unknown,
    /// A text, a number, a truth value, or nothing: it has no fields.
    Single,
    /// A list of such values.
    List(Box<Type>),
    /// A map with any keys to such values.
    Map(Box<Type>),
    /// One of these structs.
    Structs(Vec<String>),
    /// A map written in the template.
    Fields(BTreeMap<String, Type>),
}

/// A struct of the view models, or one variant of an enum.
#[derive(Clone, Debug)]
pub(super) struct Struct {
    pub fields: BTreeMap<String, Type>,
    /// Fields that always have one value: `kind` of a variant.
    pub constants: BTreeMap<String, String>,
}

/// All structs by their names.
pub(super) struct Types {
    structs: BTreeMap<String, Struct>,
}

impl Types {
    /// The structs of the schema.
    pub fn read(schema: &ViewSchema) -> Types {
        let mut reader = Reader { schema, structs: BTreeMap::new() };
        for name in schema.types.keys() {
            reader.named(name);
        }
        Types { structs: reader.structs }
    }

    /// The struct that a schema refers to.
    pub fn of(&self, value: &Value) -> Type {
        let name = value["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
        name.filter(|name| self.structs.contains_key(*name)).map_or(Type::Unknown, |name| Type::Structs(vec![name.to_owned()]))
    }

    /// The type of a field; the error names the fields there are.
    pub fn field(&self, of: &Type, name: &str) -> Result<Type, Vec<String>> {
        match of {
            Type::Unknown => Ok(Type::Unknown),
            Type::Map(value) => Ok((**value).clone()),
            Type::Fields(fields) => fields.get(name).cloned().ok_or_else(|| fields.keys().cloned().collect()),
            Type::Structs(names) => {
                let structs = || names.iter().filter_map(|name| self.structs.get(name));
                let found = structs().filter_map(|each| each.fields.get(name)).cloned().reduce(join);
                found.ok_or_else(|| structs().flat_map(|each| each.fields.keys().cloned()).collect())
            }
            Type::Single | Type::List(_) => Err(Vec::new()),
        }
    }

    /// Of several structs those whose constant field has this value, and the others.
    pub fn split(&self, of: &Type, field: &str, value: &str) -> Option<(Type, Type)> {
        let Type::Structs(names) = of else { return None };
        let constant = |name: &String| self.structs.get(name).and_then(|each| each.constants.get(field));
        let (with, without): (Vec<_>, Vec<_>) = names.iter().cloned().partition(|name| constant(name).is_some_and(|has| has == value));
        (!with.is_empty() && !without.is_empty()).then_some((Type::Structs(with), Type::Structs(without)))
    }
}

impl Type {
    /// What going through it gives.
    pub fn item(&self) -> Type {
        match self {
            Type::List(item) | Type::Map(item) => (**item).clone(),
            _ => Type::Unknown,
        }
    }

    /// How a message calls it.
    pub fn name(&self) -> String {
        match self {
            Type::Unknown => "a value".to_owned(),
            Type::Single => "a single value".to_owned(),
            Type::List(_) => "a list".to_owned(),
            Type::Map(_) | Type::Fields(_) => "a map".to_owned(),
            Type::Structs(names) => {
                let mut outer: Vec<&str> = names.iter().map(|name| name.split('.').next().unwrap_or(name)).collect();
                outer.dedup();
                outer.join(" or ")
            }
        }
    }
}

/// What is one or the other.
pub(super) fn join(one: Type, other: Type) -> Type {
    match (one, other) {
        (one, other) if one == other => one,
        (Type::Single, other) | (other, Type::Single) => other,
        (Type::List(one), Type::List(other)) => Type::List(Box::new(join(*one, *other))),
        (Type::Map(one), Type::Map(other)) => Type::Map(Box::new(join(*one, *other))),
        (Type::Structs(mut one), Type::Structs(other)) => {
            one.extend(other);
            one.sort();
            one.dedup();
            Type::Structs(one)
        }
        _ => Type::Unknown,
    }
}

struct Reader<'a> {
    schema: &'a ViewSchema,
    structs: BTreeMap<String, Struct>,
}

impl Reader<'_> {
    fn named(&mut self, name: &str) -> Type {
        match self.schema.types.get(name) {
            Some(_) if self.structs.contains_key(name) => Type::Structs(vec![name.to_owned()]),
            Some(value) => self.read(name, &value.clone()),
            None => Type::Unknown,
        }
    }

    /// `name` is that of the struct, if it is one.
    fn read(&mut self, name: &str, value: &Value) -> Type {
        if let Some(reference) = value["$ref"].as_str().filter(|_| value.get("properties").is_none()) {
            return self.named(reference.rsplit('/').next().unwrap_or_default());
        }
        for key in ["anyOf", "oneOf"] {
            if let Some(variants) = value[key].as_array() {
                let each = variants.iter().enumerate().map(|(at, variant)| self.read(&format!("{name}.{at}"), variant));
                return each.collect::<Vec<_>>().into_iter().reduce(join).unwrap_or(Type::Unknown);
            }
        }
        let types = [&value["type"]].into_iter().chain(value["type"].as_array().into_iter().flatten());
        let types: Vec<&str> = types.filter_map(Value::as_str).collect();
        match () {
            _ if value.get("properties").is_some() => self.object(name, value),
            _ if types.contains(&"array") => Type::List(Box::new(self.read(&format!("{name}.item"), &value["items"]))),
            _ if value["additionalProperties"].is_object() => {
                Type::Map(Box::new(self.read(&format!("{name}.value"), &value["additionalProperties"])))
            }
            _ if types.contains(&"object") => Type::Unknown,
            _ if types.is_empty() && value.get("const").is_none() && value.get("enum").is_none() => Type::Unknown,
            _ => Type::Single,
        }
    }

    fn object(&mut self, name: &str, value: &Value) -> Type {
        // Known before its fields are read: a struct may hold itself.
        let empty = Struct { fields: BTreeMap::new(), constants: BTreeMap::new() };
        self.structs.insert(name.to_owned(), empty.clone());
        let mut all = empty;
        // A variant that holds a struct has the fields of both.
        if let Some(inner) = value["$ref"].as_str().and_then(|reference| reference.rsplit('/').next())
            && let Type::Structs(names) = self.named(inner)
        {
            for inner in names.iter().filter_map(|name| self.structs.get(name)) {
                all.fields.extend(inner.fields.clone());
            }
        }
        for (field, value) in value["properties"].as_object().into_iter().flatten() {
            if let Some(constant) = value["const"].as_str() {
                all.constants.insert(field.clone(), constant.to_owned());
            }
            let read = self.read(&format!("{name}.{field}"), value);
            all.fields.insert(field.clone(), read);
        }
        self.structs.insert(name.to_owned(), all);
        Type::Structs(vec![name.to_owned()])
    }
}
