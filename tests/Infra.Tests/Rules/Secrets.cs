using GridCase.Infra.Tests.Reading;

namespace GridCase.Infra.Tests.Rules;

/// <summary>Nothing is signed in to by key: no template reads, takes or hands on a secret.</summary>
internal static class Secrets
{
    private static readonly string[] Properties = ["primaryKey", "secondaryKey", "primaryConnectionString", "secondaryConnectionString", "InstrumentationKey", "primarySharedKey"];
    private static readonly string[] Texts = ["AccountKey=", "SharedAccessKey", "SharedAccessSignature", "DefaultEndpointsProtocol", "client_secret"];
    private static readonly string[] Names = ["password", "secret", "accesskey", "accountkey", "connectionstring", "token"];

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("no-key-function", folder => Each(folder).Where(found => found.Value is Call call && (call.Function.StartsWith("list", StringComparison.OrdinalIgnoreCase) || call.Function == "getSecret"))
            .Select(found => new Finding("no-key-function", found.In.Path, found.Value.Line, $"{((Call)found.Value).Function} reads a key"))),
        new("no-key-property", folder => Each(folder).Where(found => found.Value is Member member && Properties.Contains(member.Name))
            .Select(found => new Finding("no-key-property", found.In.Path, found.Value.Line, $"{((Member)found.Value).Name} is a key"))),
        new("no-key-text", folder => Each(folder).Where(found => found.Value is StringText text && Texts.Any(part => text.Value.Contains(part, StringComparison.OrdinalIgnoreCase)))
            .Select(found => new Finding("no-key-text", found.In.Path, found.Value.Line, "a string holds a key or a place for one"))),
        new("no-secure-output", folder =>
            from template in folder.Templates
            from output in template.Outputs
            where output.Decorators.Any(decorator => decorator.Name == "secure") || Names.Any(name => output.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            select new Finding("no-secure-output", template.Path, output.Line, $"{output.Name} hands out a secret")),
        new("no-secure-parameter", folder =>
            from template in folder.Templates
            from parameter in template.Parameters
            where parameter.Decorators.Any(decorator => decorator.Name == "secure") || Names.Any(name => parameter.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            select new Finding("no-secure-parameter", template.Path, parameter.Line, $"{parameter.Name} takes a secret")),
    ];

    private static IEnumerable<(Template In, Expression Value)> Each(TemplateFolder folder) =>
        folder.All.SelectMany(template => template.Expressions.SelectMany(value => value.All).Select(value => (template, value)));
}
