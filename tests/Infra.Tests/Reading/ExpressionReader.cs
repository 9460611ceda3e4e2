namespace GridCase.Infra.Tests.Reading;

/// <summary>Reads expressions from tokens; stops behind the last token that belongs to one.</summary>
internal class ExpressionReader(IReadOnlyList<Token> tokens)
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "&&", "||", "??", "+", "-", "*", "/", "%", "<", ">"];

    private int at;

    protected Token Now => tokens[at];

    protected Token Take()
    {
        var token = tokens[at];
        if (token.Kind != TokenKind.End) at++;
        return token;
    }

    protected Token Take(string sign) => Now.Is(sign) ? Take() : throw Unreadable($"expected {sign}");

    protected string TakeWord() => Now.Kind == TokenKind.Word ? Take().Text : throw Unreadable("expected a name");

    protected bool TakeIf(string sign)
    {
        if (!Now.Is(sign)) return false;
        Take();
        return true;
    }

    protected UnreadableTemplateException Unreadable(string wanted) => new(Now.Line, $"{wanted}, found {(Now.Kind == TokenKind.End ? "the end" : Now.Text)}");

    public Expression Read()
    {
        var line = Now.Line;
        var parts = new List<Expression> { Operand() };
        while (Operators.Any(Now.Is))
        {
            Take();
            parts.Add(Operand());
        }

        var value = parts.Count == 1 ? parts[0] : new Combined(line, parts);
        if (!TakeIf("?")) return value;
        var then = Read();
        Take(":");
        return new Combined(line, [value, then, Read()]);
    }

    /// <summary>Reads a whole run of tokens as one expression.</summary>
    private static Expression Whole(IReadOnlyList<Token> tokens)
    {
        var reader = new ExpressionReader(tokens);
        var value = reader.Read();
        return reader.Now.Kind == TokenKind.End ? value : throw reader.Unreadable("expected the end of an interpolation");
    }

    private Expression Operand()
    {
        if (Now.Is("!") || Now.Is("-")) return new Combined(Take().Line, [Operand()]);
        var value = Simple();
        while (!Now.FirstOfLine)
        {
            var line = Now.Line;
            if (TakeIf(".") || TakeIf(".?"))
            {
                var name = TakeWord();
                value = Now.Is("(") ? new Call(line, name, value, Arguments()) : new Member(line, value, name);
            }
            else if (TakeIf("[") || TakeIf("[?"))
            {
                value = new Combined(line, [value, Read()]);
                Take("]");
            }
            else break;
        }

        return value;
    }

    private Expression Simple()
    {
        var token = Now;
        if (token.Kind == TokenKind.Text) return Text(Take());
        if (token.Kind == TokenKind.Number) return new Constant(Take().Line, token.Text);
        if (token.Is("{")) return Body();
        if (token.Is("[")) return Items();
        if (token.Is("(")) return Bracketed();
        var name = TakeWord();
        if (name is "true" or "false" or "null") return new Constant(token.Line, name);
        if (Now.Is("(") && !Now.FirstOfLine) return new Call(token.Line, name, null, Arguments());
        return TakeIf("=>") ? new Lambda(token.Line, [name], Read()) : new Name(token.Line, name);
    }

    private static StringText Text(Token token) => new(token.Line, token.Text, [.. token.Inner.Select(Whole)]);

    private Expression Bracketed()
    {
        var start = at;
        var line = Take("(").Line;
        var names = new List<string>();
        while (Now.Kind == TokenKind.Word)
        {
            names.Add(Take().Text);
            if (!TakeIf(",")) break;
        }

        if (TakeIf(")") && TakeIf("=>")) return new Lambda(line, names, Read());
        at = start + 1;
        var value = Read();
        Take(")");
        return value;
    }

    private List<Expression> Arguments()
    {
        Take("(");
        var values = new List<Expression>();
        while (!Now.Is(")"))
        {
            values.Add(Read());
            if (!TakeIf(",")) break;
        }

        Take(")");
        return values;
    }

    private ObjectBody Body()
    {
        var line = Take("{").Line;
        var properties = new List<Property>();
        while (!Now.Is("}"))
        {
            var key = Take();
            if (key.Kind is not (TokenKind.Word or TokenKind.Text)) throw new UnreadableTemplateException(key.Line, $"expected a property, found {key.Text}");
            Take(":");
            properties.Add(new(key.Line, key.Text, [.. key.Inner.Select(Whole)], Read()));
            Separated("}");
        }

        Take("}");
        return new(line, properties);
    }

    private Expression Items()
    {
        var line = Take("[").Line;
        if (Now.Is("for")) return Loop(line);
        var items = new List<Expression>();
        while (!Now.Is("]"))
        {
            items.Add(Read());
            Separated("]");
        }

        Take("]");
        return new List(line, items);
    }

    private ForEach Loop(int line)
    {
        Take("for");
        var variables = new List<string>();
        if (TakeIf("("))
        {
            do variables.Add(TakeWord());
            while (TakeIf(","));
            Take(")");
        }
        else variables.Add(TakeWord());

        Take("in");
        var source = Read();
        Take(":");
        var body = Conditional();
        Take("]");
        return new(line, variables, source, body);
    }

    /// <summary>Reads a body that may be conditional.</summary>
    protected Expression Conditional()
    {
        if (!Now.Is("if")) return Read();
        var line = Take().Line;
        Take("(");
        var condition = Read();
        Take(")");
        return new OnlyIf(line, condition, Read());
    }

    private void Separated(string end)
    {
        if (!TakeIf(",") && !Now.Is(end) && !Now.FirstOfLine) throw Unreadable("expected a comma or a new line");
    }
}
