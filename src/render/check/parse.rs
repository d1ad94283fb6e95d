//! Tokens become the parts of a template. Tera has compiled it before, so what is not understood here is Tera's grammar outgrowing ours:
//! it is an error with a place, never passed over.

use super::{
    lexer::{Token, tokens},
    syntax::{Args, Block, Component, Definition, Expr, Node, Template},
};

/// Reads a template.
///
/// # Errors
/// The byte of what is not understood.
pub(super) fn parse(text: &str) -> Result<Template, usize> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, length: text.len(), template: Template::default() };
    let (nodes, end) = parser.nodes(&[])?;
    match end {
        None => Ok(Template { nodes, ..parser.template }),
        Some(_) => Err(parser.place()),
    }
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    next: usize,
    length: usize,
    template: Template,
}

type Parsed<T> = Result<T, usize>;

const OPERATORS: [&str; 15] = ["*", "/", "//", "%", "+", "-", "**", "<", "<=", ">", ">=", "==", "!=", "~", "in"];

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.next).map_or(self.length, |(_, at)| *at)
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.next += 1;
        token
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Some(Token::Sign(next)) if *next == sign)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Name(next)) if next == word)
    }

    fn eat_sign(&mut self, sign: &str) -> bool {
        let found = self.is_sign(sign);
        self.next += usize::from(found);
        found
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.next += usize::from(found);
        found
    }

    fn sign(&mut self, sign: &str) -> Parsed<()> {
        if self.eat_sign(sign) { Ok(()) } else { Err(self.place()) }
    }

    fn word(&mut self, word: &str) -> Parsed<()> {
        if self.eat_word(word) { Ok(()) } else { Err(self.place()) }
    }

    fn close_tag(&mut self) -> Parsed<()> {
        let at = self.place();
        if self.take() == Some(Token::CloseTag) { Ok(()) } else { Err(at) }
    }

    fn name(&mut self) -> Parsed<(String, usize)> {
        let at = self.place();
        match self.take() {
            Some(Token::Name(name)) => Ok((name, at)),
            _ => Err(at),
        }
    }

    fn text(&mut self) -> Parsed<(String, usize)> {
        let at = self.place();
        match self.take() {
            // Inside of the quotes.
            Some(Token::Text(text)) => Ok((text, at + 1)),
            _ => Err(at),
        }
    }

    /// Everything up to a tag that begins with one of these words, which is returned and has been read.
    fn nodes(&mut self, ends: &[&str]) -> Parsed<(Vec<Node>, Option<String>)> {
        let mut nodes = Vec::new();
        loop {
            let at = self.place();
            match self.take() {
                None if ends.is_empty() => return Ok((nodes, None)),
                Some(Token::OpenShow) => {
                    nodes.push(Node::Show(self.expression()?));
                    if self.take() != Some(Token::CloseShow) {
                        return Err(at);
                    }
                }
                Some(Token::OpenTag) => {
                    let first = match self.peek() {
                        Some(Token::Name(word)) => word.clone(),
                        Some(Token::Sign(sign)) => (*sign).to_owned(),
                        _ => return Err(at),
                    };
                    self.next += 1;
                    if ends.contains(&first.as_str()) {
                        return Ok((nodes, Some(first)));
                    }
                    nodes.extend(self.tag(&first)?);
                }
                _ => return Err(at),
            }
        }
    }

    fn body(&mut self, ends: &[&str]) -> Parsed<(Vec<Node>, String)> {
        let at = self.place();
        let (nodes, end) = self.nodes(ends)?;
        end.map(|end| (nodes, end)).ok_or(at)
    }

    /// A tag whose first word has been read.
    fn tag(&mut self, first: &str) -> Parsed<Option<Node>> {
        let node = match first {
            "if" => return self.condition().map(Some),
            "for" => return self.repetition().map(Some),
            "block" => return self.block().map(Some),
            "component" => {
                let definition = self.definition()?;
                self.template.components.push(definition);
                return Ok(None);
            }
            "set" | "set_global" => return self.set(first == "set_global").map(Some),
            "filter" => {
                let filters = self.filters()?;
                self.close_tag()?;
                let (body, _) = self.body(&["endfilter"])?;
                Some(Node::Section(filters, body))
            }
            "<" => {
                let component = self.component_open()?;
                self.sign(">")?;
                self.close_tag()?;
                let (body, _) = self.body(&["</"])?;
                self.dotted_name()?;
                self.sign(">")?;
                Some(Node::Show(Expr::Component(Box::new(Component { body, ..component }))))
            }
            "extends" => {
                self.template.extends = Some(self.text()?.0);
                None
            }
            "include" => Some(Node::Include(self.text()?.0)),
            "break" | "continue" => None,
            _ => return Err(self.place()),
        };
        self.close_tag()?;
        Ok(node)
    }

    fn condition(&mut self) -> Parsed<Node> {
        let mut branches = Vec::new();
        let mut condition = Some(self.expression()?);
        loop {
            self.close_tag()?;
            let (body, end) = self.body(&["elif", "else", "endif"])?;
            branches.push((condition, body));
            condition = match end.as_str() {
                "elif" => Some(self.expression()?),
                "else" => None,
                _ => break,
            };
        }
        self.close_tag()?;
        Ok(Node::If(branches))
    }

    /// `key, value in target`
    fn each(&mut self) -> Parsed<Vec<String>> {
        let mut names = vec![self.name()?.0];
        if self.eat_sign(",") {
            names.push(self.name()?.0);
        }
        self.word("in")?;
        Ok(names)
    }

    fn repetition(&mut self) -> Parsed<Node> {
        let names = self.each()?;
        let target = self.expression()?;
        self.close_tag()?;
        let (body, end) = self.body(&["else", "endfor"])?;
        let otherwise = match end.as_str() {
            "else" => {
                self.close_tag()?;
                self.body(&["endfor"])?.0
            }
            _ => Vec::new(),
        };
        self.close_tag()?;
        Ok(Node::For { names, target, body, otherwise })
    }

    fn block(&mut self) -> Parsed<Node> {
        let (name, _) = self.name()?;
        self.close_tag()?;
        let (body, _) = self.body(&["endblock"])?;
        if matches!(self.peek(), Some(Token::Name(_))) {
            self.next += 1;
        }
        self.close_tag()?;
        Ok(Node::Block(Block { name, body }))
    }

    fn set(&mut self, global: bool) -> Parsed<Node> {
        let (name, _) = self.name()?;
        if self.eat_sign("=") {
            let value = self.expression()?;
            self.close_tag()?;
            return Ok(Node::Set { name, value, global });
        }
        if self.eat_sign("|") {
            self.filters()?;
        }
        self.close_tag()?;
        let (body, _) = self.body(&["endset"])?;
        self.close_tag()?;
        Ok(Node::SetBlock { name, global, body })
    }

    /// `name(args) | name`: their arguments.
    fn filters(&mut self) -> Parsed<Vec<Args>> {
        let mut filters = Vec::new();
        loop {
            self.name()?;
            filters.push(self.arguments_if_any()?);
            if !self.eat_sign("|") {
                return Ok(filters);
            }
        }
    }

    fn definition(&mut self) -> Parsed<Definition> {
        let name = self.dotted_name()?;
        self.sign("(")?;
        let mut definition = Definition { name, args: Vec::new(), rest: None, body: Vec::new() };
        while !self.eat_sign(")") {
            if self.eat_sign("...") {
                definition.rest = Some(self.name()?.0);
                continue;
            }
            let implicit = self.eat_sign("@");
            definition.args.push((self.name()?.0, implicit));
            if self.eat_sign(":") {
                self.name()?;
            }
            if self.eat_sign("=") {
                self.expression()?;
            }
            self.eat_sign(",");
        }
        if self.is_sign("{") {
            self.expression()?;
        }
        self.close_tag()?;
        definition.body = self.body(&["endcomponent"])?.0;
        while self.peek().is_some_and(|token| *token != Token::CloseTag) {
            self.next += 1;
        }
        self.close_tag()?;
        Ok(definition)
    }

    fn dotted_name(&mut self) -> Parsed<String> {
        let mut name = self.name()?.0;
        while self.eat_sign(".") {
            name = format!("{name}.{}", self.name()?.0);
        }
        Ok(name)
    }

    /// A component behind its `<`, up to `/` or `>`.
    fn component_open(&mut self) -> Parsed<Component> {
        let name = self.dotted_name()?;
        let (mut args, mut spreads) = (Vec::new(), Vec::new());
        loop {
            if self.eat_sign("{") {
                self.sign("...")?;
                spreads.push(self.expression()?);
                self.sign("}")?;
                continue;
            }
            if !matches!(self.peek(), Some(Token::Name(_))) {
                return Ok(Component { name, args, spreads, body: Vec::new() });
            }
            let (arg, at) = self.name()?;
            let value = match self.eat_sign("=") {
                false => Expr::Name(arg.clone(), at),
                true if self.eat_sign("{") => {
                    let value = self.expression()?;
                    self.sign("}")?;
                    value
                }
                true => self.text().map(|(text, at)| Expr::Text(text, at))?,
            };
            args.push((arg, value));
        }
    }

    fn expression(&mut self) -> Parsed<Expr> {
        let first = self.operands()?;
        if !self.eat_word("if") {
            return Ok(first);
        }
        let condition = self.expression()?;
        self.word("else")?;
        let otherwise = self.expression()?;
        Ok(Expr::Choice(Box::new(first), Box::new(condition), Box::new(otherwise)))
    }

    /// Operands with the operators between them.
    fn operands(&mut self) -> Parsed<Expr> {
        let mut operands = vec![self.operand()?];
        let mut operators = Vec::new();
        loop {
            let operator = match self.peek() {
                Some(Token::Sign(sign)) if OPERATORS.contains(sign) => (*sign).to_owned(),
                Some(Token::Name(word)) if ["and", "or", "in"].contains(&word.as_str()) => word.clone(),
                Some(Token::Name(word)) if word == "not" => {
                    self.next += 1;
                    "in".to_owned()
                }
                _ => break,
            };
            // The end of a component: `/>`.
            if operator == "/" && matches!(self.tokens.get(self.next + 1), Some((Token::Sign(">"), _))) {
                break;
            }
            self.next += 1;
            operators.push(operator);
            operands.push(self.operand()?);
        }
        match operators.is_empty() {
            true => Ok(operands.remove(0)),
            false => Ok(Expr::Operation(operands, operators)),
        }
    }

    fn operand(&mut self) -> Parsed<Expr> {
        while self.eat_word("not") || self.eat_sign("-") {}
        let mut expr = self.primary()?;
        loop {
            expr = if self.eat_sign(".") || self.eat_sign("?.") {
                let (name, at) = self.name()?;
                Expr::Field(Box::new(expr), name, at)
            } else if self.eat_sign("[") || self.eat_sign("?[") {
                self.subscript(expr)?
            } else if self.eat_sign("|") {
                let (name, at) = self.name()?;
                Expr::Filter(Box::new(expr), name, at, self.arguments_if_any()?)
            } else if self.eat_word("is") {
                self.eat_word("not");
                self.name()?;
                Expr::Test(Box::new(expr), self.arguments_if_any()?)
            } else {
                return Ok(expr);
            };
        }
    }

    fn primary(&mut self) -> Parsed<Expr> {
        let at = self.place();
        match self.take() {
            Some(Token::Text(text)) => Ok(Expr::Text(text, at + 1)),
            Some(Token::Number) => Ok(Expr::Literal),
            Some(Token::Name(name)) => match name.as_str() {
                "true" | "True" | "false" | "False" | "none" | "None" | "null" => Ok(Expr::Literal),
                _ if self.is_sign("(") => Ok(Expr::Call(name, self.arguments_if_any()?, at)),
                _ => Ok(Expr::Name(name, at)),
            },
            Some(Token::Sign("(")) => {
                let inner = self.expression()?;
                self.sign(")")?;
                Ok(inner)
            }
            Some(Token::Sign("[")) => self.list(),
            Some(Token::Sign("{")) => self.map(),
            Some(Token::Sign("<")) => {
                let component = self.component_open()?;
                self.sign("/")?;
                self.sign(">")?;
                Ok(Expr::Component(Box::new(component)))
            }
            _ => Err(at),
        }
    }

    fn subscript(&mut self, expr: Expr) -> Parsed<Expr> {
        let mut parts = Vec::new();
        let mut slice = false;
        while !self.eat_sign("]") {
            match self.eat_sign(":") {
                true => slice = true,
                false => parts.push(self.expression()?),
            }
        }
        match (slice, parts.len()) {
            (false, 1) => Ok(Expr::Index(Box::new(expr), Box::new(parts.remove(0)))),
            (true, _) => Ok(Expr::Slice(Box::new(expr), parts)),
            _ => Err(self.place()),
        }
    }

    fn arguments_if_any(&mut self) -> Parsed<Args> {
        let mut args = Vec::new();
        if self.eat_sign("(") {
            while !self.eat_sign(")") {
                let (name, _) = self.name()?;
                self.sign("=")?;
                args.push((name, self.expression()?));
                self.eat_sign(",");
            }
        }
        Ok(args)
    }

    fn list(&mut self) -> Parsed<Expr> {
        let mut items = Vec::new();
        while !self.eat_sign("]") {
            self.eat_sign("...");
            items.push(self.expression()?);
            if items.len() == 1 && self.eat_word("for") {
                return self.comprehension(items.remove(0));
            }
            self.eat_sign(",");
        }
        Ok(Expr::List(items))
    }

    fn comprehension(&mut self, item: Expr) -> Parsed<Expr> {
        let names = self.each()?;
        let target = Box::new(self.operands()?);
        let condition = if self.eat_word("if") { Some(Box::new(self.operands()?)) } else { None };
        self.sign("]")?;
        Ok(Expr::Comprehension { names, target, condition, item: Box::new(item) })
    }

    fn map(&mut self) -> Parsed<Expr> {
        let mut entries = Vec::new();
        while !self.eat_sign("}") {
            if self.eat_sign("...") {
                entries.push((None, self.expression()?));
            } else {
                let key = match self.take() {
                    Some(Token::Text(key)) => Some(key),
                    _ => None,
                };
                self.sign(":")?;
                entries.push((key, self.expression()?));
            }
            self.eat_sign(",");
        }
        Ok(Expr::Map(entries))
    }
}
