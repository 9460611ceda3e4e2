using GridCase.Infra.Tests.Reading;

namespace GridCase.Infra.Tests.Rules;

/// <summary>The main template composes modules in their order, and every module belongs to it.</summary>
internal static class Composition
{
    private const string Main = "main.bicep";

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("main-composes", folder => folder.Templates.Where(template => template.Path == Main).SelectMany(Composes)),
        new("module-used", folder => folder.Templates.Where(template => template.Path != Main && folder.Templates.All(caller => caller.Modules.All(module => folder.At(caller, module.Path) != template)))
            .Select(template => new Finding("module-used", template.Path, 1, "no template uses it"))),
        new("rights-first", folder => folder.Templates.SelectMany(RightsFirst)),
    ];

    private static IEnumerable<Finding> Composes(Template main)
    {
        if (main.Scope != "subscription") yield return new("main-composes", main.Path, 1, "it is to be deployed to a subscription");
        foreach (var resource in main.Resources.Where(resource => resource.Type != "Microsoft.Resources/resourceGroups"))
            yield return new("main-composes", main.Path, resource.Line, $"{resource.Name} belongs into a module");
        foreach (var module in main.Modules.Where(module => module.Body.At("scope") is not Name))
            yield return new("main-composes", main.Path, module.Line, $"{module.Name} is not put into the resource group");
    }

    /// <summary>An app that starts before it has its rights fails its first minutes.</summary>
    private static IEnumerable<Finding> RightsFirst(Template template) =>
        from module in template.Modules
        where module.Path.EndsWith("/functions.bicep", StringComparison.Ordinal)
        where !module.Value.All.OfType<Name>().Any(name => name.Value == "access")
        select new Finding("rights-first", template.Path, module.Line, $"{module.Name} must wait for access");
}
