namespace GridCase.Infra.Tests.Reading;

/// <param name="Arguments">Of a description, its text.</param>
internal sealed record Decorator(int Line, string Name, IReadOnlyList<Expression> Arguments);

internal sealed record ParameterDeclaration(int Line, string Name, string Type, Expression? Default, IReadOnlyList<Decorator> Decorators)
{
    /// <summary>Whether a value must be given.</summary>
    public bool Required => Default is null && !Type.EndsWith('?');
}

internal sealed record VariableDeclaration(int Line, string Name, Expression Value);

/// <param name="Type">Without its version.</param>
internal sealed record ResourceDeclaration(int Line, string Name, string Type, string Version, bool Existing, Expression Value)
{
    /// <summary>The body, out of its loop and condition.</summary>
    public ObjectBody Body => Bodies.Of(Value);
}

internal sealed record ModuleDeclaration(int Line, string Name, string Path, Expression Value)
{
    public ObjectBody Body => Bodies.Of(Value);

    public IReadOnlyList<Property> Passed => (Body.At("params") as ObjectBody)?.Properties ?? [];
}

internal sealed record OutputDeclaration(int Line, string Name, string Type, Expression Value, IReadOnlyList<Decorator> Decorators);

/// <summary>One template, or one file of parameters, as read.</summary>
/// <param name="Path">Relative to the folder of the templates, with slashes.</param>
/// <param name="Scope">The target scope; null where none is said.</param>
/// <param name="Using">Of a file of parameters, the template that they are for.</param>
internal sealed record Template(
    string Path, string? Scope, string? Using, IReadOnlyList<ParameterDeclaration> Parameters, IReadOnlyList<VariableDeclaration> Variables,
    IReadOnlyList<ResourceDeclaration> Resources, IReadOnlyList<ModuleDeclaration> Modules, IReadOnlyList<OutputDeclaration> Outputs)
{
    public bool HoldsParameters => Path.EndsWith(".bicepparam", StringComparison.Ordinal);

    /// <summary>Everything that is computed in it.</summary>
    public IEnumerable<Expression> Expressions =>
    [
        .. Parameters.Where(parameter => parameter.Default is not null).Select(parameter => parameter.Default!),
        .. Variables.Select(variable => variable.Value),
        .. Resources.Select(resource => resource.Value),
        .. Modules.Select(module => module.Value),
        .. Outputs.Select(output => output.Value),
    ];

    /// <summary>The value, or, of the name of a variable, what that stands for.</summary>
    public Expression? Resolve(Expression? value) => value is Name name ? Variables.FirstOrDefault(variable => variable.Name == name.Value)?.Value ?? value : value;
}

internal static class Bodies
{
    public static ObjectBody Of(Expression value) => value switch
    {
        ObjectBody body => body,
        OnlyIf conditional => Of(conditional.Body),
        ForEach loop => Of(loop.Body),
        _ => throw new UnreadableTemplateException(value.Line, "a resource or module has no body"),
    };
}
