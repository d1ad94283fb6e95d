//! The parts of a template that matter for its fields: what is shown, gone through, set, handed on. Which operator binds tighter does
//! not matter.

/// An expression; a place is a byte of the template.
#[derive(Clone, Debug)]
pub(super) enum Expr {
    /// A text, written out.
    Text(String, usize),
    /// A number, `true`, `none`.
    Literal,
    /// `page`
    Name(String, usize),
    /// `.title`
    Field(Box<Expr>, String, usize),
    /// `[0]`, `["title"]`
    Index(Box<Expr>, Box<Expr>),
    /// `[1:3]`
    Slice(Box<Expr>, Vec<Expr>),
    /// `| sort(attribute="name")`
    Filter(Box<Expr>, String, usize, Args),
    /// `is defined`
    Test(Box<Expr>, Args),
    /// `m(id="…")`
    Call(String, Args, usize),
    /// `<text v={…} />`
    Component(Box<Component>),
    /// Operands with the operators between them.
    Operation(Vec<Expr>, Vec<String>),
    /// `a if b else c`
    Choice(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{"a": b}`; other keys than texts are left out, a spread map has none.
    Map(Vec<(Option<String>, Expr)>),
    /// `[x for x in xs if …]`
    Comprehension { names: Vec<String>, target: Box<Expr>, condition: Option<Box<Expr>>, item: Box<Expr> },
}

/// Arguments by name.
pub(super) type Args = Vec<(String, Expr)>;

/// A component where it is used.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub name: String,
    pub args: Args,
    /// Maps whose entries are arguments too: which, is not known.
    pub spreads: Vec<Expr>,
    pub body: Vec<Node>,
}

/// A piece of a template; plain text is none.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Show(Expr),
    /// Conditions with what stands below each; the last one may have none.
    If(Vec<(Option<Expr>, Vec<Node>)>),
    For {
        names: Vec<String>,
        target: Expr,
        body: Vec<Node>,
        otherwise: Vec<Node>,
    },
    Set {
        name: String,
        value: Expr,
        global: bool,
    },
    /// What stands inside becomes the value.
    SetBlock {
        name: String,
        global: bool,
        body: Vec<Node>,
    },
    Include(String),
    Block(Block),
    /// `{% filter … %}`
    Section(Vec<Args>, Vec<Node>),
}

/// A block that another template can put its own in place of.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub name: String,
    pub body: Vec<Node>,
}

/// A component where it is defined.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub name: String,
    /// Names of its arguments; whether each comes from the context by itself.
    pub args: Vec<(String, bool)>,
    /// The name of the map of all other arguments.
    pub rest: Option<String>,
    pub body: Vec<Node>,
}

/// A whole template.
#[derive(Clone, Debug, Default)]
pub(super) struct Template {
    pub extends: Option<String>,
    pub nodes: Vec<Node>,
    pub components: Vec<Definition>,
}
