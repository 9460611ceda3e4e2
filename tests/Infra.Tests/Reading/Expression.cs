namespace GridCase.Infra.Tests.Reading;

/// <summary>An expression of a template.</summary>
internal abstract record Expression(int Line)
{
    /// <summary>The expressions directly in it.</summary>
    public virtual IEnumerable<Expression> Parts => [];

    /// <summary>It and everything in it.</summary>
    public IEnumerable<Expression> All => Parts.SelectMany(part => part.All).Prepend(this);
}

/// <summary>A string; where it is interpolated, <c>${}</c> stands for each of its parts.</summary>
internal sealed record StringText(int Line, string Value, IReadOnlyList<Expression> Interpolated) : Expression(Line)
{
    public override IEnumerable<Expression> Parts => Interpolated;
}

/// <summary>A number, or true, false, null.</summary>
internal sealed record Constant(int Line, string Value) : Expression(Line);

internal sealed record Name(int Line, string Value) : Expression(Line);

/// <summary>An object with its properties in order; keys as written.</summary>
internal sealed record ObjectBody(int Line, IReadOnlyList<Property> Properties) : Expression(Line)
{
    public override IEnumerable<Expression> Parts => Properties.SelectMany(property => property.KeyParts.Append(property.Value));

    /// <summary>The value at a path such as <c>properties.sku.name</c>, or null.</summary>
    public Expression? At(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var value = Properties.FirstOrDefault(property => property.Key == (dot < 0 ? path : path[..dot]))?.Value;
        return dot < 0 ? value : (value as ObjectBody)?.At(path[(dot + 1)..]);
    }
}

/// <param name="KeyParts">What is interpolated into the key.</param>
internal sealed record Property(int Line, string Key, IReadOnlyList<Expression> KeyParts, Expression Value);

internal sealed record List(int Line, IReadOnlyList<Expression> Items) : Expression(Line)
{
    public override IEnumerable<Expression> Parts => Items;
}

/// <summary>One body for each item of a source.</summary>
internal sealed record ForEach(int Line, IReadOnlyList<string> Variables, Expression Source, Expression Body) : Expression(Line)
{
    public override IEnumerable<Expression> Parts => [Source, Body];
}

/// <summary>A body that exists only under a condition.</summary>
internal sealed record OnlyIf(int Line, Expression Condition, Expression Body) : Expression(Line)
{
    public override IEnumerable<Expression> Parts => [Condition, Body];
}

internal sealed record Member(int Line, Expression Of, string Name) : Expression(Line)
{
    public override IEnumerable<Expression> Parts => [Of];
}

internal sealed record Call(int Line, string Function, Expression? Of, IReadOnlyList<Expression> Arguments) : Expression(Line)
{
    public override IEnumerable<Expression> Parts => Of is null ? Arguments : [Of, .. Arguments];
}

internal sealed record Lambda(int Line, IReadOnlyList<string> Variables, Expression Body) : Expression(Line)
{
    public override IEnumerable<Expression> Parts => [Body];
}

/// <summary>An operator, an index or a choice: of its parts only what is in them matters here.</summary>
internal sealed record Combined(int Line, IReadOnlyList<Expression> Operands) : Expression(Line)
{
    public override IEnumerable<Expression> Parts => Operands;
}
