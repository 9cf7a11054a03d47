//! The elements that matter for reading; all others only lend their words.

macro_rules! tags {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// An element's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Tag { $($variant),+ }

        impl Tag {
            /// The tag with this lower-case `name`.
            pub(super) fn of(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// Its name in markup.
            pub(super) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

tags! {
    Html = "html", Head = "head", Body = "body", Title = "title", Meta = "meta", Script = "script",
    Main = "main", Article = "article", Section = "section", Header = "header", Footer = "footer", Nav = "nav",
    Aside = "aside", Address = "address", Div = "div", P = "p", Blockquote = "blockquote", Pre = "pre",
    Center = "center", Details = "details", Summary = "summary", Figure = "figure", Caption = "figcaption",
    H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
    Ul = "ul", Ol = "ol", Li = "li", Dl = "dl", Dt = "dt", Dd = "dd",
    Table = "table", TableCaption = "caption", Thead = "thead", Tbody = "tbody", Tfoot = "tfoot", Tr = "tr",
    Td = "td", Th = "th", Form = "form", Fieldset = "fieldset", Legend = "legend", Label = "label",
    Br = "br", Hr = "hr", Rt = "rt", Rp = "rp", Time = "time", Span = "span",
    // A link. Not `a`: the parser opens an unclosed `a` again in every later block, which costs the square of the input.
    Link = "x-link",
}

impl Tag {
    /// The level of a heading.
    pub(super) fn level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }

    /// Whether it has no content.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Meta | Self::Br | Self::Hr)
    }

    /// Whether it stands within a line.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Span | Self::Link | Self::Time | Self::Label | Self::Rt | Self::Rp)
    }

    /// Whether it is a table or a part of its frame.
    pub(super) fn is_table_part(self) -> bool {
        matches!(self, Self::Table | Self::TableCaption | Self::Thead | Self::Tbody | Self::Tfoot | Self::Tr)
            || self.is_cell()
    }

    /// Whether it is a table's cell.
    pub(super) fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th)
    }

    /// Whether an open paragraph ends where it begins.
    pub(super) fn ends_paragraph(self) -> bool {
        let within_table = self.is_table_part() && self != Self::Table;
        !(self.is_inline() || within_table || matches!(self, Self::Br | Self::Meta | Self::Script))
    }
}
