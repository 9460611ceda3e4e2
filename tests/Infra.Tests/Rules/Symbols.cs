using GridCase.Infra.Tests.Reading;

namespace GridCase.Infra.Tests.Rules;

/// <summary>Whatever is named is declared once, and whatever is declared is used.</summary>
internal static class Symbols
{
    private static readonly string[] Functions =
    [
        "contains", "empty", "environment", "filter", "first", "format", "guid", "int", "join", "last", "length", "map", "max", "min", "range", "readEnvironmentVariable",
        "replace", "resourceGroup", "split", "startsWith", "string", "subscription", "subscriptionResourceId", "take", "tenant", "toLower", "toObject", "union", "uniqueString",
    ];

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("declared", folder => folder.All.SelectMany(Undeclared)),
        new("declared-once", folder => folder.All.SelectMany(Twice)),
        new("known-function", folder => folder.All.SelectMany(Unknown)),
        new("used", folder => folder.Templates.SelectMany(Unused)),
    ];

    private static IEnumerable<(string Name, int Line)> Declared(Template template) =>
    [
        .. template.Parameters.Select(parameter => (parameter.Name, parameter.Line)),
        .. template.Variables.Select(variable => (variable.Name, variable.Line)),
        .. template.Resources.Select(resource => (resource.Name, resource.Line)),
        .. template.Modules.Select(module => (module.Name, module.Line)),
    ];

    private static IEnumerable<Finding> Undeclared(Template template)
    {
        var declared = Declared(template).Select(symbol => symbol.Name).ToHashSet();
        return template.Expressions.SelectMany(value => Free(value, declared)).Select(name => new Finding("declared", template.Path, name.Line, $"{name.Value} is not declared"));
    }

    private static IEnumerable<Finding> Twice(Template template) => Declared(template).GroupBy(symbol => symbol.Name).Where(group => group.Count() > 1)
        .Select(group => new Finding("declared-once", template.Path, group.Last().Line, $"{group.Key} is declared twice"));

    private static IEnumerable<Finding> Unknown(Template template) => template.Expressions.SelectMany(value => value.All).OfType<Call>()
        .Where(call => call.Of is not null || !Functions.Contains(call.Function))
        .Select(call => new Finding("known-function", template.Path, call.Line, $"{call.Function} is not a function that templates here may call"));

    private static IEnumerable<Finding> Unused(Template template)
    {
        var used = template.Expressions.SelectMany(value => value.All).OfType<Name>().Select(name => name.Value).ToHashSet();
        var existing = template.Resources.Where(resource => resource.Existing).Select(resource => (resource.Name, resource.Line));
        return template.Parameters.Select(parameter => (parameter.Name, parameter.Line))
            .Concat(template.Variables.Select(variable => (variable.Name, variable.Line))).Concat(existing)
            .Where(symbol => !used.Contains(symbol.Name))
            .Select(symbol => new Finding("used", template.Path, symbol.Line, $"{symbol.Name} is declared and not used"));
    }

    private static IEnumerable<Name> Free(Expression value, IReadOnlySet<string> bound) => value switch
    {
        Name name => bound.Contains(name.Value) ? [] : [name],
        ForEach loop => Free(loop.Source, bound).Concat(Free(loop.Body, With(bound, loop.Variables))),
        Lambda lambda => Free(lambda.Body, With(bound, lambda.Variables)),
        _ => value.Parts.SelectMany(part => Free(part, bound)),
    };

    private static HashSet<string> With(IReadOnlySet<string> bound, IEnumerable<string> more) => [.. bound, .. more];
}
