namespace GridCase.Infra.Tests.Rules;

/// <summary>One rule that the templates keep.</summary>
/// <param name="Name">Stable, in kebab-case.</param>
/// <param name="Look">Finds what breaks it.</param>
internal sealed record Rule(string Name, Func<TemplateFolder, IEnumerable<Finding>> Look)
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("readable", folder => folder.Unreadable),
        .. Symbols.Rules,
        .. Modules.Rules,
        .. Parameters.Rules,
        .. Versions.Rules,
        .. Secrets.Rules,
        .. Safety.Rules,
        .. Grants.Rules,
        .. Composition.Rules,
    ];

    public static IEnumerable<Finding> LookAt(TemplateFolder folder) => All.SelectMany(rule => rule.Look(folder));
}
